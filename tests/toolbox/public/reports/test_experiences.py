"""Readers tell how a tool went; editors decide what is shown."""

import re

import pytest

from tests import factories as make
from tests.desk import make_editor, make_superuser
from toolbox.models import Experience, Report, Revision
from toolbox.search.catalogue import Catalogue

pytestmark = pytest.mark.django_db

URL = "/melden/ervaring/buurtkaart/"
ANSWERS = {"neighbourhood": "dorp", "with_whom": "de wijkraad", "effort": "dagen", "worked": "Samen koken.",
           "otherwise": "Vroeger beginnen."}  # fmt: skip


@pytest.fixture(autouse=True)
def on(settings):
    settings.EXPERIENCES = True


@pytest.fixture
def tool():
    return make.ToolFactory(name="Buurtkaart")


def share(send, **changes):
    return send(URL, **ANSWERS | changes)


def make_experience(tool, number=0, **fields):
    answers = ANSWERS | {"status": "gepubliceerd", "token": f"t{number}"} | fields
    return Experience.objects.create(tool=tool, **answers)


def test_experience_is_kept_and_is_not_public(client, send, tool):
    assert share(send).url == "/melden/bedankt/"
    kept = Experience.objects.get()
    assert {name: getattr(kept, name) for name in ANSWERS} == ANSWERS
    assert (kept.tool, kept.status) == (tool, "concept")
    assert "Samen koken" not in client.get("/tools/buurtkaart/").text
    assert not Report.objects.exists()


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
    settings.EXPERIENCES = False
    make_experience(tool)
    assert not re.search("Samen koken|/melden/ervaring/", client.get("/tools/buurtkaart/").text)
    assert (client.get(URL).status_code, client.post(URL, ANSWERS).status_code) == (404, 404)
    client.force_login(make_superuser())
    assert "/admin/toolbox/experience/" not in client.get("/admin/").text


def test_setting_is_off_by_default():
    import toolbox.settings

    assert toolbox.settings.EXPERIENCES is False


def test_nobody_tells_about_a_tool_that_is_not_public(client, tool):
    make.ToolFactory(name="Klad", status="concept")
    assert client.get("/melden/ervaring/klad/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"website": "http://spam.be"},
        {"seconds": 1},
        {"seconds": 2 * 24 * 3600},
        {"worked": ""},
        {"worked": "x" * 1001},
        {"neighbourhood": "maan"},
        {"token": "verzonnen"},
    ],
)
def test_robots_and_half_answers_are_held_off(send, tool, changes):
    assert share(send, **changes).status_code == 422
    assert not Experience.objects.exists()


def test_token_of_another_form_is_refused(send, tool, forged_token):
    assert share(send, token=forged_token).status_code == 422


def test_form_of_another_site_is_refused(client, tool):
    assert client.post(URL, ANSWERS, headers={"Origin": "https://elders.be"}).status_code == 403
    assert not Experience.objects.exists()


def test_same_form_sent_twice_is_kept_once(client, clock, tool):
    data = ANSWERS | {"token": client.get(URL).context_data["form"]["token"].value()}
    clock.now += 30
    assert [client.post(URL, data).status_code for _ in range(2)] == [302, 302]
    assert Experience.objects.count() == 1


def test_one_address_sends_at_most_ten_an_hour(send, tool):
    assert [share(send).status_code for _ in range(11)] == [302] * 10 + [429]


def test_visitor_gets_no_cookie(client, tool):
    assert not client.get(URL).cookies


# At the desk


def test_what_waits_stands_on_the_start_page(client, tool):
    make_experience(tool, status="concept")
    make_experience(tool, 1)
    client.force_login(make_superuser())
    page = client.get("/admin/").text
    assert '<a href="/admin/toolbox/experience/?status__exact=concept">Ervaringen van lezers</a>: 1' in page


def test_hoofdredacteur_publishes_and_it_is_in_the_history(client, tool):
    waiting, public = make_experience(tool, status="concept"), make_experience(tool, 1)
    client.force_login(make_editor("hoofdredacteur"))
    data = {"action": "publish", "_selected_action": [waiting.pk, public.pk]}
    page = client.post("/admin/toolbox/experience/", data, follow=True).text
    assert "1 ervaring van een lezer gepubliceerd. 1 overgeslagen: al gepubliceerd." in page
    waiting.refresh_from_db()
    assert waiting.is_public
    assert Revision.objects.of(waiting).first().user.username == "red"


def test_redacteur_improves_an_experience_and_does_not_publish_it(client, tool):
    experience = make_experience(tool, status="concept")
    client.force_login(make_editor("redacteur"))
    url = f"/admin/toolbox/experience/{experience.pk}/change/"
    client.post(url, ANSWERS | {"tool": tool.pk, "worked": "Koken.", "status": "gepubliceerd"})
    experience.refresh_from_db()
    assert (experience.worked, experience.status) == ("Koken.", "concept")
    client.post("/admin/toolbox/experience/", {"action": "publish", "_selected_action": [experience.pk]})
    experience.refresh_from_db()
    assert experience.status == "concept"


@pytest.mark.parametrize("number", [2, 4])
def test_tool_page_costs_the_same_whatever_readers_tell(client, tool, number, django_assert_num_queries):
    for item in range(number):
        make_experience(tool, item)
    Catalogue.current()
    with django_assert_num_queries(7):
        client.get("/tools/buurtkaart/")
