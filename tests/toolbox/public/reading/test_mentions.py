"""What a text mentions becomes a link: only what is there and public, never the page itself, and nothing else."""

import pytest

from tests import factories as make
from tests.page import find_main, links_to, main_text, visit
from toolbox.public.reading.mentions import Mentions, addresses


@pytest.fixture
def mentions(db):
    """On the page of fiche A, when fiches C and I, figure 4 and step 1 are public and fiche D is not."""
    for letter in "ACI":
        make.FicheFactory(letter=letter)
    make.FicheFactory(letter="D", status="concept")
    make.FigureFactory(number=4, slug="vier")
    make.StepFactory(number=1, slug="een")
    return Mentions(addresses(), "/fiches/a/")


def test_a_mention_is_a_link_whatever_its_kind_and_its_case(mentions):
    assert mentions.line("Zie fiche C.") == 'Zie <a href="/fiches/c/">fiche C</a>.'
    assert mentions.line("Fiche I (zie figuur 4)") == (
        '<a href="/fiches/i/">Fiche I</a> (zie <a href="/wegwijzers/vier/">figuur 4</a>)'
    )
    assert mentions.line("tools bij stap\n1, samen") == 'tools bij <a href="/cyclus/een/">stap 1</a>, samen'


def test_of_a_list_each_is_a_link_that_says_what_it_is(mentions):
    assert mentions.line("in de fiches C, I en A") == (
        'in de <a href="/fiches/c/">fiches C</a>, <a href="/fiches/i/"><span class="visually-hidden">fiche </span>I</a>'
        " en A"
    )
    assert mentions.line("fiche C of fiche I").count("<a ") == 2


@pytest.mark.parametrize(
    "text",
    [
        "deze pagina: fiche A", "nog niet: fiche D", "onbekend: fiche Z, figuur 9 en stap 7", "fiches", "fiche",
        "fiche Cadeau", "fiche C-groep", "een fiche c", "stap 12", "stap 1-2-3", "stapC", "figuur C", "fiche 4",
    ],
)  # fmt: skip
def test_what_is_no_mention_or_not_there_stays_text(mentions, text):
    assert mentions.line(text) == text


def test_what_somebody_types_stays_text_around_a_mention(mentions):
    assert mentions.line('<b title="fiche C">fiche C & I</b>') == (
        '&lt;b title=&quot;<a href="/fiches/c/">fiche C</a>&quot;&gt;<a href="/fiches/c/">fiche C</a> &amp; I&lt;/b&gt;'
    )


def test_paragraphs_keep_their_mentions(mentions):
    assert mentions.prose("Eerst.\n\nDan fiche C.") == '<p>Eerst.</p>\n\n<p>Dan <a href="/fiches/c/">fiche C</a>.</p>'


def test_every_kind_of_text_of_a_fiche_links_what_it_mentions(db):
    for letter in "BCDEFG":
        make.FicheFactory(letter=letter)
    fiche = make.FicheFactory(letter="A", lead="Lees fiche B.")
    make.PassageFactory(fiche=fiche, text="Zie fiche C.", points="zie ook fiche D")
    make.PassageFactory(fiche=fiche, kind="getuigenis", title="", speaker="Een buur", text="Zoals in fiche E.")
    make.PlacementFactory(fiche=fiche, description="Hoort bij fiche F.")
    page = visit("/fiches/a/")
    assert [f"/fiches/{letter}/" for letter in "bcdef" if f"/fiches/{letter}/" not in links_to(page, "/fiches/")] == []
    assert "/fiches/g/" not in links_to(page, "/fiches/")


def test_every_kind_of_text_of_a_step_a_figure_and_the_background_links_what_it_mentions(db):
    for letter in "BCDE":
        make.FicheFactory(letter=letter)
    step = make.StepFactory(lead="Lees fiche B.")
    make.StepPassageFactory(step=step, text="Zie fiche C.", points="zie fiche D")
    make.PlacementFactory(step=step, description="Hoort bij fiche E.")
    figure = make.FigureFactory(number=8, intro="Uit fiche B.", note="Zie fiche C.")
    make.FigureRowFactory(figure=figure, text="Zie fiche D.", place="Fiche E")
    make.SectionFactory(page="toolbox", text="Zie fiche B.", points="zie fiche C")
    make.BuildingBlockFactory(text="Komt terug in fiche B.")
    expected = {
        step.get_absolute_url(): "bcde",
        figure.get_absolute_url(): "bcde",
        "/over/toolbox/": "bc",
        "/over/zorgzame-buurten/": "b",
    }
    for address, letters in expected.items():
        found = set(links_to(visit(address), "/fiches/"))
        assert {f"/fiches/{letter}/" for letter in letters} <= found, address


def test_no_page_is_linked_to_itself_and_withdrawing_a_fiche_takes_its_links_away(db):
    other = make.FicheFactory(letter="B")
    fiche = make.FicheFactory(letter="A")
    make.PassageFactory(fiche=fiche, text="Zie fiche B, en niet fiche A.")
    assert "/fiches/a/" not in links_to(visit("/fiches/a/"), "/fiches/")
    assert find_main(visit("/fiches/a/")).xpath("string(.//section[@class='finding']//a)") == "fiche B"
    other.status = "ingetrokken"
    other.save()
    page = visit("/fiches/a/")
    assert find_main(page).xpath(".//section[@class='finding']//a") == []
    assert "Zie fiche B, en niet fiche A." in main_text(page)


def test_every_mention_in_the_toolbox_is_a_link(toolbox, client):
    """As the source has them: on the pages of the fiches."""
    expected = {"c": ["b", "c"], "e": ["g"], "g": ["k"], "h": ["i"], "i": ["h"], "j": ["k"], "l": ["a"], "m": ["h"]}
    for letter, others in expected.items():
        main = find_main(client.get(f"/fiches/{letter}/"))
        linked = main.xpath(".//section[@class='finding']//p/a/@href | .//section[@class='finding']/ul//a/@href")
        assert {f"/fiches/{other}/" for other in others if other != letter} <= set(linked), letter
    assert "/wegwijzers/competenties/" in links_to(client.get("/fiches/h/"), "/wegwijzers/")
    assert "/wegwijzers/moeilijk-bereikbare-groepen/" in links_to(client.get("/fiches/c/"), "/wegwijzers/")
