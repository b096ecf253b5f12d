"""The cycle of four steps and everything of Part 1. This app knows the fiches, and nothing of tools."""
