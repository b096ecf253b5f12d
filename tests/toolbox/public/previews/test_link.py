"""The link of a preview: who has it sees it for some days, and nobody else hears of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.desk import page_of
from tests.page import form_of, main_text, parse
from tests.toolbox.serving.before_django.test_pages import Answer, Counter
from toolbox.models import Preview, Tool
from toolbox.public.reports.protection import new_token
from toolbox.serving.before_django import pages
from toolbox.serving.before_django.log import line

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@pytest.fixture
def tool(db):
    return make.ToolFactory(name="Buurtkaart", slug="buurtkaart", status="concept")


@pytest.fixture
def link(desk, tool):
    """The link that an editor gives to a colleague."""
    return link_of(desk, tool)


def ask(address):
    """What a colleague without an account gets; each answer is for her alone."""
    answer = Client().get(address)
    assert {name: answer.headers.get(name) for name in PRIVATE} == PRIVATE
    assert not answer.cookies
    return answer


OVER, WITHDRAWN, CHANGED = "Dit voorbeeld is voorbij", "Dit voorbeeld is er niet meer", "Dit adres klopt niet"


def why(address):
    """The status and the title of the page that refuses."""
    answer = ask(address)
    assert "Buurtkaart" not in answer.text
    return answer.status_code, parse(answer).findtext(".//h1")


def test_colleague_without_an_account_sees_it_for_five_days(link, clock):
    assert "Buurtkaart" in ask(link).text
    clock(timedelta(days=4, hours=23))
    assert "Buurtkaart" in ask(link).text
    clock(timedelta(hours=2))
    assert why(link) == (410, OVER)


@pytest.mark.parametrize("end", ["", ").", "”", "/1"])
def test_signs_of_the_sentence_around_it_and_a_lost_slash_do_no_harm(link, end):
    assert "Buurtkaart" in ask(f"{link.rstrip('/')}{end}").text


def changed(link):
    token = link.split("/")[2]
    yield "/voorbeeld/1/"
    yield "/voorbeeld/x:y:z/"
    yield f"/voorbeeld/{token[:-1]}/"
    yield f"/voorbeeld/{'B' if token[0] != 'B' else 'C'}{token[1:]}/"
    yield f"/voorbeeld/{token.swapcase()}/"
    yield f"/voorbeeld/{token}/0/"
    yield f"/voorbeeld/{token}/99/"
    yield "/voorbeeld/é😀/"


def test_link_that_was_changed_shows_nothing(link):
    assert {address: why(address) for address in changed(link)} == dict.fromkeys(changed(link), (404, CHANGED))


def test_link_of_something_else_that_we_signed_is_refused(link, tool):
    assert why(f"/voorbeeld/{new_token(f'tool {tool.pk}')}/") == (404, CHANGED)


def test_link_to_what_was_withdrawn_or_deleted_is_refused(link, tool):
    Tool.objects.update(status="ingetrokken")
    assert why(link) == (410, WITHDRAWN)
    Tool.objects.update(status="concept")
    assert "Buurtkaart" in ask(link).text
    tool.delete()
    assert why(link) == (410, WITHDRAWN)


def test_link_of_a_withdrawn_entry_is_refused_though_it_was_so_already(desk, tool):
    Tool.objects.update(status="ingetrokken")
    link = link_of(desk, tool)
    assert why(link) == (410, WITHDRAWN)


def test_link_leads_to_the_page_once_that_is_public(link):
    Tool.objects.update(status="gepubliceerd")
    answer = ask(link)
    assert (answer.status_code, answer.url) == (302, "/tools/buurtkaart/")


def set_window(begin, end):
    """Publish the tool from a number of days from now to another."""
    now = timezone.now()
    Tool.objects.update(
        status="gepubliceerd", public_from=now + timedelta(days=begin), public_until=now + timedelta(days=end)
    )


def link_of(desk, entry):
    page = page_of(entry)
    return desk.post(page, form_of(desk.get(page)) | {"_voorbeeld": "Voorbeeld"}).url


def test_link_to_what_comes_by_itself_leads_to_its_page_once_it_is_there_and_ends_with_it(desk, tool, clock):
    set_window(1, 2)
    link = link_of(desk, tool)
    assert "Buurtkaart" in ask(link).text
    clock(timedelta(days=1, minutes=1))
    assert (ask(link).status_code, ask(link).url) == (302, "/tools/buurtkaart/")
    clock(timedelta(days=1))
    assert why(link) == (410, WITHDRAWN)


def test_link_to_a_change_of_what_goes_by_itself_ends_with_it(desk, tool, clock):
    set_window(-1, 1)
    link = link_of(desk, tool)
    assert "Buurtkaart" in ask(link).text
    clock(timedelta(days=1, minutes=1))
    assert why(link) == (410, WITHDRAWN)


@pytest.mark.parametrize("factory", [make.PlacementFactory, make.ExperienceFactory])
def test_link_to_what_stands_with_a_tool_ends_when_that_is_withdrawn(desk, tool, factory, settings):
    settings.EXPERIENCES = True
    Tool.objects.update(status="gepubliceerd")
    row = factory(tool=tool, **({"fiche": make.FicheFactory()} if factory is make.PlacementFactory else {}))
    link = link_of(desk, row)
    assert "Buurtkaart" in ask(link).text
    Tool.objects.update(status="ingetrokken")
    assert why(link) == (410, WITHDRAWN)


def test_link_to_a_place_of_a_tool_that_came_by_itself_leads_there(desk, tool, clock):
    set_window(1, 2)
    link = link_of(desk, make.PlacementFactory(tool=tool, fiche=make.FicheFactory()))
    clock(timedelta(days=1, minutes=1))
    assert (ask(link).status_code, ask(link).url) == (302, "/tools/buurtkaart/")


def test_link_without_its_row_is_over(link):
    Preview.objects.all().delete()
    assert why(link) == (410, OVER)


def test_old_ones_are_thrown_away_when_a_new_one_is_made(desk, tool, link, clock):
    clock(timedelta(days=6))
    desk.force_login(make.EditorFactory(username="bo"))
    page = page_of(tool)
    desk.post(page, form_of(desk.get(page)) | {"_voorbeeld": "Voorbeeld"})
    assert Preview.objects.count() == 1


def test_it_is_never_kept_with_the_pages_of_all(link, open_connection, monkeypatch):
    asked = []
    monkeypatch.setattr(pages, "ask_cache", lambda what, *rest: asked.append(what))
    django_side = Counter()
    for made in (1, 2):
        assert "Buurtkaart" in Answer(pages.KeptPages(django_side), link).body.decode()
        assert (django_side.made, "set" in asked) == (made, False)


def test_its_secret_is_not_in_the_log(link):
    environ = {"REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}
    said = line("x", environ, link, "200 OK", [], 0.1)
    assert link.split("/")[2] not in said
    assert '"/voorbeeld/…"' in said


def test_form_that_shows_nowhere_says_so(desk, settings):
    settings.EXPERIENCES = False
    reference = make.ReferenceFactory()
    page = page_of(reference)
    link = desk.post(page, form_of(desk.get(page)) | {"_voorbeeld": "Voorbeeld"}).url
    assert "Dit komt nergens te staan" in main_text(ask(link))
