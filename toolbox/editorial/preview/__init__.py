"""What an entry will look like, before anybody can see it: docs/beslissingen/0093."""
