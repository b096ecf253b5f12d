"""What readers look for, at the desk: what is shown, and what an editor does with it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.desk import fresh, make_editor
from tests.page import errors, form_of, links, messages, parse, text_of
from toolbox.models import Revision, UsageCount
from toolbox.models.usage import Kind

PAGE, QUESTION = "/admin/wat-lezers-zoeken/", "/admin/wat-lezers-zoeken/vraag/"
DAY = date(2026, 11, 3)


def count(day=DAY, **kinds):
    """Counts of a day: {kind: {key: number}}."""
    rows = [(Kind[kind], key, number) for kind, keys in kinds.items() for key, number in keys.items()]
    UsageCount.objects.bulk_create(UsageCount(day=day, kind=kind, key=key, number=n) for kind, key, n in rows)


def sections(response):
    """The parts of the page: {title: [cells of each line]}."""
    found = {}
    for section in parse(response).iter("section"):
        rows = [[text_of(cell) for cell in row] for row in section.iter("tr")][1:]
        found[text_of(section.find("h2"))] = rows or text_of(section)
    return found


@pytest.fixture
def november(db):
    make.ToolFactory(name="Aanbellen", slug="aanbellen")
    make.ToolFactory(name="Burenboek", slug="burenboek")
    make.ToolFactory(name="Concept", slug="concept", status="concept")
    count(
        ASKED={"eenzaam": 9, "rolstoel": 5, "koffie": 7},
        NOTHING={"rolstoel": 5, "": 2},
        FOLLOWED={"rolstoel": 4, "eenzaam": 1, "": 3},
        AFTER={"eenzaam": 6, "": 1},
        LENGTH={"1 woord": 4, "": 2},
        OPENED={"/tools/burenboek/": 8, "/tools/concept/": 50, "/fiches/a/": 3},
        FROM_ANSWERS={"/tools/burenboek/": 2, "/fiches/a/": 3},
        FILTER={"link=ja": 3, "vorm=weg": 1},
    )
    count(date(2026, 11, 30), ASKED={"eenzaam": 1})
    count(date(2026, 12, 1), ASKED={"kerst": 2})
    count(date(2025, 11, 3), ASKED={"vorig jaar": 99})


def test_month_in_order(desk, november):
    page = desk.get(PAGE, {"maand": "2026-11"})
    shown = sections(page)
    short = shown["november 2026 in het kort"]
    assert "Vragen: 28" in short
    assert "minstens 9." in short
    assert "uit de antwoorden: 5" in short
    assert "1 woord: 4; te veel om bij te houden: 2" in short
    assert [[row[0], *row[2:]] for row in shown["Meest gevraagd"]] == [
        ["eenzaam", "10", "0", "1", "6"],
        ["koffie", "7", "0", "0", "0"],
        ["rolstoel", "5", "5", "4", "0"],
    ]
    assert [[row[0], *row[2:5]] for row in shown["Meest gevraagd zonder goed antwoord"]] == [
        ["rolstoel", "5", "5", "4"],
        ["eenzaam", "10", "0", "1"],
    ]
    assert shown["Tools die het meest geopend zijn"] == [["Burenboek", "8", "2"]]
    assert shown["Tools die het minst geopend zijn"] == [["Aanbellen", "0", "0"], ["Burenboek", "8", "2"]]
    assert shown["Filters die het meest gekozen zijn"] == [["Link: met link", "3"], ["vorm=weg", "1"]]


def test_latest_month_is_shown_and_each_month_is_a_link(desk, november):
    page = desk.get(PAGE)
    assert "december 2026 in het kort" in sections(page)
    months = [(text, address) for address, text in links(parse(page).find("body")) if "?maand=" in address]
    assert [text for text, _ in months[:3]] == ["december 2026", "november 2026", "november 2025"]
    assert "vorig jaar" in str(sections(desk.get(months[2][1])))


def test_nothing_was_counted_yet(desk):
    make.ToolFactory(name="Aanbellen")
    said = text_of(parse(desk.get(PAGE)).find("body"))
    assert (said.count("Nog geen vraag van deze soort."), said.count("Nog geen tool geopend.")) == (2, 2)
    assert "Aanbellen" not in said  # it is not the least opened when none was


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-11-03", "\x00", "99999-01"])
def test_month_that_is_none(desk, month):
    assert desk.get(PAGE, {"maand": month}).status_code == 404


def test_csv_of_a_month(desk, november):
    make_safe = {"=1+1": 4}
    count(date(2026, 11, 4), ASKED=make_safe)
    answer = desk.get(PAGE, {"maand": "2026-11", "formaat": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="wat-lezers-zoeken-2026-11.csv"'
    assert lines[:3] == ["maand;soort;wat;aantal", "2026-11;vraag gesteld;eenzaam;10", "2026-11;vraag gesteld;koffie;7"]
    assert "2026-11;vraag gesteld;'=1+1;4" in lines
    assert "2026-11;vraag zonder antwoord;andere;2" in lines
    assert "2026-11;bladzijde geopend;/fiches/a/;3" in lines
    assert len(lines) == 1 + len(
        {(row.kind, row.key) for row in UsageCount.objects.filter(day__month=11, day__year=2026)}
    )


def test_as_many_queries_for_more(desk):
    counted = []
    for number in range(2, 6, 2):
        make.ToolFactory.create_batch(2)
        count(
            date(2026, 11, number), ASKED={f"vraag {number} {i}": 3 for i in range(number)}, FILTER={f"x={number}": 1}
        )
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            desk.get(PAGE)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_who_may_see_it(client, db):
    assert client.get(PAGE).status_code == 302
    client.force_login(make_editor("redacteur"))
    assert client.get(PAGE).status_code == 200
    stranger = make.EditorFactory(is_superuser=False, is_staff=True)
    client.force_login(stranger)
    assert [client.get(page).status_code for page in (PAGE, QUESTION)] == [403, 403]
    assert "Wat lezers zoeken" not in client.get("/admin/").text


def test_beginning_of_the_desk_tells_of_this_month(desk, monkeypatch, settings, november):
    from toolbox.editorial import dashboard

    monkeypatch.setattr(dashboard.timezone, "localdate", lambda: DAY)
    told = text_of(parse(desk.get("/admin/")).get_element_by_id("gebruik"))
    assert "Vragen deze maand: 28, zonder goed antwoord: 9" in told
    assert "“rolstoel” (5)" in told
    settings.COUNT_USAGE = False
    assert 'id="gebruik"' not in desk.get("/admin/").text
    assert "Het tellen staat uit" in desk.get(PAGE).text


# From a line to a question of a tool, or a word of the thesaurus


def test_line_leads_to_what_can_be_done(desk, november):
    count(date(2026, 11, 5), ASKED={"praat met niemand": 40})
    addresses = {text: address for address, text in links(parse(desk.get(PAGE, {"maand": "2026-11"})).find("body"))}
    assert addresses["Zoek dit zelf: praat met niemand"] == "/zoeken/?q=praat+met+niemand"
    form = desk.get(addresses["Maak er een vraag van bij een tool: praat met niemand"])
    assert form_of(form)["question"] == "praat met niemand"
    group = desk.get(addresses["Zet het in de thesaurus: praat met niemand"])
    assert form_of(group)["sayings"] == "praat met niemand"
    assert form_of(desk.get(addresses["Zet het in de thesaurus: koffie"]))["words"] == "koffie"


def test_question_of_readers_becomes_one_that_a_tool_answers(desk, client, november):
    tool = make.ToolFactory(name="Koffiebabbel", slug="koffiebabbel", questions="Waar drink ik koffie?")
    assert "/tools/koffiebabbel/" not in client.get("/tools/?q=praat+met+niemand").text
    sent = {"question": "  Ik praat\u200b met  niemand ", "tool": tool.pk}
    answer = desk.post(f"{QUESTION}?vraag=praat+met+niemand", sent, follow=True)
    assert messages(answer) == ["De vraag staat nu bij “Koffiebabbel”. Wie zo zoekt, vindt die tool."]
    assert answer.redirect_chain[-1][0] == f"/admin/toolbox/tool/{tool.pk}/change/"
    assert fresh(tool).question_list == ["Waar drink ik koffie?", "Ik praat met niemand"]
    assert Revision.objects.of(tool).first().user.username == "an"
    assert "/tools/koffiebabbel/" in client.get("/tools/?q=praat+met+niemand").text


def test_tools_that_the_site_finds_stand_in_front(desk, november):
    make.ToolFactory(name="Eenzaam op de bank")
    groups = {
        group.get("label"): [text_of(o) for o in group]
        for group in parse(desk.get(f"{QUESTION}?vraag=eenzaam")).iter("optgroup")
    }
    assert groups["Dit vindt de site nu"] == ["Eenzaam op de bank"]
    assert groups["Alle tools"] == ["Aanbellen", "Burenboek", "Concept", "Eenzaam op de bank"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 201}, "question"),
        ({"question": "WAAR drink ik koffie?"}, "question"),
        ({"tool": ""}, "tool"),
        ({"tool": "999"}, "tool"),
        ({"tool": "9" * 30}, "tool"),
        ({"tool": "x"}, "tool"),
    ],
)
def test_what_cannot_be_saved_is_told_and_nothing_is_lost(desk, wrong, field):
    tool = make.ToolFactory(name="Koffiebabbel", questions="Waar drink ik koffie?")
    page = desk.post(QUESTION, {"question": "Ik praat met niemand", "tool": tool.pk} | wrong)
    assert page.status_code == 200
    assert [name for name, _ in errors(page)] == [field]
    assert form_of(page)["question"] == wrong.get("question", "Ik praat met niemand")
    assert fresh(tool).questions == "Waar drink ik koffie?"


def test_tool_with_all_the_questions_it_can_hold_says_so(desk):
    tool = make.ToolFactory(questions="\n".join(f"vraag {number}" for number in range(150)))
    page = desk.post(QUESTION, {"question": "nog een", "tool": tool.pk})
    assert "hoogstens 150 vragen" in str(errors(page))
    assert len(fresh(tool).question_list) == 150
