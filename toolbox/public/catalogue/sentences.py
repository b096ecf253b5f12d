"""What people run into, in their own words, each with the part of the tools list that helps.

An address is the query of an ordinary list. A test checks that each of them gives results.
"""

from pathlib import Path
from typing import NamedTuple

import yaml


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
