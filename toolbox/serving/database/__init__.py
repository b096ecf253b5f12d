"""PostgreSQL as Django knows it, but nobody waits for ever for a server that hangs (base.py)."""
