"""ops/deploy/versie.sh: from each of the last three versions to this one and back, with a real server and its data.

A version is here a commit just before a migration was added: going back from there needs the copy. Only systemd is
played, by a few lines that do what its unit says.
"""

import os
import secrets
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ops.torture.site import free_port
from toolbox.settings import BASE_DIR

pytestmark = [pytest.mark.programs, pytest.mark.slow]

VERSIONS = 3
SYSTEMCTL = """#!/bin/sh
# Does with the service what its unit says, and writes down what was asked.
echo "$*" >> "$PLAYED/asked"
stop() {
    [ -f "$PLAYED/pid" ] || return 0
    kill "$(cat "$PLAYED/pid")"
    while kill -0 "$(cat "$PLAYED/pid")" 2>/dev/null; do sleep 0.1; done
    rm "$PLAYED/pid"
}
start() {
    ENV_FILE="$ENV_FILE" "$PY" manage.py prepare >> "$PLAYED/log" 2>&1 || exit 1
    ENV_FILE="$ENV_FILE" setsid "$PY" manage.py serve >> "$PLAYED/log" 2>&1 < /dev/null &
    echo $! > "$PLAYED/pid"
}
case "$1 ${2:-}" in
"stop toolbox") stop ;;
"start toolbox") start ;;
"restart toolbox") stop; start ;;
esac
"""
MAKE = """#!/bin/sh
# The packages are those of the tests; all else is the make of that version.
for word in "$@"; do
    if [ "$word" = install-serve ]; then echo "install-serve" >> "$PLAYED/asked"; exit 0; fi
done
exec {make} PY="$PY" ENV_FILE="$ENV_FILE" RUN_AS= "$@"
"""
TOUCH = "from toolbox.models import Tool; print(Tool.objects.update(summary='Na het bijwerken.'))"
READ = "from toolbox.models import Tool; print(sorted(Tool.objects.values_list('summary', flat=True)))"


