"""What of a question may be kept, and how networks are held apart without knowing any of them."""

import re
from functools import cache
from hashlib import blake2b

from django.utils.crypto import salted_hmac

from fiches.shared.text import reading_key

LONGEST = 100  # characters of a question that is kept: who writes more, tells a story
MOST_DIGITS = 5  # a number of telephone or of the national register has more
GROUPS = 8  # of networks: so many share one that a group points at nobody
ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
END = " ?!.,;:"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
TITLES = frozenset("mevrouw mevr mvr mw meneer mijnheer menheer dhr heer juffrouw juf".split())
# Names that are words too: those are in the list of Dutch words, from which all other names were left out.
NAMES = frozenset(
    "adam bosmans bram cools dirk dries els frank gus gust griet hans iris jan jasmijn joke jozef kees klaas koen lou "
    "marc marjolein mark mats mia nel peter peters piet pol ria rik rob roos sara smet stevens thomas tuur visser "
    "wim wout wouters".split()
)
LENGTHS = ((1, "1 woord"), (3, "2 of 3 woorden"), (6, "4 tot 6 woorden"))
LONGER = "7 woorden of meer"


def normal(text):
    """A question as it is compared and kept: small letters, one space, no sign at its end; "" when it is too long."""
    text = reading_key(text[: 2 * LONGEST]).strip(END)
    return text if len(text) <= LONGEST else ""


def length_of(text):
    """How long a question is, in words: all that is counted of one that is not kept."""
    number = len(text.split())
    return next((name for most, name in LENGTHS if number <= most), LONGER)


def keepable(text, is_ordinary):
    """`text` as it may be kept, or "" when it may hold something of a person.

    `is_ordinary`: whether a word is Dutch or one that editors use; what is neither, may be a name.
    """
    if ADDRESS.search(text) or sum(char.isdigit() for char in text) > MOST_DIGITS:
        return ""
    words = WORD.findall(text)
    named = any(word.lower() in NAMES for word in words) or any(word.lower() in TITLES for word in words[:-1])
    shouts = text.isupper()
    capital = not shouts and any(word[0].isupper() and not word.isupper() for word in words[1:])
    if named or capital or not all(map(is_ordinary, words)):
        return ""
    return normal(text)


@cache
def _key(use):
    """A key of this installation, the same on each of its machines. It does not stand in the database."""
    return salted_hmac(f"toolbox.usage.{use}", "", algorithm="sha256").digest()


def mark_of(text):
    """What stands in the database for a question that waits."""
    return blake2b(text.encode(), key=_key("mark"), digest_size=16).hexdigest()


def group_of(text, network):
    """The group of `network` for this question, as a bit; 0 for an unknown network.

    Another one for each question: the groups of two questions say nothing of each other.
    """
    if not network:
        return 0
    return 1 << blake2b(f"{text}\n{network}".encode(), key=_key("groups"), digest_size=1).digest()[0] % GROUPS
