"""The filters of the tools list, tried through its address: what a choice gives, counts, says and takes off."""

from importlib import import_module
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.page import chips, facet, facet_counts, find_main, links, listed, main_text, result_count, text_of, visit
from toolbox.models import CatalogueVersion, Format, OldAddress, Owner


def names(query):
    return listed(visit(f"/tools/?{query}"))


@pytest.fixture
def street(db):
    """Five tools under two of every value, so that each combination is told apart by its names."""
    a, b = make.FicheFactory(letter="A", title="Visie"), make.FicheFactory(letter="B", title="Buurt")
    step = make.StepFactory(number=1, slug="buurtanalyse", title="Buurtanalyse")
    groups = {"Video": "kijken", "App": "doen", "Podcast": "luisteren"}
    video, app, _ = [make.FormatFactory(slug=name.lower(), name=name, group=groups[name]) for name in groups]
    elders = make.TargetGroupFactory(slug="ouderen", name="Ouderen")
    youth = make.TargetGroupFactory(slug="jongeren", name="Jongeren")
    worker = make.AudienceFactory(slug="medewerker", name="Medewerker")
    house = make.OwnerFactory(slug="wijkhuis", name="Wijkhuis")
    circle = make.OwnerFactory(slug="kring", name="Kring")

    alfa = make.ToolFactory(name="Alfa", owners=[house], formats=[video], target_groups=[elders], tags=["praten"])
    beta = make.ToolFactory(name="Beta", owners=[house], formats=[app], target_groups=[elders, youth])
    gamma = make.ToolFactory(name="Gamma", owners=[circle], formats=[video, app], target_groups=[youth])
    delta = make.ToolFactory(name="Delta", owners=[house, circle], audiences=[worker], tags=["praten", "eten"])
    make.ToolFactory(name="Epsilon")
    for tool, place in ((alfa, a), (beta, a), (beta, b), (gamma, b)):
        make.PlacementFactory(tool=tool, fiche=place)
    for tool in (beta, delta):
        make.PlacementFactory(tool=tool, step=step)
    make.LinkFactory(tool=alfa)
    make.LinkFactory(tool=alfa)
    for tool, year in ((alfa, 2019), (beta, 2023), (gamma, None)):
        make.CitationFactory(tool=tool, reference__year=year)


FACETS = ["fiche", "stap", "eigenaar", "doelgroep", "voor", "vorm", "trefwoord", "link"]
LISTS = {
    "": ["Alfa", "Beta", "Delta", "Epsilon", "Gamma"],
    # A facet is "or" inside.
    "fiche=a": ["Alfa", "Beta"],
    "fiche=b": ["Beta", "Gamma"],
    "fiche=a&fiche=b": ["Alfa", "Beta", "Gamma"],
    "stap=buurtanalyse": ["Beta", "Delta"],
    "eigenaar=wijkhuis": ["Alfa", "Beta", "Delta"],
    "doelgroep=ouderen": ["Alfa", "Beta"],
    "voor=medewerker": ["Delta"],
    "vorm=video&vorm=app": ["Alfa", "Beta", "Gamma"],
    "vorm=podcast": [],
    "trefwoord=praten": ["Alfa", "Delta"],
    "link=ja": ["Alfa"],
    "link=nee": ["Beta", "Delta", "Epsilon", "Gamma"],
    "link=ja&link=nee": ["Alfa", "Beta", "Delta", "Epsilon", "Gamma"],
    # Facets are "and" between each other and with the search.
    "fiche=a&vorm=video": ["Alfa"],
    "fiche=a&fiche=b&vorm=video": ["Alfa", "Gamma"],
    "fiche=b&stap=buurtanalyse": ["Beta"],
    "eigenaar=wijkhuis&eigenaar=kring&doelgroep=jongeren&vorm=app": ["Beta", "Gamma"],
    "trefwoord=praten&eigenaar=kring": ["Delta"],
    "link=ja&doelgroep=jongeren": [],
    "q=alfa&fiche=a": ["Alfa"],
    "q=alfa&fiche=b": [],
    "sorteer=titel": ["Alfa", "Beta", "Delta", "Epsilon", "Gamma"],
    "sorteer=nieuwste": ["Beta", "Alfa", "Delta", "Epsilon", "Gamma"],
    "sorteer=geplaatst": ["Beta", "Alfa", "Delta", "Gamma", "Epsilon"],
    "sorteer=nieuwste&vorm=video": ["Alfa", "Gamma"],
}


