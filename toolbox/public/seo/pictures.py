"""Pictures of houses, made with Pillow: for links that are shared, and as the icon of the site.

They are drawn at twice the size and made smaller, so that slanting lines become smooth.
"""

import io
from functools import lru_cache

from font_source_sans_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

from toolbox import SITE_NAME
from toolbox.public.seo import GROUND

BOLD, REGULAR = font_files_ttf["SourceSansProBold"], font_files_ttf["SourceSansPro"]
WIDTH, HEIGHT, STREET = 1200, 630, 540
INK, PAVEMENT, ROOF, PLATE, DOOR, PANE = (
    "#2b241d", "#eadfc8", "#a4503a", "#fffaf0", "#4d6b54", "#f7fbfa",
)  # fmt: skip

# The colours of the fourteen fronts, as in the stylesheet.
FRONTS = {
    "A": "#db8469", "B": "#9eb38b", "C": "#86b2cc", "D": "#e4b572", "E": "#a6c4cd", "F": "#dc8c85", "G": "#b5be86",
    "H": "#e4bb9a", "I": "#77a4ca", "J": "#efe0b4", "K": "#e09269", "L": "#8daf93", "M": "#dd9ea2", "N": "#88bcc2",
}  # fmt: skip
TEXT_LEFT, TEXT_WIDTH, LINES = 520, 620, 4
SMOOTH = 2


@lru_cache(maxsize=64)
def fiche_picture(letter, title):
    """A PNG of 1200 x 630 with the house of a fiche and its title."""
    picture, draw = empty_street()
    draw_house(draw, (90, 110, 450, STREET), FRONTS.get(letter, FRONTS["A"]), letter)
    write(draw, title, SITE_NAME)
    return png(picture, (WIDTH, HEIGHT))


@lru_cache(maxsize=1)
def site_picture():
    """A PNG of 1200 x 630 with a piece of the street and the name of the site."""
    picture, draw = empty_street()
    for left, top, letter in ((40, 250, "B"), (184, 180, "A"), (328, 230, "C")):
        draw_house(draw, (left, top, left + 132, STREET), FRONTS[letter], "")
    write(draw, SITE_NAME, "Tools, thema’s en ervaringen van buurten")
    return png(picture, (WIDTH, HEIGHT))


@lru_cache(maxsize=4)
def icon(size):
    """A square PNG of a house, with the room around it that a rounded icon cuts off."""
    picture = Image.new("RGB", (100 * SMOOTH, 100 * SMOOTH), GROUND)
    draw_house(ImageDraw.Draw(picture), (25, 20, 75, 80), FRONTS["A"], "")
    return png(picture.resize((size * SMOOTH, size * SMOOTH)), (size, size))


def empty_street():
    """A new picture of ground and pavement, and what to draw on it with."""
    picture = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(scaled(0, STREET, WIDTH, HEIGHT), fill=PAVEMENT)
    return picture, draw


def scaled(*numbers):
    """Places in the picture as places in the larger drawing."""
    return [number * SMOOTH for number in numbers]


def draw_house(draw, box, front, letter):
    """A house in `box`: roof, front, windows, door, and above the door a plate with its letter."""
    left, top, right, bottom = box
    width, middle = right - left, (left + right) / 2
    eaves = top + width * 0.42
    draw.rectangle(scaled(left, eaves, right, bottom), fill=front)
    draw.polygon(scaled(left - width * 0.06, eaves, middle, top, right + width * 0.06, eaves), fill=ROOF)
    draw.rectangle(scaled(middle - width * 0.12, bottom - width * 0.34, middle + width * 0.12, bottom), fill=DOOR)
    for side in (left + width * 0.08, right - width * 0.27):
        draw.rectangle(scaled(side, eaves + width * 0.14, side + width * 0.19, eaves + width * 0.36), fill=PANE)
    if letter:
        plate, centre = width * 0.12, eaves + width * 0.26
        draw.ellipse(scaled(middle - plate, centre - plate, middle + plate, centre + plate), fill=PLATE)
        font = ImageFont.truetype(BOLD, round(plate * 1.4 * SMOOTH))
        draw.text(scaled(middle, centre), letter, font=font, fill=INK, anchor="mm")


def write(draw, title, line):
    """The title beside the houses, and a line on the pavement."""
    lines, font = fitted(draw, title)
    height = font.size / SMOOTH * 1.15
    top = 300 - height * len(lines) / 2
    for number, text in enumerate(lines):
        draw.text(scaled(TEXT_LEFT, top + number * height), text, font=font, fill=INK)
    draw.text(scaled(TEXT_LEFT, 563), line, font=ImageFont.truetype(REGULAR, 34 * SMOOTH), fill=INK)


def fitted(draw, title):
    """The title in lines of the largest letters with which it fits; a very long one is cut off."""
    for size in (84, 72, 60, 50):
        font = ImageFont.truetype(BOLD, size * SMOOTH)
        lines = wrapped(draw, title, font)
        if len(lines) <= LINES and all(fits(draw, line, font) for line in lines):
            return lines, font
    return [*lines[: LINES - 1], f"{lines[LINES - 1]} …"] if len(lines) > LINES else lines, font


def fits(draw, text, font):
    """Whether the text is no wider than the room for it."""
    return draw.textlength(text, font=font) <= TEXT_WIDTH * SMOOTH


def wrapped(draw, title, font):
    """The title in lines that fit, as far as its words do."""
    lines = []
    for word in title.split():
        if lines and fits(draw, f"{lines[-1]} {word}", font):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def png(picture, size):
    """The drawing at its size, as the bytes of a PNG with few colours: it holds only planes and letters."""
    file = io.BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).quantize(96).save(file, "PNG", optimize=True)
    return file.getvalue()
