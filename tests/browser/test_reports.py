"""A visitor reports something in a browser, from the page of a tool to the thanks; and nothing of it needs a cookie."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere
from toolbox.models import Report
from toolbox.public.reports import protection


@pytest.fixture
def quick(monkeypatch):
    """Who fills in a form here is faster than a person."""
    monkeypatch.setattr(protection, "too_fast", lambda token: False)


def test_correction_goes_in_two_steps(page, quick):
    page.goto("/tools/accolage/")
    page.get_by_role("link", name="Klopt er iets niet? Meld het").click()
    page.get_by_label("De naam").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Hoe heet de tool?").fill("Accolage vzw")
    page.get_by_label("Wil je er iets bij zeggen?").fill("Zo noemen ze zichzelf.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor je melding")
    report = Report.objects.get()
    assert [(change.before, change.proposed) for change in report.changes.all()] == [("Accolage", "Accolage vzw")]
    assert page.context.cookies() == []


def test_new_tool_is_proposed_and_a_mistake_is_said_in_its_place(page, quick):
    page.goto("/melden/nieuw/")
    page.get_by_label("Hoe heet de tool?").fill("Buurtkoffie")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Waar vind je de tool op het web?").fill("https://voorbeeld.be/koffie")
    page.get_by_label("Hoe heet de tool?").fill("")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".errorlist")).to_be_visible()
    expect(page.get_by_label("Waar vind je de tool op het web?")).to_have_value("https://voorbeeld.be/koffie")
    assert found_everywhere(page) == []
    page.get_by_label("Hoe heet de tool?").fill("Buurtkoffie")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor je melding")
    assert Report.objects.count() == 1
