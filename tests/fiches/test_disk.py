"""What an operator reads when the disk or the rights on it stand in the way."""

import errno

import pytest
from django.db import OperationalError

from fiches.shared.disk import CLOSED, CLOSED_DATABASE, FULL, obstacle


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.ENOSPC, "No space left on device", "/data/x.css"), f"/data/x.css: {FULL}"),
        (OSError(errno.EROFS, "Read-only file system", "/data/x.css"), f"/data/x.css: {CLOSED}"),
        (PermissionError(errno.EACCES, "Permission denied", "/data"), f"/data: {CLOSED}"),
        (FileNotFoundError(errno.ENOENT, "No such file", "pg_dump"), ""),
        (OperationalError("database or disk is full"), f"de databank: {FULL}"),
        (OperationalError("could not extend file: No space left on device"), f"de databank: {FULL}"),
        (OperationalError("attempt to write a readonly database"), f"de databank: {CLOSED_DATABASE}"),
        (OperationalError("no such table: toolbox_tool"), ""),
    ],
)
def test_obstacle_is_told_and_what_is_no_obstacle_is_not(error, said):
    assert obstacle(error, "de databank") == said
