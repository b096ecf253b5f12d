"""The folder with backups: names with a moment, only whole files, the oldest removed."""

import hashlib
import os
from contextlib import contextmanager
from datetime import UTC, datetime

from toolbox.backup import BackupError, fcntl

PREFIX = "toolbox-"
BUSY = ".bezig"
SUM = ".sha256"


def stamp():
    """This moment as it stands in a file name; UTC, so that names sort as the moments do."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"


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
        sum_of(target).write_text(f"{digest(busy)}  {target.name}\n")
        flush(sum_of(target))
        os.replace(busy, target)
        flush(target.parent)
    finally:
        if busy.exists():
            busy.unlink()
            sum_of(target).unlink(missing_ok=True)


def sum_of(path):
    """The file beside `path` that says what it should add up to, as `sha256sum --check` reads it."""
    return path.with_name(path.name + SUM)


def digest(path):
    """What the bytes of `path` add up to."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_altered(path):
    """Stop when `path` is not byte for byte what was written: a database does not notice every change in a text."""
    if not sum_of(path).is_file():
        raise BackupError(
            f"{sum_of(path).name} ontbreekt, dus we weten niet of dit de hele kopie is. "
            "Wil je ze toch, geef dan --zonder-controlegetal mee."
        )
    if sum_of(path).read_text().split()[:1] != [digest(path)]:
        raise BackupError(f"De kopie is beschadigd: ze klopt niet met {sum_of(path).name}.")


def flush(path):
    """Wait until `path` (a file or a folder) is really on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rotate(folder, suffix, keep):
    """Remove all but the newest `keep` backups; gives what was removed."""
    gone = sorted(folder.glob(f"{PREFIX}[0-9]*{suffix}"))[:-keep]  # their names sort as the moments do
    for path in gone:
        path.unlink()
        sum_of(path).unlink(missing_ok=True)
    return gone