@pytest.mark.parametrize("query", LISTS)
def test_list_is_what_the_choices_leave_in_their_order(street, query):
    response = visit(f"/tools/?{query}")
    assert (listed(response), result_count(response)) == (LISTS[query], len(LISTS[query]))


@pytest.mark.parametrize("query", ["fiche=A", "vorm=VIDEO&vorm=Podcast", "eigenaar=WijkHuis", "trefwoord=PRATEN"])
def test_the_case_of_a_value_does_not_matter(street, query):
    assert names(query) == names(query.lower()) != []
    assert chips(visit(f"/tools/?{query}")).keys() == chips(visit(f"/tools/?{query.lower()}")).keys()


@pytest.mark.parametrize(
    "query", ["fiche=%C2%A0a", "vorm=video%20", "eigenaar=wijkhuis%E2%80%8B", "trefwoord=praten%0A"]
)
def test_space_or_sign_that_nobody_sees_is_no_part_of_a_value(street, query):
    plain = query.replace(query[query.index("%") :].rstrip("a"), "")
    assert names(query) == names(plain) != []
    [(label, without)] = chips(visit(f"/tools/?{query}")).items()
    assert label in chips(visit(f"/tools/?{plain}"))
    assert query.partition("=")[0] not in without


COUNTS = {
    "": {
        "fiche": {"a": 2, "b": 2},
        "stap": {"buurtanalyse": 2},
        "eigenaar": {"wijkhuis": 3, "kring": 2},
        "doelgroep": {"ouderen": 2, "jongeren": 2},
        "voor": {"medewerker": 1},
        "vorm": {"video": 2, "app": 2},
        "trefwoord": {"praten": 2, "eten": 1},
        "link": {"ja": 1, "nee": 4},
    },
    # A choice narrows the counts of the others and not its own; a search narrows all.
    "fiche=a": {
        "fiche": {"a": 2, "b": 2},
        "vorm": {"video": 1, "app": 1},
        "eigenaar": {"wijkhuis": 2, "kring": 0},
    },
    "fiche=a&vorm=video": {"fiche": {"a": 1, "b": 1}, "vorm": {"video": 1, "app": 1}},
    "q=gamma": {"vorm": {"video": 1, "app": 1}, "link": {"ja": 0, "nee": 1}},
}


@pytest.mark.parametrize("query", COUNTS)
def test_every_value_that_some_tool_has_shows_its_count_and_zero_too(street, query):
    response = visit(f"/tools/?{query}")
    assert {param: facet_counts(response, param) for param in COUNTS[query]} == COUNTS[query]


@pytest.mark.parametrize("param", FACETS)
def test_a_count_is_what_that_value_gives(street, param):
    for value, count in facet_counts(visit("/tools/"), param).items():
        assert len(names(f"{param}={value}")) == count, value


def test_value_that_no_tool_has_is_shown_only_to_who_chose_it(street):
    assert facet_counts(visit("/tools/?vorm=podcast"), "vorm") == {"video": 2, "app": 2, "podcast": 0}


def test_values_that_give_nothing_now_come_after_the_others_which_keep_their_order(street):
    assert list(facet_counts(visit("/tools/"), "doelgroep")) == ["jongeren", "ouderen"]
    make.TargetGroupFactory(slug="aan-huis", name="Aan huis", order=0)  # no tool has it
    tool = make.ToolFactory(name="Zeta", target_groups=[make.TargetGroupFactory(slug="alle", name="Alle", order=0)])
    make.LinkFactory(tool=tool)
    assert list(facet_counts(visit("/tools/"), "doelgroep")) == ["alle", "jongeren", "ouderen"]
    assert list(facet_counts(visit("/tools/?vorm=video"), "doelgroep")) == ["jongeren", "ouderen", "alle"]


