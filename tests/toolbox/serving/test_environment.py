"""The settings of an installation: each shape that a manual shows is taken, and what cannot be meant is refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from toolbox.serving.environment import SHAPES, env_flag, env_list, env_number, env_text

GOOD = {
    "ALLOWED_HOSTS": ["toolbox.example.org", ".example.org", "localhost", "127.0.0.1", "[::1]", "*", "bücher.example"],
    "CSRF_TRUSTED_ORIGINS": ["https://example.org", "https://example.org:8443", "http://*.example.org"],
    "SITE_URL": ["https://example.org", "http://127.0.0.1:8000", "https://example.org/"],
    "CACHE_URL": [
        "redis://10.0.0.5:6379/0", "redis://:geheim@10.0.0.5:6379/0", "rediss://an:a%40b@cache.example.org",
        "redis://[::1]:6379", "redis://bladzijden:6379/0?health_check_interval=5", "unix:///run/valkey.sock",
    ],
    "SECURITY_CONTACT": ["mailto:an@example.org", "https://example.org/lek"],
    "MAIL_FROM": ["an@example.org", "Toolbox <an@example.org>"],
}  # fmt: skip
BAD = {
    "ALLOWED_HOSTS": ["https://example.org", "example.org/", "example.org:8000", "a.example.org b.example.org"],
    "CSRF_TRUSTED_ORIGINS": ["example.org", "https://example.org/admin/", "https://"],
    "SITE_URL": ["example.org", "ftp://example.org", "https://"],
    "CACHE_URL": ["onzin", "10.0.0.5:6379", "http://10.0.0.5", "redis://", "redis://10.0.0.5:zes/0"],
    "SECURITY_CONTACT": ["mailto:", "an@example.org"],
    "MAIL_FROM": ["onzin", "@", "Toolbox"],
}


def cases(by_name):
    return [(name, said) for name, values in by_name.items() for said in values]


def test_every_shape_is_tried():
    assert set(GOOD) == set(BAD) == set(SHAPES)


@pytest.mark.parametrize(("name", "said"), cases(GOOD) + [(name, example) for name, (_, example) in SHAPES.items()])
def test_what_can_be_meant_is_taken(name, said, monkeypatch):
    monkeypatch.setenv(name, said)
    assert env_list(name) == said.split(",")
    if "," not in said:
        assert env_text(name) == said


@pytest.mark.parametrize(("name", "said"), cases(BAD))
def test_what_cannot_be_meant_is_refused_with_an_example(name, said, monkeypatch):
    monkeypatch.setenv(name, said)
    for read in (env_text, env_list):
        with pytest.raises(ImproperlyConfigured, match=f"^{name} klopt niet. Schrijf het als "):
            read(name)


@pytest.mark.parametrize(
    ("said", "yes"), [("1", True), ("Ja", True), ("true", True), ("0", False), ("nee", False), ("False", False)]
)
def test_yes_and_no_are_understood(said, yes, monkeypatch):
    monkeypatch.setenv("HTTPS", said)
    assert (env_flag("HTTPS", True), env_flag("HTTPS", False)) == (yes, yes)


@pytest.mark.parametrize("said", ["", "misschien", "2"])
def test_neither_yes_nor_no_is_refused(said, monkeypatch):
    monkeypatch.setenv("HTTPS", said)
    with pytest.raises(ImproperlyConfigured, match=r"^HTTPS moet 1 of 0 zijn\.$"):
        env_flag("HTTPS", True)


def test_what_is_not_set_is_the_default(monkeypatch):
    for name in ("HTTPS", "PROXIES", "CACHE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    assert (env_flag("HTTPS", True), env_number("PROXIES", 1), env_text("CACHE_URL")) == (True, 1, "")
    assert env_list("ALLOWED_HOSTS", "a.example, b.example,") == ["a.example", "b.example"]
