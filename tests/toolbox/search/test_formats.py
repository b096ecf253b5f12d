"""The five groups of forms, and the icon of each form."""

from tests.page import find_main, visit
from toolbox.models import Format
from toolbox.public.jinja import icon
from toolbox.search.formats import GROUP_OF, GROUPS, ICONS, OTHER_ICON, look_of


def test_every_form_of_the_toolbox_is_in_one_group_and_has_an_icon_of_its_own(toolbox):
    forms = set(Format.objects.values_list("slug", flat=True))
    assert forms == ICONS.keys()
    assert sorted(slug for group in GROUPS for slug in group.icons) == sorted(forms)
    assert len(set(ICONS.values())) == len(forms)


def test_every_icon_can_be_drawn():
    drawn = {name: icon(name, 20) for name in (*ICONS.values(), OTHER_ICON)}
    assert [name for name, svg in drawn.items() if not svg.startswith("<svg")] == []


def test_a_tool_looks_like_its_first_form():
    assert look_of(["podcast", "video"]) == ("headphones", "luisteren")
    assert look_of(["aftelrijm"]) == look_of([]) == (OTHER_ICON, "")


def test_every_card_of_the_list_shows_its_form(toolbox):
    marks = [mark for mark in find_main(visit("/tools/")).iter("span") if "form-mark" in mark.get("class", "")]
    groups = [mark.get("class").removeprefix("form-mark form-") for mark in marks]
    assert len(marks) == 24 and set(groups) <= set(GROUP_OF.values())
    assert all(mark.find("svg").get("aria-hidden") == "true" for mark in marks)
