def pytest_collection_modifyitems(items):
    """Tests with their own data come before those that load the whole toolbox, which then stays in the database."""
    items.sort(key=lambda item: "toolbox" in getattr(item, "fixturenames", []))  # stable: random within each group