def test_chosen_values_are_ticked(street):
    values = facet(visit("/tools/?vorm=video&vorm=podcast"), "vorm")
    assert {value for value, (_, _, chosen) in values.items() if chosen} == {"video", "podcast"}


def test_each_chip_takes_off_its_own_filter(street):
    found = chips(visit("/tools/?q=a&vorm=video&vorm=app&fiche=a&sorteer=nieuwste"))
    left = {label: names(address.removeprefix("?")) for label, address in found.items()}
    assert left == {
        "“a”": names("vorm=video&vorm=app&fiche=a&sorteer=nieuwste"),
        "Thema (fiche): A. Visie": names("q=a&vorm=video&vorm=app&sorteer=nieuwste"),
        "Vorm: Video": names("q=a&vorm=app&fiche=a&sorteer=nieuwste"),
        "Vorm: App": names("q=a&vorm=video&fiche=a&sorteer=nieuwste"),
    }
    assert chips(visit(f"/tools/{found['Vorm: Video']}")).keys() == found.keys() - {"Vorm: Video"}


def group_boxes(response):
    """{name: (number, ticked)} of the boxes that stand for a group of forms."""
    boxes = [box for box in find_main(response).iter("input") if box.get("name") == "vormgroep"]
    return {box.get("value"): (text_of(box.getparent()), box.get("checked") is not None) for box in boxes}


def test_forms_stand_in_groups_of_which_each_counts_a_tool_once(street):
    clip = make.FormatFactory(slug="kennisclip", group="kijken")
    make.ToolFactory(name="Zeta", formats=[*Format.objects.filter(slug="video"), clip])
    assert group_boxes(visit("/tools/")) == {
        "kijken": ("Kijken 3", False),
        "doen": ("Doen 2", False),
    }
    assert group_boxes(visit("/tools/?vorm=video"))["kijken"] == ("Kijken 3", False)
    assert group_boxes(visit("/tools/?vorm=video&vorm=kennisclip"))["kijken"] == ("Kijken 3", True)


def test_form_without_a_group_stands_below_the_groups(street):
    make.ToolFactory(formats=[make.FormatFactory(slug="aftelrijm", name="Aftelrijm", order=0)])
    assert list(facet_counts(visit("/tools/"), "vorm")) == ["video", "app", "aftelrijm"]
    assert group_boxes(visit("/tools/")).keys() == {"kijken", "doen"}


def test_editor_moves_a_form_to_another_group(street, desk):
    rows = Format.objects.order_by("order", "sort_key")  # those of the list
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Opslaan"}
    for number, form in enumerate(rows):
        group = {"video": "leren", "app": ""}.get(form.slug, form.group)
        data |= {f"form-{number}-id": form.pk, f"form-{number}-group": group, f"form-{number}-order": form.order}
    assert desk.post("/admin/toolbox/format/", data).status_code == 302
    response = visit("/tools/")
    assert group_boxes(response) == {"leren": ("Leren 2", False)}
    assert list(facet_counts(response, "vorm")) == ["video", "app"]
    assert desk.get("/tools/?vormgroep=leren").url == "/tools/?vorm=video"


def test_migration_puts_what_is_there_already_in_its_group(street):
    Format.objects.filter(slug="video").update(group="")
    Format.objects.filter(slug="app").update(group="leren")  # an editor was first
    token = CatalogueVersion.objects.current()
    import_module("toolbox.migrations.0017_format_group").put_in_groups(apps, None)
    groups = {"video": "kijken", "app": "leren", "podcast": "luisteren"}
    assert dict(Format.objects.values_list("slug", "group")) == groups
    assert CatalogueVersion.objects.current() != token


CLEAN = {
    "q=&sorteer=&doelgroep=ouderen": "?doelgroep=ouderen",
    "q=&sorteer=": "",
    "q=a&vorm=&vorm=app&sorteer=": "?q=a&vorm=app",
    "vormgroep=kijken": "?vorm=video",
    "vormgroep=kijken&vormgroep=doen&vorm=app&fiche=a": "?vorm=app&vorm=video&fiche=a",
    "vormgroep=onzin&fiche=a": "?fiche=a",
}


