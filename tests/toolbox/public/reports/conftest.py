import re
from types import SimpleNamespace

import pytest
from django.test import Client

from tests import factories as make
from toolbox.models import Tool
from toolbox.public.reports import protection


@pytest.fixture
def tool(db):
    """A tool with one of everything that a reader may correct."""
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    tool.owners.set([make.OwnerFactory(name="Wijkhuis")])
    tool.links.create(url="https://oud.be/kaart")
    return tool


@pytest.fixture
def clock(monkeypatch):
    """A clock for the signed forms: `clock.now` is the present second."""
    clock = SimpleNamespace(now=1_800_000_000)
    monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: clock.now))
    return clock


@pytest.fixture
def reader():
    """A visitor for whom the protection against forged forms works as it does in a browser."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def send(reader, clock):
    """Open a form, read it for a while, and send it as a person would; gives the response."""

    def send(url, *, seconds=30, **data):
        page = reader.get(url).text
        token = re.search(r'name="token" value="([^"]+)"', page).group(1)
        clock.now += seconds
        return reader.post(url, {"token": token, "website": "", "note": ""} | data)

    return send


@pytest.fixture
def deleted_meanwhile(monkeypatch):
    """Somebody deletes all tools while what a reader sent is looked at."""
    monkeypatch.setattr(protection, "throttled", lambda ip: Tool.objects.all().delete() and False)


@pytest.fixture
def forged_token():
    return protection.new_token("iets anders")
