"""What of a question may be kept."""

import pytest

from tests import factories as make
from toolbox.search.catalogue import Catalogue
from toolbox.usage.questions import GROUPS, LONGEST, group_of, keepable, length_of, mark_of, normal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Eenzaam", "eenzaam"),
        ("  Hoe  begin ik\teraan? ", "hoe begin ik eraan"),
        ("caf\u0065\u0301", "café"),
        ("een\u200bzaam\x00", "eenzaam"),
        ("“burenhulp”…", '"burenhulp"'),
        ("?", ""),
        ("", ""),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), ""),
        ("x" * 1_000_000, ""),
    ],
)
def test_one_way_to_write_a_question(typed, kept):
    assert normal(typed) == kept


@pytest.fixture
def ordinary(db):
    make.ThesaurusGroupFactory(words="tiktok, sociale media")
    make.ToolFactory(owners=[make.OwnerFactory(name="Vanderhulst")], formats=[make.FormatFactory(name="Buntinx")])
    return Catalogue.current().vocabulary.is_ordinary


@pytest.mark.parametrize(
    "question",
    [
        "eenzaam",
        "Hoe bereik ik alleenstaande ouderen?",
        "HULP VOOR OUDEREN",
        "burenhulp voor 75-jarigen",
        "ontmoetingsplek in 2 talen",
        "tiktok",  # of the thesaurus
        "buntinx",  # of a filter
        "co-creatie",
        "ik ben alleen",
        "mantelzorg voor een mevrouw",
        "een huis voor een vrouw, een man, een kind, een hond en een kat",
        "eten met de bakker of de kok",
        "wandelen in het bos",
        "een gezin in armoede",
        "familie op bezoek (oma’s & opa’s)",
        "twee of drie buren, 5 euro",
        "tien vragen over de buurt",
        "op weg naar een plein met drie bomen",
        "vrienden en buurvrouwen helpen een grote familie",
        "vogels en een bloem in de buurt",
    ],
)
def test_question_of_plain_words_may_be_kept(ordinary, question):
    assert keepable(question, ordinary) == normal(question)


@pytest.mark.parametrize(
    "question",
    [
        "peeters",
        "hulp voor fatima",
        "vanderhulst",  # who made a tool may be a person
        "jan en de buren",
        "JAN PEETERS",
        "hulp voor Visser",
        "is de heer bos eenzaam",
        "mevrouw bakker heeft hulp nodig",
        "mijn buurvrouw Roosendaal",
        "bel 0478 12 34 56",
        "bel 0478123456",
        "+32 9 123 45",
        "85.07.30-033.61",
        "geboren op 30 7 1985",
        "hulp @ buurt",
        "an.peeters@example.org",
        "https://example.org/",
        "www.buurt.be",
        "x" * 101,
        # in other guises
        "nul vier zeven acht twaalf vierendertig zesenvijftig",
        "bel 047 acht twaalf drie",
        "０４７８１２３４５６",
        "⓪④⑦⑧ ①② ③④",
        "ⓑⓐⓚⓚⓔⓡ",
        "🇯🇦🇳",
        "𝐣𝐚𝐧 eenzaam",
        "реeters",  # with letters that are Russian
        "info apenstaartje buurt punt be",
        "huis punt be",
        "info [at] buurt",
        "burenhulp in de kerkstraat 12",
        "lawaai Grote Steenweg 4b",
        "auto 1-abc-234",
        "jan.bakker",
        "jan's moeder",
        "jan’s moeder",
        "jantje is alleen",
        "de buur van pietje",
        "sint-jan",
        "j.a.n",
        "dokter bos komt niet",
        "familie de wit",
        "ik heet bakker",
        "mijn naam is de wolf",
        "KIM IS EENZAAM",
        "wouter verstappen",  # both are words, or look like a compound of words
        "katleen",
        "koenraad zoekt hulp",
        "kaatje is alleen",
        "ján is eenzaam",
        "noël",
        "mévrouw bakker",
        "buurvrouw de wit",
        "mijn moeder heet bloem",
        "buurman toon",
        "kerkstraat twaalf",
        "oude kerkstraat nummer 5",
        "steenweg op gent 5",
    ],
)
def test_question_in_which_a_person_may_stand_is_not_kept(ordinary, question):
    assert keepable(question, ordinary) == ""


def test_length_is_all_that_is_told_of_another_one():
    assert [length_of("woord " * number) for number in (1, 2, 3, 4, 6, 7, 500)] == [
        "1 woord",
        "2 of 3 woorden",
        "2 of 3 woorden",
        "4 tot 6 woorden",
        "4 tot 6 woorden",
        "7 woorden of meer",
        "7 woorden of meer",
    ]


# Networks


def test_network_has_one_group_for_a_question_and_another_for_the_next():
    network = "203.0.113.0/24"
    assert group_of("eenzaam", network) == group_of("eenzaam", network)
    assert len({group_of(f"vraag {number}", network) for number in range(100)}) == GROUPS


def test_group_is_shared_by_many_networks():
    found = [group_of("eenzaam", f"10.{one}.{two}.0/24") for one in range(10) for two in range(100)]
    assert set(found) == {1 << number for number in range(GROUPS)}
    assert min(map(found.count, set(found))) > 50


def test_unknown_network_is_in_no_group():
    assert group_of("eenzaam", "") == 0


def test_mark_of_a_question_does_not_say_which_it_is():
    assert mark_of("eenzaam") == mark_of("eenzaam") != mark_of("eenzaam zijn")
    assert len(mark_of("eenzaam")) == 32
    assert "eenzaam" not in mark_of("eenzaam")