def git(*arguments, cwd=None):
    """What git says; about this code when no other is named."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=cwd or BASE_DIR, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def versions():
    """The last three versions, the newest first; with less history than that the reason, and no test that passes."""
    if not (BASE_DIR / ".git").exists():
        pytest.skip("NIET GEPROBEERD: dit is geen kopie van git, dus er is geen vorige versie.")
    # Of main itself: what a branch was like on its way there, nobody installed.
    main = ("--first-parent", "--diff-merges=first-parent", "--no-patch")
    added = git("log", *main, "--diff-filter=A", "--format=%H", "--", "*/migrations/0*.py").split()
    found = []
    for commit in added:
        with suppress(subprocess.CalledProcessError):  # the first commit of a shallow clone has nothing before it
            before = git("rev-parse", "--verify", "--quiet", f"{commit}^")
            if git("ls-tree", before, "ops/deploy/toolbox.service"):
                found.append(before)
    if len(found) < VERSIONS:
        shallow = git("rev-parse", "--is-shallow-repository") == "true"
        why = "git fetch --unshallow haalt ze" if shallow else "er zijn er niet meer"
        pytest.skip(f"NIET GEPROBEERD: hier zijn maar {len(found)} van de {VERSIONS} vorige versies ({why}).")
    return found[:VERSIONS]


def test_clone_without_history_says_so(tmp_path, monkeypatch):
    git("clone", "--quiet", "--depth=1", f"file://{BASE_DIR}", str(tmp_path / "ondiep"))
    monkeypatch.setitem(globals(), "BASE_DIR", tmp_path / "ondiep")
    with pytest.raises(pytest.skip.Exception, match="git fetch --unshallow haalt ze"):
        versions()


def test_versions_are_those_just_before_a_migration():
    for version in versions():
        after = git("rev-list", "--first-parent", f"{version}..HEAD").split()[-1]
        assert "/migrations/0" in git("diff", "--name-only", "--diff-filter=A", version, after)


class Machine:
    """A server with an older version on it, and the new one at hand where its code comes from."""

    def __init__(self, folder, old):
        self.folder, self.code = folder, folder / "code"
        git("clone", "--quiet", "--shared", "--no-checkout", str(BASE_DIR), str(self.code))
        new = git("rev-parse", "HEAD")
        git("update-ref", "refs/remotes/origin/versie", new, cwd=self.code)
        git("checkout", "--quiet", "-b", "versie", old, cwd=self.code)
        git("remote", "set-url", "origin", str(self.remote(new)), cwd=self.code)
        git("branch", "--quiet", "--set-upstream-to=origin/versie", cwd=self.code)
        (folder / "bin").mkdir()
        (folder / "played").mkdir()
        (folder / "units").mkdir()
        self.program("systemctl", SYSTEMCTL)
        self.program("make", MAKE.format(make=shutil.which("make")))
        self.port = free_port()
        settings = {
            "DEBUG": "0", "HTTPS": "0", "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{folder}/toolbox.sqlite3", "STATIC_ROOT": str(folder / "static"),
            "BACKUP_DIR": str(folder / "kopie"), "PORT": str(self.port), "WEB_WORKERS": "1",
        }  # fmt: skip
        (folder / "toolbox.env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        self.env = {
            "PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(folder), "PY": sys.executable,
            "PLAYED": str(folder / "played"), "ENV_FILE": str(folder / "toolbox.env"), "UNITS": str(folder / "units"),
            "CADDYFILE": str(folder / "Caddyfile"), "LEFT": str(folder / "vorige"),
            "READY": f"http://127.0.0.1:{self.port}/readyz",
        }  # fmt: skip

    def remote(self, new):
        """Where the code comes from: one branch that ends at `new`."""
        remote = self.folder / "remote.git"
        git("clone", "--quiet", "--bare", "--shared", str(BASE_DIR), str(remote))
        git("update-ref", "refs/heads/versie", new, cwd=remote)
        return remote

    def program(self, name, text):
        """Put a program on the machine."""
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def run(self, *command, check=True):
        """The ended command, in the folder of the code."""
        out = self.folder / "out"  # not a pipe: the server that is started would hold it
        with out.open("w") as file:
            done = subprocess.run(  # noqa: S603
                command, cwd=self.code, env=self.env, check=False, stdout=file, stderr=file, stdin=subprocess.DEVNULL
            )
        said = out.read_text()
        assert not check or done.returncode == 0, said + self.log()
        return said

    def version(self, word, check=True):
        """What the operator's script says; of the version that is being tested, as it stands here."""
        return self.run("sh", str(BASE_DIR / "ops" / "deploy" / "versie.sh"), word, check=check)

    def manage(self, *arguments):
        """What a command of manage.py says."""
        return self.run(sys.executable, "manage.py", *arguments)

    def closed(self):
        """The files of the code that the site, which is not root, cannot read."""
        files = git("ls-files", cwd=self.code).splitlines()
        return [name for name in files if not (self.code / name).stat().st_mode & 0o004]

    def log(self):
        log = self.folder / "played" / "log"
        return log.read_text()[-2000:] if log.exists() else ""

    def content(self):
        """What is in the database: how many of each, and what TOUCH changes."""
        return self.manage("toolbox_report") + self.manage("shell", "--no-imports", "-v0", "-c", READ)


@pytest.fixture(scope="module")
def machine(tmp_path_factory, request):
    """A machine on which one of the last versions runs; every test leaves it at that version."""
    machine = Machine(tmp_path_factory.mktemp("machine"), versions()[request.param])
    machine.run("systemctl", "start", "toolbox")
    yield machine
    with suppress(OSError):
        machine.run("systemctl", "stop", "toolbox", check=False)


