"""The catalogue on paper: every tool of a choice, to print or to keep as a PDF."""
