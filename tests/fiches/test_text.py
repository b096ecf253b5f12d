"""The door for text, and the fields that let nothing past it."""

import time

import pytest
from django.apps import apps
from django.db import models
from hypothesis import example, given

from fiches.shared.fields import CleanedField, NameKey
from fiches.shared.text import MOST_MARKS, clean_line, clean_text, for_xml, reading_key
from tests import nasty

# Made by the site itself, of what passed the door already.
BY_THE_SITE = {
    *("CatalogueVersion", "Change", "Document", "IndexState", "MailSlip", "Preview", "ReportThrottle", "Revision"),
    *("SignInAttempt", "UsageCount", "WaitingQuestion"),
}
OURS = [model for app in ("fiches", "buurtanalyse", "toolbox") for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize(("text", "kept"), nasty.PASTED.items())
def test_line_is_what_somebody_sees_of_it(text, kept):
    assert clean_line(text) == kept


def test_text_keeps_its_lines_and_paragraphs():
    text = "  Een \x0btwee\r\ndrie\u2028vier\x85\n \n\n\u200b\n\tvijf\x00  zes \r"
    assert clean_text(text) == "Een\ntwee\ndrie\nvier\n\nvijf zes"


@pytest.mark.parametrize(("one", "other"), nasty.SAME)
def test_names_that_read_the_same_have_one_key(one, other):
    assert reading_key(one) == reading_key(other)


@pytest.mark.parametrize(("one", "other"), nasty.OTHERS)
def test_names_that_read_otherwise_have_two_keys(one, other):
    assert reading_key(one) != reading_key(other)


@given(nasty.texts)
@example("\u200d\u200d❤\ufe0f\ufe0f")
@example("\u0345\u1fb3\u03b1")
def test_what_is_clean_stays_as_it_is(text):
    line, lines, key = clean_line(text), clean_text(text), reading_key(text)
    assert (clean_line(line), clean_text(lines), reading_key(key)) == (line, lines, key)
    assert (clean_text(line), for_xml(lines), reading_key(line)) == (line, lines, key)
    assert lines.encode().decode() == lines


@pytest.mark.parametrize("pile", ["\u0301\u0316", "\u0344", "\u0f73", "\uff9e\u0334"])
def test_pile_of_accents_keeps_a_few_and_costs_no_time(pile):
    text = f"a{pile * 30_000}b"
    started = time.monotonic()
    line, key = clean_line(text), reading_key(text)
    assert time.monotonic() - started < 1
    assert max(len(line), len(key)) <= MOST_MARKS + 2
    assert (clean_line(line), reading_key(key), reading_key(line)) == (line, key, key)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_text_that_people_write_passes_the_door(model):
    texts = [field for field in model._meta.fields if isinstance(field, models.CharField | models.TextField)]
    written = [field for field in texts if field.editable and not field.choices]
    past_it = [field.name for field in written if not isinstance(field, CleanedField)]
    sheet_name = ["sheet"] if model.__name__ == "ImportFile" else []
    assert past_it == sheet_name or model.__name__ in BY_THE_SITE


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_name_that_must_be_unique_is_so_as_it_reads(model):
    fields = model._meta.fields
    keys = {field.named for field in fields if isinstance(field, NameKey)}
    unique = {f.name for f in fields if isinstance(f, models.CharField) and f.unique and f.editable}
    addresses = {f.name for f in fields if isinstance(f, models.SlugField | models.URLField)}
    assert unique <= addresses | {"letter"} or model.__name__ in BY_THE_SITE
    assert not keys & unique
