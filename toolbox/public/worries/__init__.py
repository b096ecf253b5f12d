"""What people run into: each sentence of the home page with a page of its own, and as a suggestion while typing."""
