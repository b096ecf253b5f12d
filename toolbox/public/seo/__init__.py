"""What other sites and search engines read of us: descriptions, pictures, sitemaps and well-known addresses."""
