"""The fourteen thematic fiches. This app knows no other."""
