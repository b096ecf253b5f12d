"""The icon of each form, and of one that an editor adds."""

from collections import Counter

from tests.page import find_main, visit
from toolbox.models import Format, FormatGroup
from toolbox.public.jinja import icon
from toolbox.search.form_icons import OF_FORM, OF_GROUP, OTHER, icon_of


def test_every_form_of_the_toolbox_has_a_group_and_an_icon_of_its_own(toolbox):
    groups = dict(Format.objects.values_list("slug", "group"))
    assert groups.keys() == OF_FORM.keys() and {*groups.values()} == {*FormatGroup.values}
    assert len({*OF_FORM.values(), *OF_GROUP.values(), OTHER}) == len(OF_FORM) + len(FormatGroup) + 1


def test_every_icon_can_be_drawn():
    drawn = {name: icon(name, 20) for name in (*OF_FORM.values(), *OF_GROUP.values(), OTHER)}
    assert [name for name, svg in drawn.items() if not svg.startswith("<svg")] == []


def test_form_that_an_editor_adds_has_the_icon_of_its_group():
    assert icon_of("podcast", "kijken") == "headphones"
    assert icon_of("hoorspel", "luisteren") == OF_GROUP["luisteren"]
    assert icon_of("aftelrijm") == icon_of() == OTHER


def test_every_card_of_the_list_shows_its_form(toolbox):
    marks = [mark for mark in find_main(visit("/tools/")).iter("span") if "form-mark" in mark.get("class", "")]
    groups = Counter(mark.get("class").removeprefix("form-mark form-") for mark in marks)
    assert groups.total() == 24 and groups.keys() <= {*FormatGroup.values}
    assert all(mark.find("svg").get("aria-hidden") == "true" for mark in marks)
