"""README.md's two commands on a Debian with nothing on it, as an ordinary user, and the container on it: `make fresh`.

Takes minutes, root, debootstrap and the network, so it is no part of make test. The root of that Debian is a folder;
it has the network and the processes of this machine and nothing else of it.
"""

import os
import re
import shutil
import signal
import subprocess
import time
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


@pytest.fixture
def buildah(tmp_path_factory):
    """buildah with a store of its own, without a kernel that has to make containers."""
    if not shutil.which("buildah"):
        pytest.skip("NIET GEPROBEERD: apt-get install buildah")
    folder = tmp_path_factory.mktemp("buildah")
    return ["buildah", "--storage-driver=vfs", f"--root={folder}/root", f"--runroot={folder}/run"]


@pytest.fixture
def image(debian, buildah, tmp_path):
    """The name of our image. No registry is asked: the Debian plays the image of Python."""
    debian.install("apt-get install python3 python3-venv ca-certificates")
    debian.root("python3 -m venv /usr/local")  # where that image has its Python, and what pip installs beside it
    if CERTIFICATES.exists():
        (debian.folder / "etc" / "pip.conf").write_text(f"[global]\ncert = {CERTIFICATES}\n")
    base = tmp_path / "base"
    base.mkdir()
    apart = [f"--exclude=./{name}" for name in ("proc/*", "dev/*", "home/*")]
    run("tar", f"--directory={debian.folder}", *apart, "--create", f"--file={tmp_path}/base.tar", ".")
    run("tar", f"--directory={base}", "--extract", f"--file={tmp_path}/base.tar")
    made = said(*buildah, "from", "scratch")
    run(*buildah, "add", made, str(base), "/")
    run(*buildah, "config", "--env=PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", made)
    run(*buildah, "commit", made, "localhost/python")
    run(
        *buildah, "bud", "--isolation=chroot", "--format=docker", "--pull-never", "--tag=toolbox",
        "--build-arg=PYTHON_IMAGE=localhost/python", str(BASE_DIR),
    )  # fmt: skip

    return "localhost/toolbox"


def test_container_answers_and_writes_nothing_but_its_data(image, buildah, tmp_path):
    container, port = said(*buildah, "from", image), free_port()
    root = Path(said(*buildah, "mount", container))
    settings = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "PORT": str(port)}
    given = [f"--env={name}={value}" for name, value in settings.items()]
    command = [*buildah, "run", "--isolation=chroot", *given, container, "--"]
    started = time.time()
    with (tmp_path / "said").open("w") as words:
        start = ["sh", "-c", "python manage.py prepare && exec python manage.py serve"]
        running = subprocess.Popen([*command, *start], stdout=words, stderr=words, start_new_session=True)  # noqa: S603
        try:
            until(lambda: answers(f"http://127.0.0.1:{port}/healthz") or running.poll() is not None, 300, pause=1)
            assert answers(f"http://127.0.0.1:{port}/readyz"), (tmp_path / "said").read_text()
            assert said(*command, "id", "--user") == "10001"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)
            running.wait(60)
    written = [path for path in root.rglob("*") if path.is_file() and path.lstat().st_mtime > started]
    ours = ("data", "tmp", "dev", "run", "proc", "sys", "etc/resolv.conf", "etc/hosts", "etc/hostname")
    assert [path for path in written if not str(path.relative_to(root)).startswith(ours)] == []


def answers(address):
    """Whether that page is there."""
    with suppress(OSError), urlopen(address, timeout=10) as page:  # noqa: S310  our own
        return page.status == 200
    return False


def said(*command):
    """What a command says that has to succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
