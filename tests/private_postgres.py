"""Start a PostgreSQL of our own, run a command with its DATABASE_URL, and stop it again.

    python -m tests.private_postgres -- python -m pytest

It lives in a folder of its own, listens on a socket in that folder only, and is gone afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # a test database need not last


def binaries():
    """The folder with the newest PostgreSQL server of this machine, or None."""
    found = {int(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/postgres")}
    if found and max(found) >= OLDEST:
        return found[max(found)]
    other = shutil.which("postgres")
    return Path(other).resolve().parent if other else None


class Postgres:
    """A server in `folder`. PostgreSQL refuses to run as root: root hands the folder to somebody without rights."""

    def __init__(self, folder, **settings):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder)} | settings
        self.identity = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        if self.identity:
            shutil.chown(self.folder, "nobody", "nogroup")
        self.fill()
        self.start()

    def fill(self):
        """The files of an empty server."""
        self.run("initdb", "--username=toolbox", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")

    @property
    def url(self):
        """The DATABASE_URL of its database."""
        return f"postgres://toolbox@{quote(str(self.folder), safe='')}/postgres"

    def run(self, program, *arguments):
        """Run one of the server's own programs; its words are only shown when it fails."""
        command = [str(binaries() / program), f"--pgdata={self.data}", *arguments]
        with (self.folder.parent / f"{self.folder.name}.out").open("w+b") as out:  # not a pipe: the server inherits it
            done = subprocess.run(command, stdout=out, stderr=out, cwd="/", check=False, **self.identity)  # noqa: S603
            out.seek(0)
            words = out.read().decode(errors="replace")
        (self.folder.parent / f"{self.folder.name}.out").unlink()
        if done.returncode:
            raise RuntimeError(f"{program}: {words}")

    def start(self):
        """Start it and wait until it answers."""
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self.run("pg_ctl", "--wait", f"--options={options}", f"--log={self.folder / 'log'}", "start")

    def stop(self, mode="fast"):
        """Stop it; "immediate" is as if the machine lost its power."""
        self.run("pg_ctl", "--wait", f"--mode={mode}", "stop")


@contextmanager
def private_postgres(**settings):
    """A running server that is stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="toolbox-postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(folder, **settings)
        try:
            yield server
        finally:
            server.stop()


def main(command):
    """Run `command` against a private server and give its exit status; without one only say whether it could."""
    if not binaries():
        print(f"NIET OP POSTGRESQL GETEST: er is geen server van versie {OLDEST} of nieuwer.")
        print("Op Debian of Ubuntu: apt-get install postgresql")
        return 1
    if not command:
        return 0
    with private_postgres(**HASTY) as server:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.url}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:]))
