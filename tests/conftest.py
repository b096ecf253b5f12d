import pytest
from django.core.management import call_command


@pytest.fixture(scope="session")
def toolbox_loaded(django_db_setup, django_db_blocker):
    """The whole toolbox in the test database, loaded once; each test sees it as it was loaded."""
    with django_db_blocker.unblock():
        call_command("load_toolbox", verbosity=0)


@pytest.fixture
def toolbox(toolbox_loaded, db):
    """The whole toolbox, for one test."""
