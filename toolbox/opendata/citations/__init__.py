"""Tools as references for a reference manager, and as a paragraph to paste in a file."""
