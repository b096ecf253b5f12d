"""The language of the public pages: what templates may call, and the components."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import TemplateDoesNotExist, engines
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString

from toolbox.models import Tool
from toolbox.search.cards import Card, CardLabels, Marked
from toolbox.search.filterset import FacetGroup, Option

PUBLIC, ADMIN = engines.all()


def rendered(source, **context):
    return PUBLIC.from_string(source).render(context)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.saamo.be/wp-content/uploads/Gids.PDF", "saamo.be (pdf)"),
        ("https://coco.research.vub.be/nl/hulpmiddelen", "coco.research.vub.be"),
        ("http://voorbeeld.be/blad.xlsx?jaar=2024", "voorbeeld.be (xlsx)"),
        ("https://voorbeeld.be/index.php", "voorbeeld.be"),
    ],
)
def test_place_of_an_address_is_short_and_says_when_it_is_a_file(address, place):
    assert rendered("Open op {{ address|place_of }}", address=address) == f"Open op {place}"


def test_no_template_of_one_language_hides_one_of_the_other():
    public = Path(settings.TEMPLATES[0]["DIRS"][0])
    for path in public.rglob("*.*"):
        with pytest.raises(TemplateDoesNotExist):
            ADMIN.get_template(str(path.relative_to(public)))


def test_lines_of_templates_fit_on_a_screen():
    folders = [folder for engine in settings.TEMPLATES for folder in engine["DIRS"]]
    too_long = {
        (path.name, number)
        for folder in folders
        for path in Path(folder).rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    }
    assert too_long == set()


def test_text_is_escaped_unless_it_is_safe():
    assert rendered("{{ text }}", text="<b> & \"c\" 'd'") == "&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"
    assert rendered("{{ text }}", text=SafeString("<i>x</i>")) == "<i>x</i>"
    assert rendered("{{ text|linebreaks }}", text="<b>\n\ntwee\ndrie") == "<p>&lt;b&gt;</p>\n\n<p>twee<br>drie</p>"


def test_moment_is_shown_in_the_time_of_the_site():
    assert rendered("{{ at|date('j F Y') }}", at=datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == "1 december 2026"


def test_rows_stand_together_as_long_as_they_are_alike():
    rows = [Option(*row, 0, False) for row in (("a", "1"), ("a", "2"), ("b", "3"), ("a", "4"))]
    source = "{% for value, group in rows|regroup('value') %}{{ value }}{{ group|length }} {% endfor %}"
    assert rendered(source, rows=rows) == "a2 b1 a1 "


@pytest.mark.parametrize("query", ["", "q=caf%C3%A9+%26+meer&vorm=a&vorm=b&pagina=3"])
@pytest.mark.parametrize("changes", ["", "pagina=2", "pagina=None formaat=None", "exact=1 pagina=None"])
def test_querystring_is_that_of_django(rf, query, changes):
    request = rf.get(f"/tools/?{query}")
    theirs = ADMIN.from_string(f"{{% querystring {changes} %}}").render({}, request)
    changed = changes.replace(" ", ", ").replace("None", "none")
    ours = rendered(f"{{{{ querystring(query, {changed}) }}}}", query=request.GET)
    assert ours == theirs


def test_page_leads_to_its_neighbours():
    html = paginated(Paginator(range(5), 2).page(2))
    assert re.findall('href="(.*?)"', html) == ["?q=a%26b&amp;pagina=1", "?q=a%26b&amp;pagina=3"]
    assert "3 tot 4 van 5" in html
    assert "bladzijde 2 van 3" in html


def test_list_of_one_page_has_no_page_numbers():
    assert paginated(Paginator(range(2), 2).page(1)).strip() == ""


def paginated(page):
    source = '{% from "components/navigation.html" import pagination %}{{ pagination(page, query) }}'
    return rendered(source, page=page, query=QueryDict("q=a%26b&pagina=9"))


def card(**fields):
    known = {"pk": 1, "slug": "kaart", "name": "Kaart", "summary": "Van de buurt.", "url": "/tools/kaart/"}
    shown = Card(**known | {"labels": CardLabels("Spel", "Wijkhuis", ("A", "buurtanalyse"))} | fields)
    return rendered('{% from "components/cards.html" import card %}{{ card(shown) }}', shown=shown)


def test_card_shows_only_what_there_is():
    bare = card(labels=CardLabels("", "", ()))
    assert "<dt" not in bare
    assert "tool-passage" not in bare
    assert '<p class="tool-passage">Zo.</p>' in card(marked=Marked("Kaart", "Van de buurt.", "Zo."))
    assert re.findall(r"<dt.*?>(.*?)</dt>", card()) == ["Vorm", "Van", "Staat in"]
    assert '<span class="marker h-a">A</span> <span class="step-marker">buurtanalyse</span>' in " ".join(card().split())


WHY = {
    "a passage": (Marked("Kaart", "Van de buurt.", "Zo.", "Hoe?", "Vorm: Spel"), "Zo."),
    "a question": (Marked("Kaart", "Van de buurt.", "", "Hoe?"), "Past bij vragen als: Hoe?"),
    "what it is filed under": (Marked("Kaart", "Van de buurt.", "", "", "Vorm: Spel"), "Vorm: Spel"),
    "nothing that can be marked": (Marked("Kaart", "Van de buurt.", ""), "Past bij een deel van je vraag."),
}


@pytest.mark.parametrize("why", WHY)
def test_card_of_an_answer_says_why_it_is_there(why):
    marked, said = WHY[why]
    found = re.findall(r'<p class="tool-passage">(.*?)</p>', card(marked=marked))
    assert [strip_tags(text) for text in found] == [said]


def test_card_whose_words_are_marked_needs_no_other_reason():
    marked = Marked(SafeString("<mark>Kaart</mark>"), "Van de buurt.", "")
    assert "tool-passage" not in card(marked=marked)


def test_card_shows_the_year_only_where_it_is_asked():
    source = '{% from "components/cards.html" import cards %}{{ cards([shown], years) }}'
    shown = Card(1, "kaart", "Kaart", "Van de buurt.", "/tools/kaart/", CardLabels("", "", ()))
    said = {year: rendered(source, shown=shown, years=years) for year, years in ((2021, {1: 2021}), (None, {}))}
    assert ["Bron van" in html for html in said.values()] == [True, False]
    assert "<dd>2021</dd>" in said[2021]


def test_text_of_an_editor_is_text_whatever_it_holds():
    html = card(name="<script>a</script>", summary="{{ summary }} %s {}", labels=CardLabels("a & b", "", ("<d>",)))
    for shown in ("&lt;script&gt;", "{{ summary }} %s {}", "a &amp; b", "&lt;d&gt;"):
        assert shown in html


def facet(*options, errors=()):
    """A facet with these (label, count, selected), as HTML."""
    group = FacetGroup("vorm", "Vorm", errors, [Option(f"waarde-{n}", *option) for n, option in enumerate(options)])
    return rendered('{% from "components/filters.html" import facet %}{{ facet(group) }}', group=group)


def values_of(html):
    """(what a reader reads, is it on, is it greyed out) of each value."""
    return [
        (re.sub(r"\s+", " ", strip_tags(item)).strip(), " checked" in item, 'class="none"' in item)
        for item in re.findall(r"<li.*?</li>", html, re.DOTALL)
    ]


@pytest.mark.parametrize(
    "count, selected, shown",
    [
        (0, False, ("Video 0", False, True)),
        (0, True, ("Video 0", True, False)),
        (1, False, ("Video 1", False, False)),
        (12345, True, ("Video 12345", True, False)),
    ],
)
def test_value_says_its_number(count, selected, shown):
    html = facet(("Video", count, selected))
    assert values_of(html) == [shown]
    assert "met het aantal tools</span></legend>" in html
    assert "<details" not in html


def test_values_with_few_tools_are_folded_behind_toon_alle():
    counts = [1, 9, 9, 9, 1, 9, 9, 9, 9, 0]
    html = facet(*((f"Waarde {place}", count, False) for place, count in enumerate(counts)))
    shown, _, folded = html.partition("<summary>Toon alle 10</summary>")
    assert [text for text, _, _ in values_of(shown)] == [
        "Waarde 0 1", *(f"Waarde {place} 9" for place in (1, 2, 3, 5, 6, 7, 8))
    ]  # fmt: skip
    assert [text for text, _, _ in values_of(folded)] == ["Waarde 4 1", "Waarde 9 0"]


def test_value_that_is_on_is_never_folded_before_one_that_is_not():
    html = facet(*((f"Waarde {place}", 9 - place, place == 9) for place in range(10)))
    shown, _, folded = html.partition("<summary>Toon alle 10</summary>")
    assert ("Waarde 9 0", True, False) in values_of(shown)
    assert [text for text, _, _ in values_of(folded)] == ["Waarde 7 2", "Waarde 8 1"]


def test_facet_reads_the_same_while_another_thread_makes_one(monkeypatch):
    alone, meanwhile = facet(("Video", 3, False)), []

    def shown(group):
        yield "waarde-0", "Video", 3, False
        monkeypatch.undo()
        meanwhile.append(facet(("Video", 3, False)))  # by then the first is halfway its values

    monkeypatch.setattr(FacetGroup, "shown", property(shown))
    source = '{% from "components/filters.html" import facet %}{{ facet(group) }}'
    rendered(source, group=FacetGroup("vorm", "Vorm", (), []))
    assert meanwhile == [alone]


def test_what_changes_escaping_stands_alone():
    public = Path(settings.TEMPLATES[0]["DIRS"][0])
    found = {
        path.name: path.read_text().count("{% macro")
        for path in public.rglob("*.html")
        if "{% autoescape" in path.read_text()
    }
    assert found == {"options.html": 1}


def test_mistake_stands_by_the_facet():
    wrong = "“<x>” bestaat hier niet."
    assert f'<p class="error">{escape(wrong)}</p>' in facet(("Video", 3, False), errors=[wrong])
    assert "error" not in facet(("Video", 3, False))


def test_what_a_macro_makes_of_plain_values_is_made_once():
    source = "{% macro said(word) %}<b>{{ word }}</b>{% endmacro %}{{ remembered(said, word) }}"
    other = "{% macro other(word) %}<i>{{ word }}</i>{% endmacro %}{{ remembered(other, word) }}"
    once = rendered(source + other, word="<a>")
    assert once == "<b>&lt;a&gt;</b><i>&lt;a&gt;</i>"
    assert rendered(source, word="anders") == "<b>anders</b>"


def test_entry_that_an_editor_can_change_is_not_remembered():
    with pytest.raises(TypeError, match="can change"):
        rendered("{% macro said(tool) %}x{% endmacro %}{{ remembered(said, tool) }}", tool=Tool(pk=1, name="Oud"))
