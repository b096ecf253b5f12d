"""What a bench says: printed while it runs, and written to docs/metingen/ when all of it was measured."""

import os
import platform
import subprocess
from datetime import date
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
OUR_CODE = ("--", ".", ":!docs")
SIGNS = str.maketrans(",.", ".,")


class Report:
    """A page of Markdown, `name`.md; `title` is its first line and `command` what made it."""

    def __init__(self, name, title, command):
        self.path = BASE / "docs/metingen" / f"{name}.md"
        self.lines = []
        machine = f"{os.cpu_count()} kernen, Python {platform.python_version()}"
        self.say(f"# {title}", "", f"`{command}`, {date.today():%d-%m-%Y}, {machine}, code {commit()}.")

    def say(self, *lines):
        """Add lines."""
        for line in lines:
            print(line, flush=True)
            self.lines.append(line)

    def table(self, title, *heads):
        """Begin a table; each row gets as many values as there are heads, after its label."""
        self.say("", f"## {title}", "")
        self.row("", *heads)
        self.row("---", *["--:"] * len(heads))

    def row(self, *values):
        """A row of the table: text as it is, numbers the Dutch way."""
        self.say(f"| {' | '.join(cell(value) for value in values)} |")

    def save(self):
        """Write the page, over that of the run before."""
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text("\n".join(self.lines) + "\n")


def cell(value):
    """A number with as many decimals as say something; `value` may also be text."""
    if isinstance(value, str):
        return value
    decimals = 0 if isinstance(value, int) or value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{decimals}f}".translate(SIGNS)


def commit():
    """The commit of the code that runs, and whether something was changed since."""
    changed = git("status", "--porcelain", *OUR_CODE)
    return git("log", "-1", "--format=%h", *OUR_CODE) + (" met wijzigingen" if changed else "")


def git(*arguments):
    """What git says of our code."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=BASE, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()  # noqa: S603
