"""The card of a tool is what its template says, however it is filled in."""

from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tests.factories import ToolFactory
from toolbox.search.cards import Card, CardLabels, Marked
from toolbox.search.catalogue import Catalogue
from toolbox.search.results import Results

TEMPLATE = "toolbox/_tool_card.html"


def rendered(source, **context):
    return Template("{% load cards %}" + source).render(Context(context))


def as_django_fills_it(card):
    marked = card.marked or card
    return render_to_string(
        TEMPLATE,
        {
            "url": card.url, "name": marked.name, "summary": marked.summary,
            "passage": card.marked.passage if card.marked else "", "forms": card.labels.vorm,
            "owners": card.labels.eigenaar,
            "places": card.labels.plaats
            and SafeString(render_to_string("toolbox/_card_places.html", {"places": card.labels.plaats})),
        },
    )  # fmt: skip


def make_card(**fields):
    known = {"pk": 1, "slug": "kaart", "name": "Kaart", "summary": "Van de buurt.", "url": "/tools/kaart/"}
    return Card(**known | {"labels": CardLabels("Spel", "Wijkhuis", ("A", "buurtanalyse"))} | fields)


def test_every_card_of_the_toolbox_is_what_its_template_makes_of_it(toolbox):
    index = Catalogue.current()
    unmarked = index.cards.of(list(index.orders["titel"]))
    answers = [Results(text, False, index).tools()[:24] for text in ("buurt", "ouderen video", "wie is eenzaam")]
    for cards in (unmarked, *answers):
        assert len(cards) >= 24
        for card in cards:
            assert rendered("{% tool_card card %}", card=card) == as_django_fills_it(card)


def test_card_shows_only_what_there_is():
    bare = make_card(labels=CardLabels("", "", ()))
    assert rendered("{% tool_card card %}", card=bare) == as_django_fills_it(bare)
    assert "<dt>" not in as_django_fills_it(bare)
    owned = make_card(labels=CardLabels("", "Wijkhuis", ()), marked=Marked("Kaart", "Van de buurt.", "Zo."))
    assert rendered("{% tool_card card %}", card=owned) == as_django_fills_it(owned)
    assert "<dd>Wijkhuis</dd>" in as_django_fills_it(owned)
    assert '<p class="tool-passage">Zo.</p>' in as_django_fills_it(owned)


def test_text_of_an_editor_is_text_whatever_it_holds():
    odd = make_card(
        name="<script>a</script>", summary="\ue000name\ue001 {{ summary }} %s {}",
        labels=CardLabels("a & b", '"c"', ("<d>",)),
    )  # fmt: skip
    assert rendered("{% tool_card card %}", card=odd) == as_django_fills_it(odd)
    for shown in ("&lt;script&gt;", "\ue000name\ue001 {{ summary }} %s {}", "a &amp; b", "&quot;c&quot;", "&lt;d&gt;"):
        assert shown in as_django_fills_it(odd)


def test_cards_of_a_list_are_items_in_its_order():
    cards = [make_card(name=f"Kaart {number}") for number in range(3)]
    items = rendered("{% tool_cards cards %}", cards=cards).split("<li>")
    assert items == ["", *(f"{as_django_fills_it(card)}</li>\n" for card in cards)]
    assert rendered("{% tool_cards cards %}", cards=[]) == ""


def test_card_of_a_row_shows_the_same(db):
    tool = ToolFactory(name="Buurtkaart", summary="Een kaart.")
    tool.labels = CardLabels("Spel", "", ())
    card = make_card(name=tool.name, summary=tool.summary, url=tool.get_absolute_url(), labels=tool.labels)
    assert rendered("{% tool_card tool %}", tool=tool) == as_django_fills_it(card)
