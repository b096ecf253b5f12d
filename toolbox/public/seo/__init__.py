"""What other sites and search engines read of us: descriptions, pictures, sitemaps and well-known addresses."""

GROUND = "#fbf6ea"  # of a page and of a picture
