"""What people run into, in their own words, each with the part of the tools list that helps.

An address is the query of an ordinary list. A test checks that each of them gives results.
"""

from itertools import islice
from pathlib import Path
from typing import NamedTuple

import yaml
from django.urls import reverse

from toolbox.search.suggest import LEAST_LETTERS, Suggestion, words_of

SUGGESTED = 3


class Sentence(NamedTuple):
    """Something a visitor may recognise, and the query of the list that fits it."""

    text: str
    query: str


class SentenceGroup(NamedTuple):
    """Sentences about the same thing."""

    title: str
    sentences: list


_read = yaml.safe_load((Path(__file__).parent / "startzinnen.yaml").read_text(encoding="utf-8"))
STARTING_SENTENCES = [
    SentenceGroup(group["titel"], [Sentence(one["zin"], one["adres"]) for one in group["zinnen"]]) for group in _read
]


def sentences_with(text):
    """The first sentences that have every word of `text`, or words that begin so, as Suggestions."""
    typed = words_of(text)
    if len("".join(typed)) < LEAST_LETTERS:
        return []
    found = (
        Suggestion("vraag", sentence.text, f"{reverse('toolbox:list')}?{sentence.query}")
        for group in STARTING_SENTENCES
        for sentence in group.sentences
        if all(any(word.startswith(start) for word in words_of(sentence.text)) for start in typed)
    )
    return list(islice(found, SUGGESTED))
