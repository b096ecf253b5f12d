"""A selection as an address: the slugs of its entries with dots between. A fiche has "fiche-" before its slug."""

import re

MAX_ENTRIES = 60
SEPARATOR = "."
FICHE = "fiche-"
SHOWN = 60  # characters of an unknown entry that a page repeats
BETWEEN = re.compile(r"[.,\s\x00-\x1f\x7f]+")  # a control character is in no slug, and PostgreSQL refuses a NUL


class Keys(list):
    """The keys in an address, each once and at most `MAX_ENTRIES`; `left_out` counts those beyond."""

    left_out = 0


def keys_in(texts):
    """The keys in the values of an address parameter, that may stand there several times."""
    found = list(dict.fromkeys(key.lower() for text in texts for key in BETWEEN.split(text) if key))
    keys = Keys(found[:MAX_ENTRIES])
    keys.left_out = len(found) - len(keys)
    return keys


def joined(keys):
    """Keys as the value of an address parameter."""
    return SEPARATOR.join(keys)


def key_of(item):
    """The key of a tool or a fiche."""
    return f"{FICHE}{item.slug}" if hasattr(item, "letter") else item.slug
