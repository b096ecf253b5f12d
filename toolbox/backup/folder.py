"""The folder with backups: names with a moment, only whole files, the oldest removed."""

import fcntl
import os
from contextlib import contextmanager
from datetime import UTC, datetime

from toolbox.backup import BackupError

PREFIX = "toolbox-"
BUSY = ".bezig"


def stamp(now=None):
    """A moment as it stands in a file name; UTC, so that names sort as the moments do."""
    return (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S-%f")[:-3]


@contextmanager
def locked(folder):
    """Hold `folder` for one backup at a time, and clear what a broken one left."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder.glob(f"*{BUSY}*"):
            left.unlink()
        yield
    except BlockingIOError as error:
        raise BackupError("Er loopt al een reservekopie in deze map.") from error
    finally:
        os.close(descriptor)


@contextmanager
def whole_file(target):
    """A temporary path beside `target` to write to. It becomes `target` only when all went well, and lasts then."""
    busy = target.with_name(target.name + BUSY)
    # Only for the owner: it holds what the public site does not show.
    os.close(os.open(busy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield busy
        flush(busy)
        os.replace(busy, target)
        flush(target.parent)
    finally:
        busy.unlink(missing_ok=True)


def flush(path):
    """Wait until `path` (a file or a folder) is really on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def existing(folder, suffix):
    """The backups in `folder`, oldest first."""
    return sorted(folder.glob(f"{PREFIX}[0-9]*{suffix}"))


def rotate(folder, suffix, keep):
    """Remove all but the newest `keep` backups; gives what was removed."""
    gone = existing(folder, suffix)[:-keep]
    for path in gone:
        path.unlink()
    return gone
