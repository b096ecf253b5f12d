"""What a request passes inside Django, in the order of settings.MIDDLEWARE: health, headers, limits."""
