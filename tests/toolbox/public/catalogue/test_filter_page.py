"""The behaviour of the filter page, criterion by criterion. Criterion 10 is in tests/browser/test_journeys.py."""

import pytest

from tests.page import chips, facet_counts, find_main, links, result_count, text_of, visit
from toolbox.models import Tool
from toolbox.search.thin_results import relaxations

TOOLS = "/tools/"


def page(query=""):
    """The content of the tools list for `query`, with its context."""
    response = visit(f"{TOOLS}{query}")
    return find_main(response), response.context_data


def sorting(tree):
    """The orders to choose from as (text, is it chosen)."""
    (select,) = [select for select in tree.iter("select") if select.get("name") == "sorteer"]
    return [(text_of(option), option.get("selected") is not None) for option in select]


def by_class(tree, name):
    """The elements with a class."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def slugs(query):
    return set(query.values_list("slug", flat=True))


def shown(context):
    return {tool.slug for tool in context["filter"].qs[:1000]}


def test_criterion_1_or_inside_a_facet_and_between_facets(toolbox):
    _, context = page("?doelgroep=ouderen&doelgroep=anderstaligen&fiche=c")
    in_c = slugs(Tool.objects.filter(placements__fiche__letter="C"))
    either = slugs(Tool.objects.filter(target_groups__slug__in=["ouderen", "anderstaligen"]))
    assert shown(context) == in_c & either != set()


def test_criterion_2_a_form_that_works_without_script(toolbox):
    tree, _ = page()
    (form,) = by_class(tree, "filters")
    assert (form.get("method"), form.get("action")) == ("get", TOOLS)
    assert "Toon resultaten" in [text_of(button) for button in form.iter("button") if button.get("type") == "submit"]


def test_criterion_3_the_count_is_a_status(toolbox):
    tree, _ = page("?doelgroep=ouderen")
    (count,) = by_class(tree, "result-count")
    assert (count.get("role"), text_of(count)) == ("status", "8 tools")


def test_criterion_4_chosen_filters_are_removable_chips(toolbox):
    response = visit(f"{TOOLS}?doelgroep=ouderen&doelgroep=anderstaligen&q=taal")
    assert chips(response) == {
        "“taal”": "?doelgroep=ouderen&doelgroep=anderstaligen",
        "Doelgroep: Ouderen": "?doelgroep=anderstaligen&q=taal",
        "Doelgroep: Anderstaligen": "?doelgroep=ouderen&q=taal",
    }
    assert (TOOLS, "Wis alles") in links(find_main(response))


def test_criterion_5_long_facets_fold_and_zero_is_shown_greyed(toolbox):
    response = visit(f"{TOOLS}?fiche=h")
    tree, counts = find_main(response), facet_counts(response, "vorm")
    (facet,) = [field for field in tree.iter("fieldset") if field.get("id") == "filter-fiche"]
    assert [len(list(values.iter("li"))) for values in by_class(facet, "options")] == [8, 6]
    assert "Toon alle 14" in [text_of(summary) for summary in tree.iter("summary")]
    empty = [text_of(option) for option in by_class(tree, "none")]
    assert any(option.startswith("Mensen in rouw") for option in empty)
    for value in ("video", "website"):
        assert counts[value] == result_count(visit(f"{TOOLS}?fiche=h&vorm={value}"))


def test_criterion_6_what_a_card_shows_can_be_filtered_on(toolbox):
    tree, context = page()
    shown_facts = {text_of(label) for facts in by_class(tree, "card-facts") for label in facts.iter("dt")}
    assert shown_facts == {"Vorm", "Van", "Staat in", "Link"}
    params = {group.param for group in context["filter"].facet_groups}
    assert params >= {"vorm", "eigenaar", "fiche", "stap", "link"}


def test_criterion_7_every_state_is_a_plain_address(toolbox):
    tree, _ = page("?doelgroep=ouderen&sorteer=nieuwste")
    (field,) = [field for field in tree.iter("input") if field.get("id") == "adres"]
    assert field.get("value") == "http://testserver/tools/?doelgroep=ouderen&sorteer=nieuwste"
    assert "Kopieer de link" in [text_of(button) for button in tree.iter("button")]


def test_criterion_8_an_empty_result_explains_itself(toolbox):
    tree, context = page("?doelgroep=ouderen&fiche=h")
    assert shown(context) == set()
    (explanation,) = by_class(tree, "relaxations")
    links = {link.get("href"): text_of(link) for link in explanation.iter("a")}
    assert links == {
        "?doelgroep=ouderen": "zonder Thema (fiche): H. Regie over de zorgzame buurt werking zijn het er 8",
        "?fiche=h": "zonder Doelgroep: Ouderen zijn het er 6",
    }


def test_criterion_8_a_choice_that_gives_no_more_is_not_offered(toolbox):
    tree, context = page("?voor=organisatie&stap=buurtanalyse&doelgroep=kinderen-en-jongeren")
    (explanation,) = by_class(tree, "relaxations")
    counts = [int(text_of(link).split()[-1]) for link in explanation.iter("a")]
    assert len(shown(context)) == 2
    assert len(counts) == 2  # of three choices: without "organisatie" it is the same two
    assert min(counts) > 2


def test_criterion_8_a_list_that_is_not_thin_or_without_a_choice_explains_nothing(toolbox):
    tree, _ = page("?doelgroep=ouderen")
    assert by_class(tree, "relaxations") == []
    assert relaxations(page()[1]["filter"]) == []


@pytest.mark.parametrize(
    ("sort", "label"), [("titel", "titel"), ("nieuwste", "nieuwste bron"), ("geplaatst", "meest geplaatst")]
)
def test_criterion_9_the_list_can_be_sorted(toolbox, sort, label):
    tree, context = page(f"?sorteer={sort}")
    assert [text for text, chosen in sorting(tree) if chosen] == [label]
    assert len(context["tools"]) == 24


def test_criterion_9_a_search_puts_the_best_match_first(toolbox):
    tree, context = page("?q=rouw")
    assert [text for text, _ in sorting(tree)] == ["beste match", "titel", "nieuwste bron", "meest geplaatst"]
    assert "rouw" in context["tools"][0].name.lower()


def test_question_typed_in_the_list_gets_its_best_match_first(client, toolbox):
    tree, _ = page()
    (select,) = [select for select in tree.iter("select") if select.get("name") == "sorteer"]
    assert select[0].get("value") == ""  # nothing was chosen, so this goes along with the question
    by_form = [tool.name for tool in client.get("/tools/?q=rouw&sorteer=", follow=True).context_data["tools"]]
    best = [tool.name for tool in page("?q=rouw")[1]["tools"]]
    assert by_form == best != sorted(best, key=str.lower)


def test_link_to_search_literally_searches_literally(toolbox):
    tree, context = page("?q=vrijwiligers")
    assert shown(context)
    literal = next(element for element in by_class(tree, "did-you-mean")[0].iter("a"))
    _, context = page(literal.get("href"))
    assert shown(context) == set()


def test_relaxations_need_no_query(toolbox, django_assert_num_queries):
    _, context = page("?doelgroep=ouderen&fiche=h&vorm=video&q=regie")
    with django_assert_num_queries(0):
        relaxations(context["filter"])


def test_relaxation_of_a_value_keeps_the_other_values_of_its_facet(toolbox):
    _, context = page("?doelgroep=ouderen&doelgroep=mensen-in-rouw&fiche=h")
    found = {relaxation.address: relaxation.count for relaxation in relaxations(context["filter"])}
    either = Tool.objects.filter(target_groups__slug__in=["ouderen", "mensen-in-rouw"]).distinct()
    assert found == {"?doelgroep=ouderen&doelgroep=mensen-in-rouw": either.count()}
