"""The admin site itself; apart from toolbox/admin, which needs the models to be loaded."""
