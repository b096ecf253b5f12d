"""What a word is: the same for text and for question, whatever is thrown at it."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy

from toolbox.search.catalogue import Catalogue
from toolbox.search.language import analysis, lexicon, typos
from toolbox.search.language.analysis import MAX_WORD, Analyser, clean, fold, tokens

ANALYSER = Analyser({})


def keys(text):
    return [ANALYSER.key(token.word) for token in tokens(clean(text))]


@given(st.text(max_size=300))
def test_tokens_point_at_their_own_text(text):
    text = clean(text)
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert 0 < len(token.word) <= MAX_WORD


@given(st.text(max_size=300))
def test_analysis_is_the_same_for_capitals_and_spaces(text):
    text = clean(text)
    assert keys(text) == keys(f"  {text}\n")
    assert [key for key in keys(fold(text)) if key.isascii()] == [key for key in keys(text) if key.isascii()]


@given(st.text(max_size=60))
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Cœur", "coeur"), ("Ærø", "aero"), ("Ĳsland", "ijsland"), ("Łódź", "lodz"), ("ﬁets", "fiets")],
)
def test_ligature_is_its_two_letters(written, typed):
    assert keys(written) == keys(typed)


@given(st.text(alphabet="abcdefghijklmnoprstuvwz", max_size=45))
def test_parts_of_a_compound_make_the_compound(word):
    parts = lexicon.split(word)
    assert parts[0] == word[: len(parts[0])]
    assert parts[-1] == word[len(word) - len(parts[-1]) :]
    assert sum(map(len, parts)) <= len(word)


WORDS = dict.fromkeys("samenwerking vrijwilliger contact bureau discriminatie centen 2022".split(), "")
SOUNDS = {sound: " ".join(word for word in WORDS if typos.sound(word) == sound) for sound in map(typos.sound, WORDS)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("samenwreking", "samenwerking"),  # two letters swapped
        ("vrijwiliger", "vrijwilliger"),  # one for two
        ("samenwerkking", "samenwerking"),  # two for one
        ("diskriminatie", "discriminatie"),  # by ear
        ("kontakt", "contact"),
        ("buro", "bureau"),
        ("sente", "centen"),  # as it is spoken: without the n
    ],
)
def test_typing_error_is_known(typed, meant):
    assert typos.alike(typed, WORDS, SOUNDS) == [meant]


@pytest.mark.parametrize("typed", ["con", "contact", "2021", "laadpaal", "xyzzyxyzzy"])
def test_what_is_no_typing_error_means_nothing_else(typed):
    assert typos.alike(typed, WORDS, SOUNDS) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("samnwreking", ["samenwerking"]), ("kontcat", ["contact"]), ("conct", [])]
)
def test_two_letters_may_be_wrong_in_a_long_word(typed, meant):
    assert typos.further(typed, WORDS) == meant


@pytest.mark.parametrize(
    "forms",
    ["vrijwilliger vrijwilligers Vrijwilligers VRIJWILLIGERS", "huis huizen huisje", "ontmoeting ontmoetingen",
     "enchanté enchante ENCHANTÉ", "co-creatie cocreatie co‑creatie", "foto foto's foto’s", "filmpje filmpjes film",
     "kind kinderen", "initiatief initiatieven", "enquête enquêtes enquetes enquêtetje", "café cafés cafe cafeetje",
     "babbelcafé babbelcafés babbelcafeetjes", "reünie reünies", "coördinator coördinatoren coordinatoren",
     "wijkcomité wijkcomités", "idee ideeën ideetje", "cliënt cliënten cliëntje"],
)  # fmt: skip
def test_forms_of_a_word_share_a_key(forms):
    assert len({key for form in forms.split() for key in keys(form)}) == 1


COMPOUNDS = {
    "buurtrestaurant": "buurt restaurant", "buddywerking": "buddy werking", "woonzorgcentrum": "woon zorg centrum",
    "vrijwilligersbeleid": "vrijwilligers beleid", "stappenplan": "stappen plan", "wijkbevraging": "wijk bevraging",
    "kinderparticipatie": "kind participatie", "tienerparticipatie": "tiener participatie",
    "ouderparticipatie": "ouder participatie", "opvolgen": "opvolgen", "vergadering": "vergadering",
    "mensen": "mensen", "a" * 500: "a" * 500,
}  # fmt: skip


@pytest.mark.parametrize("word", COMPOUNDS)
def test_compound_is_split_where_a_reader_would(word):
    assert lexicon.split(word) == tuple(COMPOUNDS[word].split())


def test_word_form_of_an_editor_comes_before_the_rules():
    assert Analyser({"ouderen": "oudere"}).key("ouderen") == "oudere"


def test_packed_dictionary_gives_the_lemmas_of_the_whole_one(toolbox):
    """Word by word: every word of the toolbox, and one in fifty of all Dutch words that we know."""
    whole = Lemmatizer(lemmatization_strategy=DefaultStrategy())
    words = {*Catalogue.current().memory.inverted.words, *islice(lexicon._words().iterkeys(), 0, None, 50)}
    assert len(words) > 7_000
    packed = analysis._lemmatizer()
    differ = {word for word in words if packed.lemmatize(word, "nl") != whole.lemmatize(word, "nl")}
    assert differ == set()
