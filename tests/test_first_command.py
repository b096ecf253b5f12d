"""python -m toolbox, which make run does too: what it says, and that each step can be broken off and done again."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from ops.torture.site import free_port, until
from tests.toolbox.backup.conftest import Site, make
from toolbox import __main__ as first
from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A database with one tool, so that nothing is loaded."""
    folder = tmp_path_factory.mktemp("eerste")
    site = Site(folder, f"sqlite:///{folder}/eerste.sqlite3")
    make(site)
    return site


def portal(site, port):
    """The site, as it is started when all is installed; both streams in one."""
    code = (  # who runs the tests in the background has Ctrl+C ignored, and so would we
        "import signal, sys; from toolbox import __main__ as m; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"sys.exit(m.portal(sys.executable, '127.0.0.1', {port}))"
    )
    env = site.env | {"PYTHONUNBUFFERED": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", code], cwd=BASE_DIR, env=env, start_new_session=True, **pipes)  # noqa: S603


def test_address_is_told_when_it_answers_and_stopping_is_no_fault(site):
    port = free_port()
    running = portal(site, port)
    lines = iter(running.stdout.readline, "")
    assert f"De portal draait op http://127.0.0.1:{port}/ (stop met Ctrl+C)\n" in lines  # reads on until it comes
    assert first.listens("127.0.0.1", port)
    os.killpg(running.pid, signal.SIGINT)
    said, complaints = running.communicate(timeout=30)
    assert (running.returncode, said.strip(), complaints) == (0, "Gestopt.", "")


def test_port_that_is_taken_is_said_before_anything_is_done(site):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = portal(site, port)
        said, complaints = done.communicate(timeout=60)
    assert (done.returncode, said) == (1, "")
    assert complaints == f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld PORT={port + 1}.\n"


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", "acht", "PORT moet een getal zijn van 1 tot 65535.\n"),
        ("127.0.0.1", "0", "PORT moet een getal zijn van 1 tot 65535.\n"),
        ("127.0.0.1", "65536", "PORT moet een getal zijn van 1 tot 65535.\n"),
        ("192.0.2.1", "8000", "HOST=192.0.2.1 is geen adres van deze machine.\n"),
        ("geen adres", "8000", "HOST=geen adres is geen adres van deze machine.\n"),
    ],
)
def test_place_where_nobody_can_listen_is_said(host, port, said, capsys):
    assert (first.portal("python", host, port), capsys.readouterr().err) == (1, said)


def test_half_an_environment_is_made_again(tmp_path):
    half = first.python_of(tmp_path / "half")
    half.parent.mkdir(parents=True)
    half.symlink_to(sys.executable)
    (tmp_path / "half" / "pyvenv.cfg").write_text("home = /nergens\ninclude-system-site-packages = false\n")
    assert first.environment(tmp_path / "half")
    assert first.run(half, "-c", "import pip")


def test_making_the_environment_can_be_broken_off_without_a_fault_message(tmp_path):
    code = (
        "import signal, sys; from pathlib import Path; from toolbox import __main__ as m; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"m.install.__defaults__ = (Path({str(tmp_path / 'nieuw')!r}),); sys.exit(m.main('install', 'run'))"
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = subprocess.Popen([sys.executable, "-c", code], cwd=BASE_DIR, start_new_session=True, **pipes)  # noqa: S603
    assert running.stdout.readline() == "De omgeving maken …\n"
    until(lambda: (tmp_path / "nieuw" / "pyvenv.cfg").exists(), 30)
    os.killpg(running.pid, signal.SIGINT)
    _, complaints = running.communicate(timeout=30)
    assert (running.returncode, complaints.strip()) == (130, "Onderbroken. De volgende keer gaat het hier verder.")


def test_python_that_fails_to_make_it_is_heard(tmp_path, monkeypatch, capsys):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho schijf vol >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(first.sys, "executable", str(broken))
    assert (first.environment(tmp_path / "nieuw"), capsys.readouterr().err) == (False, "schijf vol\n")


def test_python_without_venv_names_the_package_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(first.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"sudo apt-get install python3\.\d+-venv"):
        first.environment(tmp_path / "nieuw")
    assert not (tmp_path / "nieuw").exists()


def test_python_that_is_too_old_is_said(monkeypatch):
    monkeypatch.setattr(first.sys, "version_info", (3, 9, 6))
    assert first.missing().startswith("Python 3.11 of nieuwer is nodig; dit is 3.9.")


@pytest.fixture
def pip(monkeypatch):
    """What is asked of programs, and whether they end well."""
    asked, answers = [], {"well": True}
    monkeypatch.setattr(first, "environment", lambda venv: True)
    monkeypatch.setattr(first, "run", lambda *command, **options: asked.append(command[-1]) or answers["well"])
    return asked, answers


def test_installing_that_was_broken_off_starts_again(tmp_path, pip):
    asked, answers = pip
    answers["well"] = False
    with pytest.raises(SystemExit, match="Is er internet"):
        first.install("serve", tmp_path)
    assert list(tmp_path.iterdir()) == []
    answers["well"] = True
    first.install("serve", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".serve", ".run"}
    assert asked == ["pip", "pip", "serve"]
    first.install("run", tmp_path)
    assert len(asked) == 3  # it was there already


def test_list_that_changed_is_installed_again(tmp_path, pip):
    first.install("run", tmp_path)
    os.utime(tmp_path / ".run", (0, 0))
    first.install("run", tmp_path)
    assert pip[0] == ["pip", "run"] * 2