@pytest.mark.parametrize("machine", range(VERSIONS), indirect=True)
def test_there_and_back(machine):
    (machine.folder / "played" / "asked").unlink()
    old = git("rev-parse", "HEAD", cwd=machine.code)
    for unit in (machine.code / "ops" / "deploy").glob("toolbox*.[st]*"):
        shutil.copy(unit, machine.folder / "units")
    timer = machine.folder / "units" / "toolbox-backup.timer"
    timer.write_text(timer.read_text() + "# van ons\n")
    caddyfile = machine.folder / "Caddyfile"
    caddyfile.write_text("onze.site {\n}\n")
    units = {path.name: path.read_text() for path in timer.parent.iterdir()}
    before = machine.content()

    said = machine.version("bijwerken")
    assert git("rev-parse", "HEAD", cwd=machine.code) == git("rev-parse", "HEAD")
    assert f"Je eigen {timer} blijft staan" in said or "# van ons" in timer.read_text()
    copy = said.split("Reservekopie van de versie van nu: ")[1].splitlines()[0]
    assert Path(copy).is_file()
    installed = {path.name: path.read_text() for path in (BASE_DIR / "ops" / "deploy").glob("toolbox*.service")}
    assert {name: (timer.parent / name).read_text() for name in installed} == installed
    assert machine.manage("migrate", "--check") == ""
    assert (machine.closed(), (machine.folder / "vorige").stat().st_mode & 0o777) == ([], 0o700)

    machine.manage("shell", "--no-imports", "-v0", "-c", TOUCH)
    machine.manage("backup", "-v0")  # a later copy, which is not the one that belongs to the version that was left
    caddyfile.write_text("stuk")
    (timer.parent / "toolbox-nieuw.service").write_text("[Service]\n")
    said = machine.version("terug")
    assert f"met de kopie {Path(copy).name}." in said
    assert (git("rev-parse", "HEAD", cwd=machine.code), machine.closed()) == (old, [])
    assert {path.name: path.read_text() for path in timer.parent.iterdir()} == units
    assert caddyfile.read_text() == "onze.site {\n}\n"
    asked = (machine.folder / "played" / "asked").read_text().splitlines()
    assert {"disable --now toolbox-nieuw.service", "reload caddy"} <= set(asked)
    assert asked.count("install-serve") == 2
    assert machine.content() == before
    assert git("status", "--porcelain", "--untracked-files=no", cwd=machine.code) == ""

    assert "Er is geen vorige versie bewaard" in machine.version("terug", check=False)


@pytest.mark.parametrize("machine", [0], indirect=True)
def test_upgrade_that_fails_leaves_a_way_back(machine):
    said = machine.version("onzin", check=False)
    assert said == "Zeg wat je wilt: bijwerken of terug.\n"
    readme = machine.code / "README.md"
    readme.write_text("anders")
    assert "Iemand veranderde hier iets aan de code" in machine.version("bijwerken", check=False)
    git("checkout", "--quiet", "README.md", cwd=machine.code)
    old, before = git("rev-parse", "HEAD", cwd=machine.code), machine.content()
    machine.program("systemctl", SYSTEMCTL.replace('"restart toolbox") stop; start', '"restart toolbox") stop; exit 1'))
    said = machine.version("bijwerken", check=False)
    assert "Geef de opdracht opnieuw, of ga terug: sh ops/deploy/versie.sh terug" in said
    machine.version("terug")
    assert (git("rev-parse", "HEAD", cwd=machine.code), machine.content()) == (old, before)
    machine.program("systemctl", SYSTEMCTL)


@pytest.mark.parametrize("machine", [0], indirect=True)
def test_upgrade_that_was_broken_off_goes_on_and_keeps_the_copy_of_before(machine):
    old, before = git("rev-parse", "HEAD", cwd=machine.code), machine.content()
    machine.program(
        "systemctl", SYSTEMCTL.replace('"restart toolbox") stop; start', '"restart toolbox") kill -9 $PPID')
    )
    said = machine.version("bijwerken", check=False)
    assert "Het bijwerken is niet af" not in said  # as at a power cut: there was no time to say so
    copy = said.split("Reservekopie van de versie van nu: ")[1].splitlines()[0]
    assert git("rev-parse", "HEAD", cwd=machine.code) == git("rev-parse", "HEAD")

    machine.program("systemctl", SYSTEMCTL)
    said = machine.version("bijwerken")
    assert ("Bijgewerkt: " in said, "Reservekopie" in said) == (True, False)
    assert machine.manage("migrate", "--check") == ""
    assert "Er is geen nieuwe versie." in machine.version("bijwerken", check=False)
    assert f"met de kopie {Path(copy).name}." in machine.version("terug")
    assert (git("rev-parse", "HEAD", cwd=machine.code), machine.content()) == (old, before)
