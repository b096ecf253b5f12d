"""The main process of the server: granian, and beside it a watch that ends a worker which does not answer any more.

    python -m toolbox.serving.supervisor SECONDS GRANIAN-ARGUMENTS

Granian starts another for a worker that ended, but does not notice one that hangs: a statement in a database or a
regular expression may keep all of Python in that process still. So each worker tells us some times a minute that it
lives (before_django/heartbeat.py), and who says nothing or says that all its threads hang, is ended. So is who does not
speak up after its start, as one that waits for something while it reads the code. Linux says who sends and who there
is; elsewhere nobody watches.
"""

import atexit
import json
import os
import secrets
import signal
import socket
import struct
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from toolbox.serving.ports import listens

NAME = "WEB_SUPERVISOR"  # in the environment of a worker: where to tell
CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: the kernel fills them in
PAUSE = 0.2  # seconds between two looks whether the server listens
THREADS = 2  # of a worker, unless WEB_THREADS says otherwise: so that one slow save holds up nobody
# Where each worker counts (before_django/metrics.py): in memory, since a full disk would end who writes to such a file.
SHARED_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
STARTING = 60  # seconds that a new worker may take, at least, until it first speaks: a loaded machine reads slowly
BEATS = 12  # in the time that a worker may be silent


class Watch:
    """Which workers there are, and since when each was last heard."""

    def __init__(self, limit):
        self.limit, self.heard, self.starts, self.hangs = limit, {}, {}, set()

    def expect(self, pids, now):
        """These workers there are: one that was never heard is starting."""
        self.starts = {pid: self.starts.get(pid, now) for pid in pids if pid not in self.heard}

    def hear(self, pid, stuck, now):
        """Worker `pid` lives, and all its threads have been at the same requests for `stuck` seconds."""
        self.starts.pop(pid, None)
        self.heard[pid] = now
        if stuck >= self.limit:
            self.hangs.add(pid)

    def overdue(self, now):
        """The workers to end, with for how many seconds each was waited for; they are forgotten."""
        patience = max(self.limit, STARTING)
        late = {pid: patience for pid, since in self.starts.items() if now - since >= patience}
        late |= {pid: self.limit for pid, heard in self.heard.items() if now - heard >= self.limit}
        late |= dict.fromkeys(self.hangs, self.limit)
        self.hangs = set()
        for pid in late:
            self.heard.pop(pid, None)
            self.starts.pop(pid, None)
        return late

    def slept(self, now):
        """We were held still ourselves: nobody was late."""
        self.heard, self.starts = dict.fromkeys(self.heard, now), dict.fromkeys(self.starts, now)


def workers():
    """The processes that were started from this one, except that of Python which clears up after the others."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # it ended meanwhile
            found += map(int, (task / "children").read_text().split())
    return [pid for pid in found if is_ours(pid) and b"resource_tracker" not in command_of(pid)]


def command_of(pid):
    """The command line of a process; nothing of one that ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def is_ours(pid):
    """Whether `pid` is a child of this process: a number may belong to somebody else by now."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) == os.getpid()
    except OSError:
        return False


def told(ear, patience):
    """(pid, seconds) of each worker that speaks within `patience` seconds, and then of whoever spoke meanwhile."""
    ear.settimeout(patience)
    try:
        while True:
            message, ancillary, _, _ = ear.recvmsg(64, socket.CMSG_SPACE(CREDENTIALS.size))
            for _, kind, data in ancillary:
                pid, user, _ = CREDENTIALS.unpack(data) if kind == socket.SCM_CREDENTIALS else (0, None, None)
                if user == os.getuid():  # anybody on this machine may send here
                    yield pid, float(message)
            ear.settimeout(0)
    except (TimeoutError, BlockingIOError):
        return


def watch(ear, limit):
    """End each worker that is overdue, for as long as this process lives."""
    watching, last = Watch(limit), time.monotonic()
    while True:
        heard = list(told(ear, limit / BEATS))
        now = time.monotonic()
        if now - last > limit / 2:
            watching.slept(now)
        last = now
        watching.expect(workers(), now)
        for pid, stuck in heard:
            watching.hear(pid, stuck, now)
        for pid, seconds in watching.overdue(now).items():
            if is_ours(pid):
                say(f"Worker {pid} did not answer for {seconds:g} s and is replaced.")
                os.kill(pid, signal.SIGKILL)
        for pid in [pid for pid in watching.heard if not is_ours(pid)]:
            del watching.heard[pid]  # it ended by itself


def say(message, level="ERROR"):
    """A line in the log, as all others: no thread beside those of granian may wait for a lock of `logging`."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level}
    sys.stderr.write(json.dumps(line | {"logger": "toolbox.supervisor", "message": message}) + "\n")


def announce(host, port):
    """Say where the server listens, as soon as it does."""
    while not listens(host, port):
        threading.Event().wait(PAUSE)  # as in heartbeat.py
    say(f"Listening at http://{f'[{host}]' if ':' in host else host}:{port}", "INFO")


def start(limit):
    """Watch from a thread, where the system can tell who speaks."""
    if not hasattr(socket, "SO_PASSCRED"):
        return
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    name = f"toolbox-{secrets.token_hex(8)}"
    ear.bind(f"\0{name}")  # a name without a file: it is gone with us, on a full disk too
    os.environ[NAME] = f"{name} {limit / BEATS}"
    threading.Thread(target=watch, args=(ear, limit), name="supervisor", daemon=True).start()


def main(seconds, *arguments):
    """Start granian with `arguments` and watch its workers; 0 `seconds` is no watch."""
    from granian.cli import entrypoint

    folder = tempfile.TemporaryDirectory(prefix="toolbox-metrics-", dir=SHARED_MEMORY, ignore_cleanup_errors=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder.name
    atexit.register(folder.cleanup)
    if float(seconds):
        start(float(seconds))
    options = dict(argument.removeprefix("--").split("=", 1) for argument in arguments if "=" in argument)
    threading.Thread(target=announce, args=(options["host"], options["port"]), daemon=True).start()
    sys.argv = ["granian", *arguments]
    entrypoint()


if __name__ == "__main__":
    main(*sys.argv[1:])
