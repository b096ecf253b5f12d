"""Text as it really comes in: from Word, a web page, a phone, somebody who tries something."""

from hypothesis import strategies as st

# {what comes in: what is kept of it on one line}
PASTED = {
    "Samen\x0beten": "Samen eten",  # Word's line end within a paragraph
    "Samen\r\neten": "Samen eten",
    "Samen\u2028eten": "Samen eten",
    " Samen \t  eten ": "Samen eten",
    "Samen\u00a0eten\u202f!": "Samen eten !",
    "Sa\u00admen e\u200bten\ufeff": "Samen eten",
    "\u202eSamen\u202c e\u2066t\u2069en": "Samen eten",
    "Samen\x00 \x07eten\x1b\x7f\x9f": "Samen eten",
    "\uf0b7 Samen eten": "Samen eten",  # the bullet of Word
    "Samen e\ud800ten\ufffe": "Samen eten",
    "Cafe\u0301": "Café",
    "e\u200b\u0301\u00e9n": "één",
    "Oma 👩\u200d👧 en ❤\ufe0f": "Oma 👩\u200d👧 en ❤\ufe0f",
    "a\u200d\ufe0fb": "ab",
    "\u3164\u2800\u115f": "",
}
# Two names that a person reads as the same.
SAME = [
    ("imec", "IMEC"),
    ("Écoutez", "ÉCOUTEZ"),
    ("’t Huis", "'t  huis"),
    ("Co-creatie", "co–creatie"),
    ("ﬁche", "FICHE"),
    ("ＡＢＣ", "abc"),
    ("Straße", "STRASSE"),
    ("“Thuis”", '"thuis"'),
    ("Thuis", "Thu\u200bis\u00a0"),
    ("Cafe\u0301", "café"),
    ("´t Huis", "'t Huis"),
    ("″Thuis″", "“Thuis”"),
    ("''Thuis''", "„Thuis”"),
    ("‹Thuis›", "'thuis'"),
    ("Cœur", "coeur"),
    ("Ĳsland", "ijsland"),
    ("Wijk⁃huis", "wijk-huis"),
]
OTHERS = [("Café", "Cafe"), ("Huis 1", "Huis 2"), ("Een thuis", "Eenthuis")]

SIGNS = "".join(PASTED) + "<>&\"'{}\\%#;,|=+-@_`$~^[]()!?.:/ éÉßıİﬁ日本🇧🇪"
texts = st.text(
    st.one_of(st.sampled_from(sorted(set(SIGNS))), st.characters(), st.sampled_from("abcdefghij ")), max_size=30
)
sent_texts = texts.map(lambda text: text.encode("utf-8", "ignore").decode())  # a browser sends no half characters
