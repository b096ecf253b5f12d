"""Zeg het aan de burgemeester: a worry or a theme on one page, to bring to who decides."""
