import pytest
from django.core.management import call_command


def pytest_collection_modifyitems(items):
    """Tests on their own data first, then those that read the whole toolbox, last those that empty the database.

    The toolbox is loaded once and stays in the test database. A test that makes its own data must not find it there.
    """

    def group(item):
        fixtures = getattr(item, "fixturenames", [])
        marker = item.get_closest_marker("django_db")
        empties = "transactional_db" in fixtures or "live_server" in fixtures
        if empties or (marker and marker.kwargs.get("transaction")):
            return 2
        return 1 if "toolbox" in fixtures else 0

    items.sort(key=group)  # stable: the random order stays within each group


@pytest.fixture(scope="session")
def toolbox_loaded(django_db_setup, django_db_blocker):
    """The whole toolbox in the test database, loaded once; each test sees it as it was loaded."""
    with django_db_blocker.unblock():
        call_command("load_toolbox", verbosity=0)


@pytest.fixture
def toolbox(toolbox_loaded, db):
    """The whole toolbox, for one test."""
