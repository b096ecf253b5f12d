"""manage.py backup and manage.py restore, as an operator uses them, on the kind of database of this run."""

import errno
import shutil

import pytest
from django.core.management.base import CommandError

from fiches.shared.disk import CLOSED, FULL
from tests.databases import ON_SQLITE
from tests.toolbox.backup.conftest import without_content
from toolbox.backup import explained

pytestmark = [pytest.mark.programs, pytest.mark.postgresql]


@pytest.fixture
def copy(site, example_backups):
    """A backup; after it an editor changed the name. It was made once, of the database that the site started from."""
    shutil.copytree(example_backups, site.backups)
    site.rename("Wijkkaart")
    return site.last_backup()


def test_what_was_saved_comes_back(site, copy):
    before = site.version()
    done = site.manage("restore", "--ja", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    steps = ["kopiëren …"] if ON_SQLITE else ["de huidige inhoud bewaren …", "terugzetten …"]
    said = [line for line in done.stdout.splitlines() if line in steps]
    assert ("In " + copy.name + " staan 1 tools" in done.stdout, said) == (True, steps)
    assert "migrate" not in done.stdout  # it is of this very version
    assert site.name() == "Buurtkaart"
    assert site.sql("SELECT questions FROM toolbox_tool") == "Regel 1\nregel 2 \\."
    assert site.version() != before
    assert "No migrations to apply" in site.manage("migrate").stdout
    before = site.version()
    site.rename("Straatkaart")
    assert site.version() != before  # by the triggers, which came back too


def test_everything_comes_back_on_a_new_machine(example_backups, tmp_path):
    with without_content(tmp_path) as site:
        shutil.copytree(example_backups, site.backups)
        done = site.manage("restore", "--ja", str(site.last_backup()))
        assert (done.returncode, done.stderr) == (0, "")
        assert "bewaard" not in done.stdout  # there was nothing to keep
        assert len(list(site.backups.iterdir())) == 2
        assert site.name() == "Buurtkaart"


def test_what_stood_there_can_be_put_back_too(site, copy):
    done = site.manage("restore", "--ja", str(copy))
    kept = done.stdout.split("bewaard: ")[1].split("\n")[0]
    assert site.name() == "Buurtkaart"
    assert site.manage("restore", "--ja", "--zonder-controlegetal", kept).returncode == 0
    assert site.name() == "Wijkkaart"


@pytest.mark.parametrize("command", [["backup"], ["restore", "--ja", "manage.py"]])
def test_on_windows_is_said_why_not(site, command):
    code = "import sys; sys.modules['fcntl'] = None; from manage import main; main()"
    done = site.python("-c", code, *command)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Op Windows kan dat niet" in done.stderr


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, FULL), (errno.EACCES, CLOSED), (errno.EIO, "")])
def test_disk_that_does_not_take_it_is_named(number, words):
    with pytest.raises(CommandError) as caught, explained("Er is geen kopie"):
        raise OSError(number, "Input/output error", "/kopie/x")
    assert str(caught.value) == f"Er is geen kopie. {f'/kopie/x: {words}' if words else 'Input/output error'}"


def test_nothing_happens_without_a_yes(site, copy):
    done = site.manage("restore", str(copy))  # there is nobody to type it
    said = "CommandError: Er is niets teruggezet. Hier is niemand om te antwoorden: geef --ja mee.\n"
    assert (done.returncode, done.stderr) == (1, said)
    assert site.name() == "Wijkkaart"


def test_copy_of_an_older_version_says_what_comes_next(site, copy):
    site.sql("DELETE FROM django_migrations WHERE app = 'axes'")
    older = site.backup()
    done = site.manage("restore", "--ja", str(older))
    assert done.stdout.endswith("Deze kopie is van een oudere versie. Voer nu make manage DO=migrate uit.\n")


def refused(site, *arguments):
    """What a restore says that changes nothing."""
    files = sorted(site.folder.iterdir())
    done = site.manage("restore", "--ja", *arguments)
    assert done.returncode == 1
    assert "Er is niets teruggezet." in done.stderr
    assert "Traceback" not in done.stderr
    assert site.name() == "Wijkkaart"
    assert sorted(site.folder.iterdir()) == files
    return done.stderr


@pytest.mark.parametrize("content", ["half", "other", "empty"])
def test_what_is_no_whole_backup_is_refused(site, copy, content):
    whole = copy.read_bytes()
    copy.write_bytes(
        {"half": whole[: len(whole) // 2], "other": b"een brief aan de buren\n" * 500, "empty": b""}[content]
    )
    refused(site, "--zonder-controlegetal", str(copy))  # with its sum it does not come so far


def test_backup_with_one_other_bit_is_refused(site, copy):
    whole = copy.read_bytes()
    middle = len(whole) // 2
    copy.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert "beschadigd" in refused(site, str(copy))


def test_backup_without_its_sum_is_refused_unless_asked(site, copy):
    copy.with_name(copy.name + ".sha256").unlink()
    assert "--zonder-controlegetal" in refused(site, str(copy))
    assert site.manage("restore", "--ja", "--zonder-controlegetal", str(copy)).returncode == 0
    assert site.name() == "Buurtkaart"


def test_database_of_a_newer_version_is_refused(site):
    copy = site.backup()
    site.sql("INSERT INTO django_migrations (app, name, applied) VALUES ('toolbox', '9999_later', CURRENT_TIMESTAMP)")
    done = site.manage("backup")
    assert done.returncode == 1
    assert "9999_later" in done.stderr
    assert sorted(site.backups.iterdir()) == [copy, copy.with_name(copy.name + ".sha256")]


def test_backup_says_what_it_did_and_keeps_only_some(site):
    first = site.manage("backup")
    assert first.stdout.splitlines()[:2] == ["kopiëren …", "nalezen …"]
    assert "nagelezen." in first.stdout
    assert first.stderr == ""
    for moment in ("20200101-000000", "20200102-000000"):
        (site.backups / f"toolbox-{moment}{'.sqlite3' if ON_SQLITE else '.dump'}").touch()
    second = site.manage("backup", "--bewaar", "2")
    assert second.stdout.count("Opgeruimd: toolbox-2020") == 2
    assert len(list(site.backups.iterdir())) == 4  # two, each with its sum
    assert site.manage("backup", "-v0").stdout == ""


def test_backup_that_cannot_be_written_says_so(site, tmp_path):
    (tmp_path / "bestand").touch()
    done = site.manage("backup", "--map", str(tmp_path / "bestand" / "map"))
    assert done.returncode == 1
    assert "Er is geen reservekopie gemaakt" in done.stderr
    assert "Traceback" not in done.stderr
