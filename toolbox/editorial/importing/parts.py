"""The parts of an xlsx file: XML in a zip, read element by element, with bounds on size, number and time."""

import posixpath
import re
from xml.parsers import expat

from toolbox.editorial.importing.cells import text_of
from toolbox.editorial.importing.sheet import FileRefused

MAX_PART = 10 * 1024 * 1024  # bytes unpacked; a zipped part can hold far more than it weighs
MAX_STRINGS = 100_000
LONGEST_NAME = 31  # of a sheet
CHUNK = 64 * 1024
TOO_LARGE = "Dit bestand is te groot. Kopieer je rijen naar een nieuw, leeg bestand, of deel ze op."
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a character that XML cannot hold


class Package:
    """The parts in an opened zip, to be read before `deadline`."""

    def __init__(self, packed, deadline):
        self.packed, self.deadline = packed, deadline

    def read(self, path, part):
        """Give the elements of the XML at `path` to `part`, until that is done. Gives `part`."""
        if self.packed.getinfo(path).file_size > MAX_PART:
            raise FileRefused(TOO_LARGE)
        parser = _parser(part)
        with self.packed.open(path) as stream:
            while not part.done and (chunk := stream.read(CHUNK)):
                self.deadline.check()
                parser.Parse(chunk)
        if not part.done:
            parser.Parse(b"", True)
        return part

    def targets(self, path=""):
        """Where the part at `path` points: {id: (kind, path)}; without `path` the file as a whole."""
        folder, name = posixpath.split(path)
        relations = self.read(posixpath.join(folder, "_rels", f"{name}.rels"), Relations()).found
        return {
            id_: (kind, posixpath.normpath(posixpath.join("/", folder, target))[1:]) for id_, kind, target in relations
        }


def _parser(part):
    """A parser that tells `part` of each start, and of each end with the text since the last start."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts = []

    def start(name, attributes):
        texts.clear()
        part.start(name.rpartition(":")[2], attributes)

    def end(name):
        part.end(name.rpartition(":")[2], "".join(texts))
        texts.clear()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = _no_doctype  # nor the entities that it could hold
    return parser


def _no_doctype(*_):
    raise FileRefused("Dit is geen goed Excelbestand. Open het en bewaar het opnieuw als .xlsx.")


class Part:
    """What is read of one part."""

    done = False

    def start(self, name, attributes):
        """An element begins."""

    def end(self, name, text):
        """An element ends, with the text that stood in it after its last child."""


class Relations(Part):
    """Which other parts a part needs."""

    def __init__(self):
        self.found = []

    def start(self, name, attributes):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes["Id"], attributes["Type"].rpartition("/")[2], attributes["Target"]))


class Book(Part):
    """The names of the sheets, whether somebody sees them, and from when days are counted."""

    def __init__(self):
        self.sheets = []
        self.since_1904 = False

    def start(self, name, attributes):
        if name == "sheet":
            id_ = next(value for key, value in attributes.items() if key.endswith(":id"))
            self.sheets.append(
                (attributes["name"][:LONGEST_NAME], attributes.get("state", "visible") == "visible", id_)
            )
        elif name == "workbookPr":
            self.since_1904 = is_on(attributes.get("date1904"))


class RichText(Part):
    """Text in pieces, each with its own looks; not the reading aid that East Asian text has above it."""

    def __init__(self):
        self.pieces = []
        self.is_aid = False

    def start(self, name, attributes):
        if name == "rPh":
            self.is_aid = True

    def end(self, name, text):
        if name == "rPh":
            self.is_aid = False
        elif name == "t" and not self.is_aid:
            self.pieces.append(text)

    def taken(self):
        """The text since the last time."""
        text = unescaped("".join(self.pieces))
        self.pieces.clear()
        return text


class Strings(RichText):
    """The texts that cells point at."""

    def __init__(self):
        super().__init__()
        self.strings = []

    def end(self, name, text):
        super().end(name, text)
        if name == "si":
            if len(self.strings) == MAX_STRINGS:
                raise FileRefused(TOO_LARGE)
            self.strings.append(text_of(self.taken()))  # once, however many cells point at it


class Styles(Part):
    """The format of numbers of each style of a cell: its code, or its number where every workbook has it."""

    def __init__(self):
        self.codes, self.formats = {}, []
        self.is_of_cells = False

    def start(self, name, attributes):
        if name == "numFmt":
            self.codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "cellXfs":
            self.is_of_cells = True
        elif name == "xf" and self.is_of_cells:
            number = attributes.get("numFmtId", "0")
            self.formats.append(self.codes.get(number, int(number)))

    def end(self, name, text):
        if name == "cellXfs":
            self.is_of_cells = False


def unescaped(text):
    """`text` with the characters that XML cannot hold."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def is_on(value):
    """Whether an attribute says yes: Excel writes 1, LibreOffice true."""
    return value in {"1", "true"}
