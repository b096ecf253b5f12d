"""A selection as an address: the slugs of its entries with dots between. A fiche has "fiche-" before its slug."""

import re

from toolbox.models.tool import FICHE

MAX_ENTRIES = 60
SEPARATOR = "."
BETWEEN = re.compile(r"[.,\s\x00-\x1f\x7f]+")  # a control character is in no slug, and PostgreSQL refuses a NUL


class Keys(list):
    """The keys in an address, each once and at most `MAX_ENTRIES`.

    `left_out` counts those beyond, `doubled` says whether some stood there more than once.
    """

    left_out = 0
    doubled = False


def keys_in(texts):
    """The keys in the values of an address parameter, that may stand there several times. A bracket or a quote of the
    sentence around the address, behind the last one, is no part of it."""
    said = [key.lower() for text in texts for key in map(_without_end, BETWEEN.split(text)) if key]
    found = list(dict.fromkeys(said))
    keys = Keys(found[:MAX_ENTRIES])
    keys.left_out = len(found) - len(keys)
    keys.doubled = len(said) > len(found)
    return keys


def _without_end(key):
    """`key` up to its last letter or digit."""
    last = next((place for place in range(len(key), 0, -1) if key[place - 1].isalnum()), 0)
    return key[:last]


def joined(keys):
    """Keys as the value of an address parameter."""
    return SEPARATOR.join(keys)


def key_of(item):
    """The key of a tool or a fiche."""
    return f"{FICHE}{item.slug}" if hasattr(item, "letter") else item.slug
