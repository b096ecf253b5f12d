"""Who may not install is told, in one line, what to ask for before the tests begin."""

import os
import shutil
import subprocess
import sys

import pytest

from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs


def said(tmp_path, script, python=sys.executable):
    """What a script says to somebody who is not root, on a machine with hardly any program."""
    (tmp_path / "bin").mkdir()
    programs = {"sh": shutil.which("sh"), "id": tmp_path / "id", "env": shutil.which("env")}
    programs["id"].write_text("#!/bin/sh\necho 1000\n")
    programs["id"].chmod(0o755)
    for name, program in programs.items():
        (tmp_path / "bin" / name).symlink_to(program)
    env = os.environ | {
        "PATH": str(tmp_path / "bin"),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "SERVERS": str(tmp_path),
    }
    command = ["sh", str(BASE_DIR / script), python]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("tests/ensure_postgres.sh",
         "Voor de tests op PostgreSQL is PostgreSQL nodig. Vraag: sudo apt-get install postgresql"),
        ("tests/ensure_redis.sh",
         "Voor de tests met een gedeelde bewaarplaats is Redis nodig. Vraag: sudo apt-get install redis-server"),
    ],
)  # fmt: skip
def test_server_that_is_not_there_is_named(tmp_path, script, line):
    assert said(tmp_path, script) == [line]


def test_library_and_browser_that_are_not_there_are_named(tmp_path):
    (tmp_path / "python").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python").chmod(0o755)
    assert said(tmp_path, "tests/browser/ensure_chromium.sh", str(tmp_path / "python")) == [
        "Voor de browsertests is libatomic1 nodig. Vraag: sudo apt-get install libatomic1",
        "Geen Chromium gevonden; we installeren er een.",
        "Voor de browsertests is Chromium nodig. Vraag: sudo apt-get install chromium-headless-shell fonts-dejavu-core",
    ]
