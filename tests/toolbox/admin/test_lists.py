"""What the lists of the desk let through: their own filters, in any way but by a trick of the address."""

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import JSONField
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.desk import run_action
from tests.page import parse
from tests.test_admin_pages import CHANGELISTS, SIGNED_IN, address, english
from toolbox.admin.lists import SEARCHED_WORDS, DeskList, names_of
from toolbox.models import Tool

pytestmark = pytest.mark.django_db
HARMFUL = ["regex", "iregex", "range", "in", "contains", "icontains", "search", "year__gt"]
OTHERS = ["onbestaand=1", "pk__in=1", "e__regex=x", "o=~&a%00=b", "id=1", "tool__owners__aliases__alias__iregex=x"]


def harmful(model):
    """Each way to look in each field of a table that its list does not ask for itself."""
    return [f"{field.name}__{how}" for field in model._meta.get_fields() for how in HARMFUL]


def test_every_table_of_the_desk_has_that_list():
    assert [shown for shown in admin.site._registry.values() if not isinstance(shown, DeskList)] == []


@pytest.mark.parametrize("model", CHANGELISTS)
def test_list_lets_through_no_other_lookup(rf, model):
    shown = admin.site._registry[model]
    assert [asked for asked in harmful(model) if shown.lookup_allowed(asked, "1", rf.get("/"))] == []


@pytest.mark.parametrize("model", CHANGELISTS)
def test_list_asks_the_database_nothing_for_it(desk, model):
    some = [f"{model._meta.pk.name}__{how}=1" for how in HARMFUL]
    with CaptureQueriesContext(connection) as captured:
        answers = {desk.get(f"{address(model, 'changelist')}?{asked}").status_code for asked in [*some, *OTHERS]}
    assert answers == {400}
    assert len(captured) == SIGNED_IN * len([*some, *OTHERS])


@pytest.mark.parametrize("model", CHANGELISTS)
def test_list_answers_its_own_filters(desk, model):
    for _ in range(2):
        CHANGELISTS[model][0]()
    page = parse(desk.get(address(model, "changelist")))
    nav = page.find('.//*[@id="changelist-filter"]')
    links = [] if nav is None else [link.get("href") for link in nav.iter("a")]
    assert bool(links) is bool(admin.site._registry[model].list_filter)
    answers = {link: desk.get(f"{address(model, 'changelist')}{link}").status_code for link in links}
    assert answers == dict.fromkeys(links, 200)


@pytest.mark.parametrize("value", ["%00", "0001-01-01", "9999-12-31"])
def test_list_answers_whatever_its_own_filters_are_asked(desk, rf, editor, value):
    request = rf.get("/")
    request.user = editor
    for model, shown in admin.site._registry.items():
        for asked in sorted(set().union(*(names_of(model, item) for item in shown.get_list_filter(request)))):
            assert desk.get(f"{address(model, 'changelist')}?{asked}={value}").status_code in {200, 302, 400}, asked


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("’t Huis", "'t huis"), ("’t Huis", "´t Huis"), ("Écoutez bien", "ECOUTEZ"), ("Cœur", "coeur"),
        ("Ĳsland", "ijsland"), ("Straße 20", "strasse 20"), ("Co‑creatie", "co-creatie"), ("“Thuis”", '"thuis"'),
        ("Café", "cafe\u0301"), ("100%_zorg", "100%_"),
    ],
)  # fmt: skip
def test_search_at_the_desk_finds_a_name_however_it_is_written(desk, name, typed):
    make.OwnerFactory(name=name)
    make.OwnerFactory(name="Wijk")
    make.ToolFactory(name=name)
    make.ToolFactory(name="Wijk")
    for model in ("tool", "owner"):
        found = desk.get(f"/admin/toolbox/{model}/", {"q": typed}).context_data["cl"].result_list
        assert [entry.name for entry in found] == [name]
    what = {"app_label": "toolbox", "model_name": "placement", "field_name": "tool", "term": typed}
    assert [entry["text"] for entry in desk.get("/admin/autocomplete/", what).json()["results"]] == [name]


