"""Every change of content renews the catalogue version, whatever way it is made."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.db.utils import load_backend
from django.utils import timezone

from fiches.models import Fiche
from tests import factories as make
from toolbox.models import CatalogueVersion, Format, Owner, Tool
from toolbox.models.version import moment_of, read_token


@pytest.fixture
def tool(db):
    return Tool.objects.create(name="Buurtkaart", slug="buurtkaart", summary="Kaart.")


def changes(tool):
    owner = Owner(name="Wijkhuis", slug="wijkhuis")
    yield "save", lambda: tool.save()
    yield "create", lambda: owner.save()
    yield "many-to-many", lambda: tool.owners.add(owner)
    yield "tags", lambda: tool.tags.add("ontmoeting")
    yield "bulk update", lambda: Tool.objects.filter(pk=tool.pk).update(summary="Anders.")
    yield "bulk create", lambda: Format.objects.bulk_create([Format(name="Spel", slug="spel")])
    yield "other app", lambda: Fiche.objects.create(letter="Z", slug="z", title="Z", lead="Z")
    yield "raw SQL", lambda: connection.cursor().execute("UPDATE toolbox_owner SET name = 'Buurthuis'")
    yield "delete", lambda: tool.delete()


def test_version_is_renewed_by_every_kind_of_change(tool):
    seen = [CatalogueVersion.objects.current()]
    for kind, change in changes(tool):
        change()
        assert CatalogueVersion.objects.current() not in seen, kind
        seen.append(CatalogueVersion.objects.current())


def test_version_stays_when_something_else_changes(tool, django_user_model):
    before = CatalogueVersion.objects.current()
    django_user_model.objects.create_user("redacteur")
    assert CatalogueVersion.objects.current() == read_token(connection) == before != ""


@pytest.mark.parametrize("field", ["public_from", "public_until"])
@pytest.mark.parametrize("make_entry", [make.ToolFactory, make.FicheFactory, make.StepFactory, make.WorryFactory])
def test_version_moves_when_something_comes_or_goes_by_itself(db, clock, make_entry, field):
    soon = timezone.now() + timedelta(hours=1)
    make_entry(**{field: soon})
    before = CatalogueVersion.objects.current()
    assert (before, moment_of(before)) == (read_token(connection), None)
    clock(timedelta(hours=1))
    after = CatalogueVersion.objects.current()
    assert (after != before, moment_of(after)) == (True, soon)
    clock(timedelta(hours=1))
    assert CatalogueVersion.objects.current() == after


def test_version_stays_when_a_moment_of_a_draft_passes(tool, clock):
    Tool.objects.update(status="concept", public_from=timezone.now() + timedelta(hours=1))
    before = CatalogueVersion.objects.current()
    clock(timedelta(hours=2))
    assert CatalogueVersion.objects.current() == before


def test_moments_are_read_once_for_each_state(tool, django_assert_num_queries):
    CatalogueVersion.objects.current()
    with django_assert_num_queries(1):
        CatalogueVersion.objects.current()


def test_version_is_empty_for_an_empty_catalogue(db):
    assert CatalogueVersion.objects.current() == read_token(connection) == ""


@pytest.fixture
def wal(tmp_path, django_db_blocker):
    """A Django connection to a SQLite file with one version, in WAL as in production, and the file."""
    path = tmp_path / "site.sqlite3"
    database = connection_to(str(path))
    with django_db_blocker.unblock():
        database.ensure_connection()
        database.connection.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE toolbox_catalogueversion (id integer PRIMARY KEY, token text);"
            "INSERT INTO toolbox_catalogueversion VALUES (1, 'v1')"
        )
        yield database, path
        database.close()


def connection_to(name):
    """A connection to a database file, as Django makes them."""
    engine = "django.db.backends.sqlite3"
    settings = connections.configure_settings({"default": {"ENGINE": engine, "NAME": name}})["default"]
    return load_backend(engine).DatabaseWrapper(settings)


def renew(token):
    """What the triggers do, with a token that the test knows."""
    return f"UPDATE toolbox_catalogueversion SET token = '{token}'"  # noqa: S608


def test_version_of_another_connection_shows_once_it_is_committed_and_after_a_checkpoint_too(wal):
    database, path = wal
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for number in range(3):
            before = read_token(database)
            other.execute("BEGIN IMMEDIATE")
            other.execute(renew(f"n{number}"))
            assert read_token(database) == before
            other.execute("COMMIT")
            assert read_token(database) == f"n{number}"
        for number in range(3):
            other.execute(renew(f"c{number}"))
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert read_token(database) == f"c{number}"


def test_version_of_another_process_shows_at_once(wal):
    database, path = wal
    assert read_token(database) == "v1"
    program = f"import sqlite3; c = sqlite3.connect({str(path)!r}); c.execute({renew('v2')!r}); c.commit()"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603
    assert read_token(database) == "v2"


def test_version_of_its_own_transaction_shows_until_it_is_rolled_back(wal):
    database, _ = wal
    database.connection.execute("BEGIN IMMEDIATE")
    database.connection.execute(renew("half"))
    assert read_token(database) == "half"
    database.connection.execute("ROLLBACK")
    assert read_token(database) == "v1"


def test_version_that_cannot_be_read_is_an_error_of_django(wal):
    database, _ = wal
    database.connection.execute("DROP TABLE toolbox_catalogueversion")
    with pytest.raises(DatabaseError):
        read_token(database)
