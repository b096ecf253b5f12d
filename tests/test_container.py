"""Containerfile and compose.yaml: nobody is root, nobody writes where he need not, and what they ask for is there."""

import re

import pytest
import yaml
from django.conf import settings
from dotenv import dotenv_values

COMPOSE = yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())
CONTAINERFILE = (settings.BASE_DIR / "Containerfile").read_text()
EXAMPLE = dotenv_values(settings.BASE_DIR / "ops" / "deploy" / "compose.env")


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_service_is_closed(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "always"  # with another word podman-restart does not start it with the machine
    assert "privileged" not in service


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_example_answers_all_that_is_asked():
    """Each with words for who forgot it: the podman-compose of Debian 12 leaves one without as it stands."""
    text = (settings.BASE_DIR / "compose.yaml").read_text()
    asked = re.findall(r"\$\{(\w+):\?[^}]+\}", text)
    assert (set(EXAMPLE), text.count("${")) == (set(asked), len(asked))
    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert EXAMPLE[secret] == ""


def test_cache_takes_questions_of_another_container():
    command = COMPOSE["services"]["bladzijden"]["command"]
    assert command[command.index("--protected-mode") + 1] == "no"  # as text: YAML makes a bare word false


def test_every_volume_is_named_and_used():
    used = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service.get("volumes", ())}
    assert {name for name in used if not name.startswith("$")} == set(COMPOSE["volumes"])


def test_settings_of_the_site_exist():
    environment = COMPOSE["services"]["site"]["environment"]
    assert set(environment) <= set(re.findall(r"[A-Z_]+", (settings.BASE_DIR / "toolbox" / "settings.py").read_text()))


def test_image_is_of_nobody_and_says_whether_it_lives():
    [user] = re.findall(r"^USER (\S+)$", CONTAINERFILE, re.MULTILINE)
    assert user == "10001:10001"
    assert "/healthz" in CONTAINERFILE.partition("HEALTHCHECK")[2]
    default = re.findall(r"^ARG PYTHON_IMAGE=(\S+)\nFROM \$\{PYTHON_IMAGE\}$", CONTAINERFILE, re.MULTILINE)
    assert default == [EXAMPLE["PYTHON_IMAGE"]]
    assert re.fullmatch(r"docker\.io/library/python@sha256:[0-9a-f]{64}", *default)
