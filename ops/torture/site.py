"""The production server on a database of its own, and somebody who reads and writes in it."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

BASE = Path(__file__).resolve().parents[2]
TOKEN = "a" * 32
FORM = "application/x-www-form-urlencoded"
SIGN_IN = """
import json
from datetime import timedelta
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice
user = get_user_model().objects.create_superuser("proef")
device = StaticDevice.objects.create(user=user, name="proef")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session.set_expiry(timedelta(days=500))  # a trial moves the clock a year
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session[DEVICE_ID_SESSION_KEY] = device.persistent_id
session.save()
print(json.dumps(f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}=" + "a" * 32))
"""


class Site:
    """A server that can be started, killed and started again. `wrapper` goes before its command."""

    def __init__(self, folder, database=None, workers=2, wrapper=(), **environment):
        self.folder, self.base = Path(folder), BASE
        self.path = self.folder / "proef.sqlite3"
        self.port = free_port()
        self.wrapper = wrapper
        self.log = self.folder.parent / f"{self.folder.name}.log"
        self.env = {
            "PATH": os.environ["PATH"],
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": database or f"sqlite:///{self.path}",
            "STATIC_ROOT": str(self.folder.parent / "static"),
            "PORT": str(self.port),
            "WEB_WORKERS": str(workers),
            "COSTLY_GETS_PER_MINUTE": "0",
            **environment,
        }
        self.process = None

    def fill(self):
        """The whole toolbox, and an editor whose cookies are in `cookie`."""
        self.manage("migrate", "-v0")
        self.manage("load_toolbox", "-v0")
        self.manage("collectstatic", "--noinput", "-v0")
        return self.sign_in()

    def sign_in(self):
        """An editor, whose cookies are then in `cookie`."""
        self.cookie = json.loads(self.manage("shell", "--no-imports", "-c", SIGN_IN).splitlines()[-1])
        return self

    def manage(self, *arguments):
        """What a command says; an error when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        pipes = {"stdout": subprocess.PIPE, "text": True}
        return subprocess.run(command, cwd=self.base, env=self.env, check=True, **pipes).stdout  # noqa: S603

    def start(self):
        """Start the server and wait until it answers."""
        command = [*self.wrapper, sys.executable, "manage.py", "serve"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command, cwd=self.base, env=self.env, stderr=log, stdout=log, start_new_session=True
            )
        until(lambda: self.status("/healthz") == 200, 30)
        return self

    def kill(self):
        """What a power cut does to all processes of the server at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """An ordinary stop."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def workers(self):
        """The processes that serve, without the one that watches over them."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def memory(self):
        """The memory of the largest worker, in MiB: what it shares with another counts for half."""
        sizes = []
        for pid in self.workers():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            sizes.append(int(rollup.split("Pss:")[1].split()[0]) / 1024)
        return max(sizes, default=0)

    def answer(self, path, method="GET", body=None, headers=None, timeout=30, port=None):
        """(status, headers, text) of one request over a connection of its own; `port` is that of a proxy before us."""
        with closing(HTTPConnection("127.0.0.1", port or self.port, timeout=timeout)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def ask(self, path, **request):
        """(status, text) of one request."""
        status, _, text = self.answer(path, **request)
        return status, text

    def status(self, path, **request):
        """The status of a page, or 0 when nobody answers."""
        try:
            return self.ask(path, **request)[0]
        except (OSError, HTTPException):
            return 0

    def add_owner(self, name, **request):
        """Add an owner with two other names at the editors' desk, as a browser would: (was it confirmed, status)."""
        fields = {
            "csrfmiddlewaretoken": TOKEN,
            "name": name,
            "slug": name,
            "kind": "organisatie",
            "aliases-TOTAL_FORMS": 2,
            "aliases-INITIAL_FORMS": 0,
            "aliases-0-alias": f"{name}-een",
            "aliases-1-alias": f"{name}-twee",
        }
        headers = {"Content-Type": FORM, "Cookie": self.cookie}
        path = "/admin/toolbox/owner/add/"
        status, answered, _ = self.answer(path, "POST", urlencode(fields), headers, **request)
        # Whoever is no longer signed in is sent on too, to the page to sign in.
        return status == 302 and "login" not in answered["Location"], status

    def errors(self):
        """The lines of the log that say something broke; what Django refused as unsafe (a 400) did not."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        broke = ('"level": "ERROR"', "Traceback", "panicked")
        return [line for line in lines if any(word in line for word in broke) and "django.security" not in line]


def free_port():
    """A port on which nobody listens."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(true, seconds, pause=0.05):
    """Wait until `true()`; gives how long that took."""
    started = time.monotonic()
    while not true():
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(pause)
    return time.monotonic() - started


def read_on(site, pages, stop, seen, **request):
    """Ask `pages` until `stop`; adds (status, seconds) of each to `seen`."""
    for page in pages:
        if stop.is_set():
            return
        started = time.monotonic()
        status = site.status(page, **request)
        seen.append((status, time.monotonic() - started))


def halves(rows):
    """Of (name, aliases, log entries, revisions) per owner: those that are not wholly there."""
    return [row for row in rows if tuple(row[1:]) != (2, 1, 1)]


WRITTEN = """
SELECT name,
  (SELECT count(*) FROM toolbox_owneralias WHERE owner_id = toolbox_owner.id),
  (SELECT count(*) FROM django_admin_log WHERE object_repr = toolbox_owner.name),
  (SELECT count(*) FROM toolbox_revision WHERE title = toolbox_owner.name)
FROM toolbox_owner WHERE name LIKE 'proef-%'
"""


@contextmanager
def running(folder, **options):
    """A filled and started site, that is stopped afterwards."""
    site = Site(folder, **options).fill().start()
    try:
        yield site
    finally:
        site.stop()


@contextmanager
def at_once(works, stop=None):
    """Each of `works` in a thread of its own during the block; afterwards `stop` is set and all of them are awaited."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        if stop:
            stop.set()
        for thread in threads:
            thread.join()


def quantile(values, part):
    """The value that `part` of `values` do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0


def fresh(folder):
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
