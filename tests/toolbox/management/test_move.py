"""manage.py move: everything to another database, and back."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.toolbox.backup.conftest import Site, database, make

pytestmark = pytest.mark.programs
ACCOUNT = (
    "from django.contrib.auth.models import User; from django_otp.plugins.otp_totp.models import TOTPDevice; "
    "TOTPDevice.objects.create(user=User.objects.create_user('an', password='een lang wachtwoord'), key='aa' * 20)"
)
SHOW = (
    "from django.contrib.auth.models import User; from toolbox.models import Tool; an = User.objects.get(); "
    "print(an.check_password('een lang wachtwoord'), an.totpdevice_set.get().key, Tool.objects.get().name, "
    "Tool.objects.get().owners.get().name)"
)
HERE = f"True {'aa' * 20} Buurtkaart Odisee\n"


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A site on SQLite with a tool and an account; the index has not yet heard of the tool."""
    folder = tmp_path_factory.mktemp("verhuis")
    site = Site(folder, f"sqlite:///{folder}/hier.sqlite3")
    make(site)
    shell(site, ACCOUNT)
    return site


@pytest.fixture
def site(filled, tmp_path):
    """A copy of it, of this test alone."""
    shutil.copyfile(filled.url.removeprefix("sqlite:///"), tmp_path / "hier.sqlite3")
    return Site(tmp_path, f"sqlite:///{tmp_path}/hier.sqlite3")


def shell(site, code):
    """What a piece of code prints on the database of a site."""
    done = site.manage("shell", "--no-imports", "-v0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def content(site):
    """All that a database on SQLite holds: {table: rows}."""
    with closing(sqlite3.connect(site.url.removeprefix("sqlite:///"))) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for (table,) in tables}  # noqa: S608


def moved(site, url, *options):
    """The site at its new address."""
    done = site.manage("move", url, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "allemaal hetzelfde" in done.stdout
    return Site(site.folder, url)


def refused(site, url):
    """Why a site does not move there."""
    done = site.manage("move", url)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    return done.stderr.strip()


@pytest.mark.only_postgresql
def test_everything_goes_to_postgresql_and_back(site, tmp_path):
    before = content(site)
    with database(tmp_path, "verhuis") as url:
        there = moved(site, url)
        assert (shell(there, SHOW), content(site)) == (HERE, before)
        shell(there, "from toolbox.models import Owner; Owner.objects.create(name='Nieuw', slug='nieuw')")
        shell(there, "from toolbox.models import Tool; Tool.objects.update(name='Wijkkaart')")
        back = moved(there, f"sqlite:///{tmp_path}/terug.sqlite3")
    assert shell(back, SHOW) == HERE.replace("Buurtkaart", "Wijkkaart")
    assert (
        shell(back, "from toolbox.models import Document; print(Document.objects.get(kind=0).title)") == "Wijkkaart\n"
    )


@pytest.mark.only_postgresql
def test_what_postgresql_does_not_take_is_named_and_nothing_is_there(site, tmp_path):
    with closing(sqlite3.connect(tmp_path / "hier.sqlite3", isolation_level=None)) as connection:
        connection.execute("UPDATE toolbox_tool SET name = ?", ["x" * 1000])
    with database(tmp_path, "verhuis") as url:
        assert "Er is niet verhuisd. toolbox_tool kan daar niet bewaard worden" in refused(site, url)
        users = "from django.contrib.auth.models import User; print(User.objects.count())"
        assert shell(Site(tmp_path, url), users) == "0\n"


def test_second_move_replaces_only_when_asked_and_then_wholly(site, tmp_path):
    there = moved(site, f"sqlite:///{tmp_path}/daar.sqlite3")
    shell(there, "from toolbox.models import Tool; Tool.objects.create(name='Anders', slug='anders', summary='x')")
    assert refused(site, there.url) == (
        "CommandError: Er is niet verhuisd. Daar staan al 2 tools en 1 account. "
        "Mag dat allemaal weg, geef dan --vervang mee."
    )
    moved(site, there.url, "--vervang")
    assert shell(there, SHOW) == HERE


def test_other_end_is_looked_at_first(site, tmp_path):
    with closing(sqlite3.connect(tmp_path / "ander.sqlite3")) as other:
        other.execute("CREATE TABLE boek (titel text)")
    before = content(site)
    assert "Dat is de databank die nu in gebruik is" in refused(
        site, f"sqlite:///{tmp_path}/../{tmp_path.name}/hier.sqlite3"
    )
    assert "Die databank is van een ander programma" in refused(site, f"sqlite:///{tmp_path}/ander.sqlite3")
    away = refused(site, "postgres://toolbox@127.0.0.1:1/toolbox")
    assert ("antwoordt niet" in away, "Connection refused" in away) == (True, True)
    assert "DATABASE_URL is geen adres" in refused(site, "postgres://toolbox:a#b@db/toolbox")
    assert content(site) == before
