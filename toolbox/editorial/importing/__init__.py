"""Entries as a spreadsheet: out of the catalogue, and back into it after a look at what would change."""
