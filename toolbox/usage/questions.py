"""What of a question may be kept, and how networks are held apart without knowing any of them."""

import re
import unicodedata
from functools import cache
from hashlib import blake2b
from itertools import pairwise

from django.utils.crypto import salted_hmac

from fiches.shared.text import reading_key

LONGEST = 100  # characters of a question that is kept: who writes more, tells a story
MOST_DIGITS = 5  # a number of telephone or of the national register has more
GROUPS = 8  # of networks: so many share one that a group points at nobody
UNITS = "één|twee|drie|vier|vijf|zes|zeven|acht|negen"
NUMBER = re.compile(  # written out; not “een”, which is mostly no number
    f"nul|{UNITS}|tien|elf|twaalf|(der|veer|vijf|zes|zeven|acht|negen)tien"
    f"|((een|{UNITS})[eë]n)?(twin|der|veer|vijf|zes|zeven|tach|negen)tig|honderd"
)
# Of mail, of a page, of a house; and the number on a car.
ADDRESS = re.compile(
    r"@|://|\bwww\.|apenstaart|\bpunt (be|com|eu|net|nl|org)\b"
    rf"|(straat|laan|lei|plein|dreef|weg|kaai)( op \w+)?( nr\.?| nummer)? (\d|({NUMBER.pattern})\b)"
    r"|\b\d[ -]?[a-z]{3}[ -]?\d{3}\b",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[\w\s.,;:!?'’‘\"“”„«»()/&+%€…–-]*")  # letters may also stand in a ring or a square, as signs
END = " ?!.,;:"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
PIECES = re.compile("['’.-]")
SMALLER = ("", "je", "tje", "ke")  # ends of a name that is made smaller: jantje
TITLES = frozenset("mevrouw mevr mvr mw meneer mijnheer menheer dhr heer juffrouw juf".split())
# Names that are words too: those are in the list of Dutch words, from which all other names were left out.
NAMES = frozenset(
    "abel adam alma amber anita axel aya barbara bas beatrijs beau benjamin bente bo bob bosmans bram briek cas chris "
    "cools daisy dekker demi dien dirk dolf dries eddy ellen els emir erna eva faas fleur flor frank gaston geert "
    "godelieve griet gunter gus gust hannes hans hendrik hoste iris jack jade jan jasmijn joel joep joke jonas "
    "jonathan jozef juan julienne juliette kaat karen katleen katrijn kees kelly kim klaas koen koenraad kris kuiper "
    "lander lex lieve lieven linde lou lut maarten madelief mara marc marina marjolein mark mats max maxim maxime "
    "meert mees merel mia miet mila mirte mulder nel nick noel omer ooms pascal peter peters piet pol puck rachel raf "
    "rani ria rik rob robert roos rowan rune sara schouten sem serge smet staf sten steven stevens sus thomas "
    "timmermans tinne tommy trien tuur valere visser wies wim wout wouter wouters zakaria".split()
)
# Names that are words so often, that only what stands before them tells: “dokter bos”, “ik heet de wit”.
AFTER_NAMED = frozenset(
    "backer bakker beer ben berg blauw bloem boer bollen bonte boon bos brouwer brouwers bruin claus constant elke "
    "engelen engels frans groen groot haan hond jet job keizer klein kok koning lange leen leeuw lies loos lot melis "
    "mol molen mortier neven pauw post prins proost put ridder rood rose schepers timmerman toon vink vissers "
    "vleugels voet vogel vogels vos wilde winter winters wit witte wolf zomer zomers zwart".split()
)
NAMED = frozenset(
    "bomma bompa broeder broer buurjongen buurman buurmeisje buurvrouw collega dochter dokter familie gezin heet "
    "heten juf meester moeder naam nonkel oma oom opa pastoor tante vader vriend vriendin zoon zus zuster".split()
)
BETWEEN = frozenset("de den der het is van".split())
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
    written, text = text, unicodedata.normalize("NFKC", text)  # 𝐣𝐚𝐧 reads as jan
    words = WORD.findall(text)
    if not words or not SIGNS.fullmatch(written) or ADDRESS.search(text) or digits_in(text, words) > MOST_DIGITS:
        return ""
    shouts = text.isupper()
    capital = not shouts and any(word[0].isupper() and not word.isupper() for word in words[1:])
    if capital or names_somebody(words) or not all(map(is_ordinary, words)):
        return ""
    return normal(written)


def digits_in(text, words):
    """How many digits there are, at least; a number that is written out is one."""
    return sum(char.isdigit() for char in text) + sum(bool(NUMBER.fullmatch(word.lower())) for word in words)


def plain(word):
    """A word in small letters without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))


def names_somebody(words):
    """Whether one of these words is a name, alone or by what stands before it."""
    words = list(map(plain, words))
    pieces = [PIECES.split(word) for word in words]
    initials = any(sum(len(piece) == 1 for piece in some) > 1 for some in pieces)
    known = any(piece.removesuffix(end) in NAMES for some in pieces for piece in some for end in SMALLER)
    telling = [word for word in words if word not in BETWEEN]
    after = any(one in NAMED and other in AFTER_NAMED for one, other in pairwise(telling))
    return initials or known or after or any(word in TITLES for word in words[:-1])


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
