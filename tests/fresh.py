"""README.md's two commands on a Debian with nothing on it, as an ordinary user: `make fresh`.

Takes minutes, root, debootstrap and the network, so it is no part of make test. The root of that Debian is a folder;
it has the network and the processes of this machine and nothing else of it.
"""

import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from ops.torture.site import free_port, until
from toolbox.settings import BASE_DIR

SUITE = os.environ.get("SUITE") or "bookworm"
MIRROR = os.environ.get("MIRROR") or "http://deb.debian.org/debian"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # a network may have some of its own
PASSED_ON = re.compile(r"(https?|no)_proxy|PIP_(CERT|INDEX_URL|DEFAULT_TIMEOUT)", re.IGNORECASE)

README = (BASE_DIR / "README.md").read_text()

if os.geteuid() != 0:
    pytest.skip("NIET GEPROBEERD: make fresh vraagt root.", allow_module_level=True)
if not shutil.which("debootstrap"):
    pytest.skip("NIET GEPROBEERD: apt-get install debootstrap", allow_module_level=True)


class Debian:
    """A bare Debian in `folder`, with one ordinary user."""

    def __init__(self, folder):
        self.folder = folder
        run("debootstrap", "--variant=minbase", SUITE, str(folder), MIRROR)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", folder / "etc" / name)
        self.root("useradd --create-home --shell /bin/bash an")

    def install(self, words):
        """An apt-get line as the README has it. What it brings trusts whom this machine trusts."""
        self.root("apt-get update --quiet")
        self.root(words.replace("apt-get install", "apt-get install --yes --no-install-recommends"))
        if CERTIFICATES.exists():
            there = self.folder / CERTIFICATES.relative_to("/")
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CERTIFICATES, there)

    @contextmanager
    def mounted(self):
        """With /proc. Its /dev is its own: whoever cleans up after a run that was killed, must not reach ours."""
        run("mount", "-t", "proc", "proc", str(self.folder / "proc"))
        try:
            yield self
        finally:
            run("umount", "--lazy", str(self.folder / "proc"))

    @property
    def env(self):
        passed = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
        return passed | {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            "LANG": "C.UTF-8",
        }

    def root(self, command):
        """What root does there."""
        run("chroot", str(self.folder), "sh", "-c", command, env=self.env)

    def user(self, command, **options):
        """What the ordinary user does there: the process, not yet ended."""
        inside = ["chroot", "--userspec=an:an", str(self.folder), "sh", "-c", f"cd && cd toolbox && {command}"]
        env = self.env | {"HOME": "/home/an", "USER": "an"}
        return subprocess.Popen(inside, env=env, start_new_session=True, **options)  # noqa: S603


def run(*command, env=None):
    """A command that has to succeed; what it said is shown when it does not."""
    done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, f"{command}: {(done.stdout + done.stderr)[-3000:]}"


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
    with Debian(tmp_path_factory.mktemp("debian") / "root").mounted() as debian:
        yield debian


def test_readme_to_the_letter(debian, tmp_path):
    [first] = re.findall(r"^\| Debian 12.*?`sudo (apt-get install [^`]+)` \|$", README, re.MULTILINE)
    assert "    make run " in README
    debian.install(first)
    run("git", "clone", "--quiet", f"file://{BASE_DIR}", str(debian.folder / "home" / "an" / "toolbox"))
    debian.root("chown --recursive an:an /home/an/toolbox")

    port = free_port()
    with (tmp_path / "said").open("w") as said:
        running = debian.user(f"PORT={port} make run", stdout=said, stderr=said)
        try:
            told = f"De portal draait op http://127.0.0.1:{port}/"
            until(lambda: told in (tmp_path / "said").read_text() or running.poll() is not None, 900, pause=1)
            assert told in (tmp_path / "said").read_text(), (tmp_path / "said").read_text()
            with urlopen(f"http://127.0.0.1:{port}/tools/?q=eenzaam") as page:
                text = page.read().decode()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGINT)
            running.wait(60)
    assert (tmp_path / "said").read_text().rstrip().endswith("Gestopt.")
    assert re.search(r"<h2[^>]*>.*?</h2>", text) and "eenzaam" in text

    done = debian.user(".venv/bin/python manage.py toolbox_report", stdout=subprocess.PIPE, text=True)
    assert "135" in done.communicate(timeout=120)[0]
