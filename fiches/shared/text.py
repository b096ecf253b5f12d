"""The door for text: whatever comes in, from a form, a sheet, a reader, a fixture or an address, is cleaned here.

The fields of fiches/shared/fields.py call it at every way in, so that nobody has to think of it.
"""

import re
import unicodedata

EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"  # what a joiner or a variation sign may hold together
# What nobody sees, but a comparison, a feed or a browser trips over: control, direction and filling signs, tags,
# private characters (the bullets of Word), halves of a character and numbers that are no character at all.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
    + f"]|(?<![{EMOJI}\ufe0e\ufe0f])\u200d|\u200d(?![{EMOJI}])|(?<![#*0-9©®{EMOJI}])[\ufe0e\ufe0f]"
)
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
SPACES = re.compile(r"[\s\u2800]+")  # all that Unicode calls a space, and the empty braille cell
EMPTY_LINES = re.compile("\n{3,}")
MOST_MARKS = 30  # of one letter, as in the text that Unicode calls safe for streams
HIDDEN_MARKS = "\u0f73\u0f75\u0f81\uff9e\uff9f"  # no marks by themselves, but they fall apart in marks
SIGNS = re.compile(rf"(?:[^\w\s]|[{HIDDEN_MARKS}]){{{MOST_MARKS + 1},}}")  # in which all marks are, but no letter
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Typed in many ways.
LOOKALIKES = str.maketrans(
    dict.fromkeys("‘’‚‛ʼˈ`´′‵ꞌ‹›❛❜", "'")
    | dict.fromkeys("“”„‟″‶˝ˮ«»〝〞❝❞", '"')
    | dict.fromkeys("‐‑‒–—―−⁃⸺⸻", "-")
    | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)


def clean_line(text):
    """`text` as one line: composed characters, nothing unseen, and one plain space where there was any space."""
    text = SPACES.sub(" ", _seen(text)).strip()
    return composed(text)


def clean_text(text):
    """`text` of more lines: each cleaned as one, ended by a line feed, with at most one empty line in between."""
    lines = map(clean_line, LINE_ENDS.split(_seen(text)))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_slug(text):
    """`text` as an address on this site: one line in small letters."""
    return clean_line(text).lower()


def composed(text, form="NFC"):
    """`text` with its letters composed in the Unicode `form`, and of a long run of accents the first `MOST_MARKS`.

    No script needs more, and to put the marks of one letter in order takes the square of their number.
    """
    if text.isascii():
        return text
    return SIGNS.sub(_few_marks, unicodedata.normalize(form, SIGNS.sub(_few_marks, text)))


def _few_marks(signs):
    kept, marks = [], 0
    for char in signs[0]:
        marks = marks + 1 if unicodedata.combining(char) or char in HIDDEN_MARKS else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _seen(text):
    """`text` without what is unseen; taking one away can leave another without its neighbour."""
    if text.isascii() and text.isprintable():
        return text  # as most is, and looking costs some 20 µs a line
    found = 1
    while found:
        text, found = UNSEEN.subn("", text)
    return text


def reading_key(name):
    """How `name` reads: the same for two names that differ in capitals, width, spaces, ligatures, or the kind of quotes
    and dashes. An accent makes another name."""
    name = composed(name.translate(LOOKALIKES), "NFKC")  # which makes an accent of what was typed as a quote
    key = clean_line(name.translate(LOOKALIKES)).replace("''", '"')
    return composed(composed(key.casefold(), "NFKC").casefold(), "NFKC")


def for_xml(text):
    """`text` without what XML cannot hold, for who writes what may have come in past this door."""
    return NOT_XML.sub("", text)
