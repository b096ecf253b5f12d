"""What a reader may mean while typing: tools, themes, owners and target groups."""

from dataclasses import dataclass

from django.urls import reverse

from fiches.models import Fiche
from toolbox.models import Tool
from toolbox.models.search import Kind
from toolbox.search import MAX_LENGTH
from toolbox.search.language.analysis import clean, fold, tokens
from toolbox.search.question import parser, ranking

LEAST_LETTERS = 2
TOOLS, OTHERS = 5, 2


@dataclass(frozen=True)
class Suggestion:
    """One line under the search box."""

    kind: str
    label: str
    url: str


def words_of(text):
    """The folded words of `text`."""
    return [token.word for token in tokens(clean(text)[:MAX_LENGTH])]


def suggestions(text, catalogue):
    """The suggestions for a question that is being typed: none for less than `LEAST_LETTERS`."""
    text = clean(text)[:MAX_LENGTH]
    if len(text.strip()) < LEAST_LETTERS:
        return []
    question = parser.parse(text, catalogue.vocabulary)
    tools = ranking.rank(question, catalogue).first(TOOLS)
    fiches = ranking.rank(question, catalogue, Kind.FICHE).first(OTHERS)
    return [
        *_named("tool", Tool.objects.published().only("pk", "name", "slug"), tools),
        *_named("thema", Fiche.objects.published().only("pk", "letter", "title", "slug"), fiches),
        *_facet("eigenaar", "eigenaar", "eigenaars:detail", text, catalogue),
        *_facet("doelgroep", "doelgroep", "doelgroepen:detail", text, catalogue),
    ]


def _named(kind, queryset, ids):
    found = queryset.in_bulk(ids) if ids else {}
    return [Suggestion(kind, str(found[pk]), found[pk].get_absolute_url()) for pk in ids if pk in found]


def _facet(kind, param, page, text, catalogue):
    """The values of a facet of which a name has a word that begins as the text does."""
    typed = fold(text).strip()
    found = [
        option
        for option in catalogue.options[param].values()
        if any(f" {typed}" in f" {fold(name)}" for name in (option.label, *option.names))
    ]
    return [Suggestion(kind, option.label, reverse(page, args=[option.value])) for option in found[:OTHERS]]
