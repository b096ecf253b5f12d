"""Readers tell how a tool went; editors decide what is shown."""

import re
from functools import partial

import pytest

import toolbox.settings
from tests import factories as make
from tests.desk import fresh, make_editor, run_action
from tests.page import queries_for_two_and_four
from toolbox.models import Experience, Report, Revision

pytestmark = pytest.mark.django_db

URL = "/melden/ervaring/buurtkaart/"
ANSWERS = {"neighbourhood": "dorp", "with_whom": "de wijkraad", "effort": "dagen", "worked": "Samen koken.",
           "otherwise": "Vroeger beginnen."}  # fmt: skip


@pytest.fixture(autouse=True)
def on(settings):
    settings.EXPERIENCES = True


def share(send, **changes):
    return send(URL, **ANSWERS | changes)


def make_experience(tool, number=0, **fields):
    return make.ExperienceFactory(tool=tool, **ANSWERS | {"status": "gepubliceerd", "token": f"t{number}"} | fields)


def test_experience_is_kept_and_is_not_public(client, send, tool):
    assert share(send).url == "/melden/bedankt/?tool=buurtkaart"
    kept = Experience.objects.get()
    assert {name: getattr(kept, name) for name in ANSWERS} == ANSWERS
    assert (kept.tool, kept.status) == (tool, "concept")
    assert "Samen koken" not in client.get("/tools/buurtkaart/").text
    assert not Report.objects.exists()


def test_experience_with_a_tool_that_is_deleted_at_that_moment_is_gone(send, tool, deleted_meanwhile):
    assert share(send).status_code == 404
    assert not Experience.objects.exists()


def test_published_experience_stands_under_the_tool_and_others_do_not(client, tool):
    make_experience(tool)
    make_experience(tool, 1, status="ingetrokken", worked="Ingetrokken.")
    make_experience(make.ToolFactory(name="Burenspel"), 2, worked="Van een ander.")
    page = client.get("/tools/buurtkaart/").text
    for text in ("In een dorp of landelijke buurt", "de wijkraad", "enkele dagen", "Samen koken.", "Vroeger beginnen."):
        assert text in page
    assert not re.search("Ingetrokken|Van een ander", page)


def test_experience_is_text_and_never_markup(client, tool):
    make_experience(tool, worked="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/tools/buurtkaart/").text


def test_experiences_are_off_unless_a_setting_says_otherwise(client, tool, settings):
    assert toolbox.settings.EXPERIENCES is False
    settings.EXPERIENCES = False
    make_experience(tool)
    assert not re.search("Samen koken|/melden/ervaring/", client.get("/tools/buurtkaart/").text)
    assert (client.get(URL).status_code, client.post(URL, ANSWERS).status_code) == (404, 404)
    client.force_login(make.EditorFactory())
    assert "/admin/toolbox/experience/" not in client.get("/admin/").text


def test_nobody_tells_about_a_tool_that_is_not_public(client, tool):
    make.ToolFactory(name="Klad", status="concept")
    assert client.get("/melden/ervaring/klad/").status_code == 404


@pytest.mark.parametrize("changes", [{"worked": ""}, {"worked": "x" * 1001}, {"neighbourhood": "maan"}])
def test_half_answer_is_refused(send, tool, changes):
    assert share(send, **changes).status_code == 422
    assert not Experience.objects.exists()


# At the desk


def test_hoofdredacteur_publishes_and_it_is_in_the_history(client, tool):
    waiting, public = make_experience(tool, status="concept"), make_experience(tool, 1)
    client.force_login(make_editor("hoofdredacteur"))
    page = run_action(client, "publish", waiting, public).text
    assert "1 ervaring van een lezer gepubliceerd. 1 overgeslagen: al gepubliceerd." in page
    assert fresh(waiting).is_public
    assert Revision.objects.of(waiting).first().user.username == "red"


def test_tool_page_costs_the_same_whatever_readers_tell(tool):
    assert queries_for_two_and_four("/tools/buurtkaart/", partial(make_experience, tool)) == [7, 7]
