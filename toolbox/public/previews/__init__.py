"""What an editor shows to somebody before it is public, for who has the link."""
