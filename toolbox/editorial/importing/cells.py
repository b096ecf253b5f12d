"""One cell: its text the way an editor types it, and what a program did to it without being asked."""

import re
from datetime import date, datetime

from fiches.shared.text import clean_text, composed

SEPARATOR = "\n"  # between the values of one cell: the only sign that none of them can hold
MAX_TEXT = 50_000  # characters in one cell; what Google Sheets holds, and no text of ours comes near
CUT_AT = 32_767  # characters; Excel drops the rest of a longer text without a word

# The kinds of column that take what a program made of typed text.
NUMBER, DAY, TIME, YES_NO = "getal", "datum", "tijdstip", "ja of nee"

BAD_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
NEVER_STORED = re.compile(r"[\x00\ud800-\udfff]")  # what PostgreSQL or UTF-8 cannot hold at all
# What é, ’ or € turn into when a program reads UTF-8 as what Windows, a Mac or DOS used to write.
MISREAD = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u2122]|â(?:€|\u0080)|Â[\u00a0-\u00bf]|√[©®´™Ø∂º†ß¥°≥±…]|‚Ä[ôòúùìî¶]|[├┬]|ï¿½|ï»¿|Ă[©¨«§ˇ®»]"
)
# In English, Dutch and French Excel, in LibreOffice, in Google Sheets; a row of # is a number in too narrow a column.
ERROR = re.compile(
    r"#(NULL|LEEG|NUL|DIV/0|DEEL/0|VALUE|WAARDE|VALEUR|REF|VERW|NUM|GETAL|NOMBRE|SPILL|OVERLOOP|CALC|BEREKENEN|FIELD|VELD"
    r"|BLOCKED|GEBLOKKEERD|CONNECT|UNKNOWN|ONBEKEND|BUSY|BEZET|EXTERNAL|PYTHON|ERROR|FOUT)!"
    r"|#(NAME|NAAM|NOM)\?|#N/[AB]|#GETTING_DATA|#GEGEVENS_OPHALEN|#{3,}|(Err|Fout):\d{3}"
    r"|(Loading|Laden|Bezig met laden)\.{3}"
)
TYPE_AGAIN = "Zet de opmaak van de cel op Tekst en typ opnieuw wat er moet staan."


class BadCell(str):
    """The text of a cell that cannot be used, and `why`. A column of the kind `fits` takes it all the same."""

    def __new__(cls, text, why="", fits=""):
        cell = super().__new__(cls, text)
        cell.why, cell.fits = why, fits
        return cell


def plain(value):
    """A value as one text: as an editor types it, and as cells are compared."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return composed(str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def text_of(value):
    """A value from a file as text, or a BadCell where that text is not what somebody typed."""
    if isinstance(value, BadCell):
        return value
    if isinstance(value, str) and (why := _too_long(value)):
        return BadCell(value[:MAX_TEXT], why)
    text = plain(value)
    if BAD_CHARACTERS.search(text):
        return BadCell(text, "Er staan tekens in die geen letters zijn. Typ de tekst opnieuw.")
    if MISREAD.search(text):
        return BadCell(text, f"Letters met accenten zijn stuk (“{text[:40]}”). Bewaar het bestand als xlsx of UTF-8.")
    if ERROR.fullmatch(text):
        return BadCell(text, f"Er staat een fout van Excel: {text}.")
    return clean_text(text)


def _too_long(text):
    if len(text) == CUT_AT or (len(text) > CUT_AT // 2 and len(text.encode("utf-16-le", "replace")) == 2 * CUT_AT):
        return "Deze tekst is afgeknipt: Excel houdt 32.767 tekens in één cel. Pas hem aan in de redactie."
    return "Deze tekst is te lang voor een rekenblad. Pas hem aan in de redactie." if len(text) > MAX_TEXT else ""


def formula(text):
    """A formula, which is refused."""
    return BadCell(text[:MAX_TEXT], f"Er staat een formule ({text[:40]}). Zet er de tekst zelf.")


def made_of_it(kind, text):
    """What a program made of typed text: right in a column of that `kind`, a guess in any other."""
    lost = " Wat er getypt is, zoals een nul vooraan, weten we niet meer." if kind == NUMBER else ""
    return BadCell(text, f"Het rekenblad maakte hier een {kind} van ({text[:40]}).{lost} {TYPE_AGAIN}", kind)


def damage(old, new):
    """What a program did to the text `old` when it wrote `new`, or "" when somebody else can have changed it."""
    if new == old.lstrip("0+") and new.isdecimal():
        return f"Het rekenblad liet tekens vooraan weg: hier staat nu “{old[:40]}”. {TYPE_AGAIN}"
    if "?" in new and new in {old.encode(charset, "replace").decode(charset) for charset in ("ascii", "cp1252")}:
        return "Letters zijn vraagtekens geworden. Bewaar het bestand als xlsx of UTF-8."
    return ""
