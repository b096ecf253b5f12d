"""Settings from a file with lines NAME=value: the EnvironmentFile of systemd, also where systemd is not.

A shell would read such a file otherwise: an `&` in the address of a database ends the line there. What systemd itself
could read in another way than we do (a backslash, a quote that stands loose), is refused.
"""

import re
from pathlib import Path

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
QUOTES = "\"'"


class EnvFileError(Exception):
    """Why a file with settings cannot be used, in words for the operator."""


def read(path):
    """The settings in the file `path` as {name: value}."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvFileError(f"{path} kan niet gelezen worden: {getattr(error, 'strerror', 'geen UTF-8')}.") from error
    found = {}
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith(("#", ";")):
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not NAME.fullmatch(name):
            raise EnvFileError(f"{path}, regel {number}: er moet NAAM=waarde staan.")
        if len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]:
            value = value[1:-1]
        if set(value) & {"\\", *QUOTES}:
            raise EnvFileError(f"{path}, regel {number}: een aanhalingsteken of \\ in een waarde kan niet.")
        found[name] = value
    return found
