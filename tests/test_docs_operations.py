"""docs/beheer.md and ops/deploy/: what an operator follows to the letter exists, and the settings are all told."""

import re
import shutil
import subprocess
from configparser import RawConfigParser

import pytest
from django.conf import settings
from django.core.management import get_commands
from dotenv import dotenv_values

DEPLOY = settings.BASE_DIR / "ops" / "deploy"
TEXT = (settings.BASE_DIR / "docs" / "beheer.md").read_text()
# Set by the project itself, or told where it is used.
NOT_IN_THE_TABLE = {"ENV_FILE", "INSTALLED", "PID_FILE", "DJANGO_SETTINGS_MODULE", "PYTHONPATH", "SERVES_PAGES"}
UNITS = sorted(DEPLOY.glob("toolbox*.service")) + sorted(DEPLOY.glob("*.timer"))


def test_every_setting_is_told_and_no_other():
    sources = [settings.BASE_DIR / name for name in ("toolbox/settings.py", "toolbox/management/commands/serve.py")]
    code = "\n".join(path.read_text() for path in sources)
    asked = (
        set(re.findall(r"""(?:environ(?:\.get)?[(\[]|environ, |env_\w+\(\s*)["']([A-Z_]+)["']""", code))
        - NOT_IN_THE_TABLE
    )
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", TEXT, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"[A-Z_]+", row)} == asked
    example = dotenv_values(DEPLOY / "toolbox.env")
    assert set(example) <= asked
    assert example["DATABASE_URL"] == "sqlite:////var/lib/toolbox/toolbox.sqlite3"


def test_every_command_exists():
    commands = re.findall(r"make manage [^\n]*?DO=\"?(\w+)", TEXT) + re.findall(r"manage\.py (\w+)", TEXT)
    assert {"backup", "restore", "createsuperuser", "prepare", "move"} <= set(commands)
    assert set(commands) <= set(get_commands())


def test_every_file_and_target_exists():
    for pattern in re.findall(r"ops/deploy/[\w@.*-]+", TEXT):
        assert list(settings.BASE_DIR.glob(pattern)), pattern
    targets = set(re.findall(r"^([a-z-]+):", (settings.BASE_DIR / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", TEXT, re.MULTILINE)) <= targets


def unit(name):
    """The settings of the service in a unit file; of one that is there more than once, the last."""
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(DEPLOY / name)
    return dict(parser["Service"])


@pytest.mark.parametrize("name", ["toolbox-backup.service", "toolbox-mail.service"])
def test_what_a_timer_starts_is_shielded_like_the_site(name):
    site, backup = unit("toolbox.service"), unit(name)
    shield = {
        name for name in site if name.startswith(("Protect", "Private", "Restrict", "State", "Lock", "No", "UMask"))
    }
    assert len(shield) == 15
    assert {name: backup.get(name) for name in shield} == {name: site[name] for name in shield}
    assert "OnFailure=toolbox-alarm@%n.service" in (DEPLOY / name).read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NIET NAGEKEKEN: hier is geen systemd")
def test_systemd_understands_the_units(tmp_path):
    """The programs are not on this machine; of the rest systemd finds nothing to say."""
    for path in UNITS:
        (tmp_path / path.name.replace("@", "@proef")).write_text(
            path.read_text().replace("/srv/toolbox/.venv/bin/python", "/bin/true")
        )
    command = [shutil.which("systemd-analyze"), "verify", *sorted(map(str, tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    said = [line for line in done.stderr.splitlines() if any(path.stem.partition("@")[0] in line for path in UNITS)]
    assert said == []