@pytest.mark.parametrize("word", ["%00", "a%00b", "%E2%80%8B", "%C2%A0a"])
def test_choosing_an_entry_as_somebody_types_takes_any_sign(desk, word):
    make.ToolFactory(name="Ab")
    what = f"app_label=toolbox&model_name=placement&field_name=tool&term={word}"
    found = desk.get(f"/admin/autocomplete/?{what}").json()["results"]
    assert [entry["text"] for entry in found] == ["Ab"]


@pytest.mark.parametrize(
    "address",
    [
        "tool/?q=a&o=1&p=0&all=&_facets=True&_popup=1&_to_field=id",
        "tool/?e=1",
        "tool/?nagekeken=lang&onvolledig=link&status__exact=concept&formats__id__exact=1&formats__isnull=True",
        "revision/?at__year=2026&at__month=11&at__day=29",
        "revision/?at__gte=2026-11-01+00%3A00%3A00%2B01%3A00&at__lt=2026-12-01+00%3A00%3A00%2B01%3A00&prullenbak=ja",
        "linkcheck/?checked_at__year=2026&state__exact=dood&requested__exact=1",
        "placement/?fiche__id__exact=1&whole_cycle__exact=1",
    ],
)
def test_list_answers_what_its_own_links_ask(desk, address):
    assert desk.get(f"/admin/toolbox/{address}").status_code == 200


WITH_SHEET = [model for model, shown in admin.site._registry.items() if hasattr(shown, "sheet")]


@pytest.mark.parametrize("model", WITH_SHEET)
def test_export_answers_no_other_question_either(desk, model):
    for page in (address(model, "export"), address(model, "download", "csv")):
        answers = {desk.get(f"{page}?{asked}").status_code for asked in [f"{harmful(model)[-1]}=x", *OTHERS]}
        assert answers == {400}


def test_action_does_not_either(desk):
    tool = make.ToolFactory()
    data = {"action": "publish", "_selected_action": [tool.pk]}
    assert desk.post("/admin/toolbox/tool/?summary__regex=x", data).status_code == 400


def test_page_says_in_dutch_that_there_is_no_such_filter(desk):
    page = desk.get("/admin/toolbox/tool/?summary__regex=^(\\s|.)*!!$")
    assert page.status_code == 400
    assert "waarop deze lijst niet filtert" in page.text
    assert 'href="/admin/toolbox/tool/"' in page.text
    assert english(page) == set()


def test_json_is_not_looked_into(desk):
    shown = [(model, f) for model in admin.site._registry for f in model._meta.fields if isinstance(f, JSONField)]
    assert len(shown) >= 3
    for model, field in shown:
        for how in ("contains", "contained_by", "has_key", "has_any_keys", "a__b__regex"):
            assert desk.get(f"{address(model, 'changelist')}?{field.name}__{how}=x").status_code == 400


def test_search_looks_for_a_bounded_number_of_words(desk):
    make.ToolFactory(name="a")
    asked = []
    for words in (SEARCHED_WORDS, 5000):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/admin/toolbox/tool/", {"q": "a " * words}).status_code == 200
        asked.append(sum(query["sql"].count("LIKE") for query in captured))
    assert asked[0] == asked[1] > 0


@pytest.mark.parametrize("key", ["None", "kaart", "-1", "1.5", "9" * 30, ""])
def test_action_on_what_is_no_entry_is_refused(desk, key):
    assert desk.post("/admin/toolbox/tool/", {"action": "publish", "_selected_action": key}).status_code == 400


def test_action_on_what_is_gone_says_so(desk):
    here, gone = make.ToolFactory(status="concept"), make.ToolFactory(status="concept")
    pk = gone.pk
    gone.delete()
    gone.pk = pk
    page = run_action(desk, "publish", here, gone).text
    assert "Een item dat je koos, bestaat niet meer" in page
    assert "1 tool gepubliceerd." in page
    assert Tool.objects.get().is_public
    assert "bestaat niet meer" not in run_action(desk, "publish", here).text