@pytest.mark.parametrize("query", CLEAN)
def test_form_that_is_sent_without_script_leads_to_a_clean_address(client, street, query):
    response = client.get(f"/tools/?{query}")
    assert response.status_code == 302
    assert QueryDict(response.url.partition("?")[2]) == QueryDict(CLEAN[query].removeprefix("?"))
    assert response.url.partition("?")[0] == "/tools/"
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("address", ["/zoeken/?q=", "/collecties/buurt/?q=&vorm=video&sorteer="])
def test_other_forms_lead_to_a_clean_address_too(client, street, address):
    make.CollectionFactory(slug="buurt", status=PublicationStatus.PUBLISHED)
    response = client.get(address)
    assert (response.status_code, "=&" in response.url or response.url.endswith("=")) == (302, False)
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("page", ["/tools/", "/zoeken/"])
def test_choice_of_an_owner_who_has_another_address_by_now_leads_there(client, street, page):
    OldAddress.objects.keep(Owner.objects.get(slug="kring"), "vroeger")
    response = client.get(f"{page}?q=a&eigenaar=VROEGER&vorm=video&eigenaar=niemand")
    query = QueryDict(response.url.partition("?")[2])
    assert dict(query) == {"q": ["a"], "vorm": ["video"], "eigenaar": ["kring", "niemand"]}
    assert client.get(response.url).status_code == 200


def test_many_owners_that_do_not_exist_are_looked_up_at_once(client, street):
    counted = []
    for number in (1, 1, 30):
        with CaptureQueriesContext(connection) as queries:
            client.get("/tools/?" + "&".join(f"eigenaar=niemand-{place}" for place in range(number)))
        counted.append(len(queries))
    assert counted[1] == counted[2]


def test_year_stands_on_the_card_in_the_order_of_years_only(street):
    by_year = main_text(visit("/tools/?sorteer=nieuwste"))
    assert ("Bron van 2023" in by_year, by_year.count("Bron van")) == (True, 2)
    assert "Bron van" not in main_text(visit("/tools/?sorteer=titel"))


def test_ways_back_stand_only_beside_a_choice_and_lead_to_the_first_page(street):
    chosen, whole = visit("/tools/?vorm=video&pagina=1"), visit("/tools/?sorteer=titel")
    assert "pagina" not in chips(chosen)["Vorm: Video"]
    assert chips(whole) == {}
    assert ["Wis alles" in main_text(page) for page in (chosen, whole)] == [True, False]


@pytest.mark.parametrize("param", FACETS)
def test_an_unknown_value_is_named_and_the_other_filters_still_work(street, param):
    response = visit(f"/tools/?{param}=onzin&q=a&sorteer=nieuwste")
    assert "“onzin” bestaat hier niet. We tonen de tools zonder deze filter." in main_text(response)
    assert listed(response) == names("q=a&sorteer=nieuwste")
    assert chips(response).keys() == {"“a”"}


@pytest.mark.parametrize(
    ("query", "said"),
    [("vorm=onzin&vorm=video", "“onzin” bestaat hier niet"), ("sorteer=onzin", "Zo kunnen we niet sorteren.")],
)
def test_what_is_unknown_is_named_and_the_rest_works(street, query, said):
    response = visit(f"/tools/?{query}&fiche=a")
    assert said in main_text(response)
    assert chips(response).keys() >= {"Thema (fiche): A. Visie"}
    assert listed(response) == ["Alfa", "Beta"]


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", '"><b>', "é’“", "a" * 3000, "\x00", "%", "a&b=c"])
@pytest.mark.parametrize("param", ["q", "vorm", "sorteer", "fiche"])
def test_strange_values_are_shown_as_text(street, param, value):
    page = visit(f"/tools/?{param}={quote(value)}").text
    assert [mark for mark in ("<script>alert", '"><b>') if mark in page] == []


def test_too_long_a_question_is_told(street):
    assert "500 tekens" in main_text(visit(f"/tools/?q={'a' * 501}"))


def test_an_empty_result_shows_ways_on(street):
    response = visit("/tools/?link=ja&doelgroep=jongeren")
    assert (listed(response), result_count(response)) == ([], 0)
    assert ("/fiches/", "blader door de thema’s") in links(find_main(response))
