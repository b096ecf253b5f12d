"""Every list is data: the same address with `formaat=` gives a file instead of a page."""
