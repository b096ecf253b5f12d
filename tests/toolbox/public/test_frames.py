"""A template that is filled in as a text says what Django makes of it."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from toolbox.public.frames import as_format, filled, hole

FORMATS, FIELD = "toolbox/exports/_formats.html", "_partials/_copy_field.html"
ODD = ("a", "", "<b> & \"c\" 'd'", "{text} {{ text }} {0} %s", SafeString("<i>x</i>"), "\x00\ue000", "}{")


@pytest.mark.parametrize("text", ODD)
def test_text_comes_in_its_place_whatever_it_holds(text):
    values = {"id": "veld", "label": "Adres", "text": text, "button": "Kopieer"}
    for _ in range(2):
        assert filled(FIELD, **values) == render_to_string(FIELD, values)


def test_another_text_makes_no_other_frame_but_another_tuple_does():
    for start in ("?", "?q=a&b=c&"):
        for formats in ((("csv", "csv"),), (("csv", "csv"), ("json", "<json>"))):
            values = {"start": start, "formats": formats}
            assert filled(FORMATS, **values) == render_to_string(FORMATS, values)


def test_hole_is_filled_in_later():
    later = as_format(filled(FIELD, id="veld", label="{x}", text=hole("text"), button="Kopieer"))
    for text in ("een", "{twee}"):
        values = {"id": "veld", "label": "{x}", "text": text, "button": "Kopieer"}
        assert later.format(text=text) == render_to_string(FIELD, values)
