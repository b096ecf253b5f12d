"""What readers look for, for editors: report.py counts a month together, views.py shows it and lets them act on it."""
