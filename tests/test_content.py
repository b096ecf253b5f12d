"""The fixtures hold the whole toolbox: the counts of the publication, section by section."""

import re
from collections import defaultdict
from urllib.parse import urlencode

import pytest
from django.db.models import Count, F, Q

from buurtanalyse.models import BuildingBlock, Outcome, Pillar, Resource, Situation, StartFactor, Step
from fiches.models import Fiche, Figure, UnreachedGroup
from tests.page import listed, visit
from toolbox.models import Citation, Erratum, Link, Owner, Placement, Tool, Worry
from toolbox.public.worries.tools import begin_with, rest_of
from toolbox.search.catalogue import Catalogue

PLACED_IN_FICHE = {
    "A": 10, "B": 20, "C": 33, "D": 17, "E": 6, "F": 5, "G": 18, "H": 6, "I": 3, "J": 8, "K": 8, "L": 6,
    "M": 10, "N": 7,
}  # fmt: skip


def test_fixture_counts_per_fiche_and_step(toolbox):
    counted = dict(Fiche.objects.annotate(n=Count("placements")).values_list("letter", "n"))
    assert counted == PLACED_IN_FICHE
    counted = dict(Step.objects.annotate(n=Count("placements")).values_list("slug", "n"))
    assert counted == {"buurtanalyse": 24, "samenwerking": 0, "acties": 0, "reflectie": 3}
    assert Placement.objects.filter(whole_cycle=True).count() == 3


@pytest.mark.parametrize(
    ("model", "number"),
    [(Tool, 135), (Placement, 187), (Fiche, 14), (Step, 4), (Figure, 8), (Pillar, 3), (BuildingBlock, 8),
     (Outcome, 20), (Situation, 7), (StartFactor, 10), (UnreachedGroup, 3)],
)  # fmt: skip
def test_fixture_totals(toolbox, model, number):
    assert model.objects.count() == number


def pages_of(address):
    """The pages of a list, one after the other."""
    response = visit(address)
    yield response
    for number in range(2, response.context_data["paginator"].num_pages + 1):
        yield visit(f"{address}&pagina={number}")


def test_every_printed_name_finds_its_tool(toolbox):
    printed = set(Placement.objects.values_list("printed_name", "tool__slug"))
    assert len({tool for _, tool in printed}) == 135
    lost = [
        (name, tool)
        for name, tool in printed
        if not any(f'href="/tools/{tool}/"' in page.text for page in pages_of(f"/tools/?{urlencode({'q': name})}"))
    ]
    assert lost == []


def test_every_tool_stands_on_the_page_of_its_owners(toolbox):
    shown = {owner.pk: set(listed(visit(owner.get_absolute_url()))) for owner in Owner.objects.all()}
    owned = {owner.pk: {tool.name for tool in owner.tools.all()} for owner in Owner.objects.prefetch_related("tools")}
    assert shown == owned
    assert set().union(*owned.values()) == set(Tool.objects.values_list("name", flat=True))


def test_every_printed_owner_is_an_owner_of_the_tool_or_an_erratum(toolbox):
    strangers = set()
    for placement in Placement.objects.exclude(owner="").prefetch_related("tool__owners__aliases"):
        known = set()
        for owner in placement.tool.owners.all():
            known |= {owner.name.lower(), *(alias.alias.lower() for alias in owner.aliases.all())}
        printed = placement.owner.lower()
        parts = {part.strip(" )") for part in re.split(r"[&,/]|\ben\b|\(i\.s\.m\.", printed)}
        if printed not in known and not parts <= known:
            strangers.add(placement.tool)
    excused = set(Tool.objects.filter(errata__kind="eigenaar"))
    assert strangers - excused == set()


def test_what_stands_under_a_place_is_of_that_place(toolbox):
    for model in (Citation, Link):
        assert list(model.objects.exclude(placement=None).exclude(placement__tool=F("tool"))) == []
    assert list(Placement.objects.exclude(findings=None).exclude(findings__fiche=F("fiche"))) == []
    assert list(Placement.objects.exclude(step_findings=None).exclude(step_findings__step=F("step"))) == []


def test_placements_are_numbered_from_one_without_gaps(toolbox):
    orders = defaultdict(list)
    for fiche, step, order in Placement.objects.order_by("order").values_list("fiche", "step", "order"):
        orders[fiche, step].append(order)
    assert {place: numbers for place, numbers in orders.items() if numbers != list(range(1, len(numbers) + 1))} == {}


def test_names_keep_their_typographic_quotes(toolbox):
    names = {*Tool.objects.values_list("name", flat=True), *Placement.objects.values_list("printed_name", flat=True)}
    # One name is printed with a straight and a typographic quote; an erratum says so.
    assert {name[:12] for name in names if "'" in name or '"' in name} == {'Vorming "Een'}
    assert {"Kennisclip “Krachtgericht werken”", "Vragenwaaier: ‘Zorgzame buurten: denken en doen’"} <= names


def test_links_carry_no_tracking_and_no_spaces(toolbox):
    urls = {url for model in (Link, Resource) for url in model.objects.exclude(url="").values_list("url", flat=True)}
    assert {url for url in urls if re.search(r"utm_|fbclid|gclid|\s", url) or not url.startswith("http")} == set()


def test_errata_are_many_numbered_and_say_why(toolbox):
    numbers = list(Erratum.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 30
    assert not Erratum.objects.filter(Q(printed="") | Q(should_be="") | Q(why="") | Q(where="")).exists()


def test_every_sentence_of_the_home_page_and_every_starting_situation_is_a_worry(toolbox):
    assert (Worry.objects.filter(situation=None).count(), Worry.objects.exclude(situation=None).count()) == (36, 7)
    assert Situation.objects.filter(worries=None).count() == 0
    counted = Worry.objects.values_list("group").annotate(Count("pk")).order_by()
    assert dict(counted) == {
        "Mensen bereiken": 9, "Buren samenbrengen": 8, "Beginnen": 6, "Samenwerken": 6, "De werking dragen": 7,
        "Beginsituaties": 7,
    }  # fmt: skip


def test_every_worry_has_what_its_page_promises(toolbox):
    worries = list(Worry.objects.published().for_detail())
    catalogue = Catalogue.current()
    assert {worry.slug for worry in worries if not worry.all_findings or not worry.fiche} == set()
    assert {worry.slug for worry in worries if len(worry.question_list) < 10} == set()
    assert {worry.slug for worry in worries if not 2 <= len(worry.onward.all()) <= 4} == set()
    begun = {worry.slug: len(begin_with(worry, catalogue)) for worry in worries}
    few = {worry.slug for worry in worries if begun[worry.slug] < 3 and not worry.nothing_fits}
    assert few == {slug for slug, number in begun.items() if number > 3} == set()


def test_the_rest_of_every_worry_is_a_list_that_a_visitor_can_use(toolbox):
    rests = {worry.slug: rest_of(worry) for worry in Worry.objects.exclude(rest="")}
    assert {slug for slug, rest in rests.items() if rest is None} == set()
    assert {slug: rest.total for slug, rest in rests.items() if rest.total > 40} == {}


def test_everything_is_published(toolbox):
    for model in (Tool, Fiche, Step, Figure, Worry):
        assert model.objects.published().count() == model.objects.count()
