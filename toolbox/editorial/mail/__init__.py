"""The mail of the site, to editors who ask for it and to readers who left an address: docs/beslissingen/0094."""
