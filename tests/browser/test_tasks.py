"""Ten things that people come to do on a phone, and how often they have to press: docs/taken.md."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from toolbox.public.reports import protection

WORRY = "/vragen/we-bereiken-alleenstaande-ouderen-niet/"


class Reader:
    """Somebody with a phone, of whom every press is counted."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, selector, text=None):
        """Press the first thing in sight that is meant."""
        self.page.locator(selector, has_text=text).filter(visible=True).first.click()
        self.presses += 1

    def ask(self, question):
        """Type a question on the page and send it."""
        self.page.locator("main input[name=q]").fill(question)
        self.press("main form[role=search] button[type=submit]")


def open_first_answer(reader):
    reader.ask("eenzame ouderen")
    reader.press("main .tool-card h3 a")
    expect(reader.page).to_have_url(re.compile("/tools/[a-z-]+/$"))


def keep_first_answer(reader):
    reader.ask("eenzame ouderen")
    reader.press("main .tool-card button.keep")
    expect(reader.page.locator("main .tool-card [data-gekozen]")).to_have_count(1)


def reach_a_target_group(reader):
    reader.press(".contents summary")
    reader.press(".contents a", "Mensen in armoede")
    expect(reader.page.locator("#groep-mensen-in-armoede")).to_be_in_viewport()


def pass_on_a_link(reader):
    reader.press("main a", "Weet jij waar dit staat?")
    reader.page.locator("main form :is(textarea, input[type=url])").first.fill("https://voorbeeld.be/accolage")
    reader.press("main form button[type=submit]")
    expect(reader.page.locator("h1")).to_have_text("Bedankt voor je link")


def show_only_what_one_watches(reader):
    reader.press(".filter-panel > summary")
    reader.press("label", "Kijken")
    reader.press("main button", "Toon")
    expect(reader.page).to_have_url(re.compile("vorm=video"))


def recognise_a_worry(reader):
    reader.press("main a", "We bereiken alleenstaande ouderen niet")
    expect(reader.page).to_have_url(re.compile(f"{WORRY}$"))


def write_to_the_mayor(reader):
    reader.press("main a", "Zeg het aan de burgemeester")
    expect(reader.page.locator("h1")).to_have_text("Zeg het aan de burgemeester")


def begin_a_plan(reader):
    reader.press("main a", "Maak een buurtplan")
    expect(reader.page.locator("h1")).to_have_text("Buurtplan")


def go_back_to_the_results(reader):
    reader.page.locator("main .tool-card h3 a").first.click()  # that was another task
    reader.press("main a", "Terug naar je resultaten")
    expect(reader.page).to_have_url(re.compile(r"/zoeken/\?q=rouw$"))


def find_the_theme_of_a_role(reader):
    reader.press("main .overview a")
    reader.press("main .walk a")
    expect(reader.page).to_have_url(re.compile("/fiches/[a-z]/$"))


TASKS = [
    (open_first_answer, "/", 2),
    (keep_first_answer, "/", 2),
    (reach_a_target_group, "/fiches/c/", 2),
    (pass_on_a_link, "/tools/accolage/", 2),
    (show_only_what_one_watches, "/tools/", 3),
    (recognise_a_worry, "/", 1),
    (write_to_the_mayor, WORRY, 1),
    (begin_a_plan, "/", 1),
    (go_back_to_the_results, "/zoeken/?q=rouw", 1),
    (find_the_theme_of_a_role, "/over/leeswijzer/", 2),
]


@pytest.mark.parametrize(("task", "start", "presses"), TASKS, ids=[task.__name__ for task, _, _ in TASKS])
def test_task_takes_as_many_presses_as_the_docs_say(tab, monkeypatch, task, start, presses):
    monkeypatch.setattr(protection, "FASTEST", 0)  # seconds; a person needs more of them
    tab.set_viewport_size(PHONE)
    tab.goto(start)
    reader = Reader(tab)
    task(reader)
    assert reader.presses == presses
