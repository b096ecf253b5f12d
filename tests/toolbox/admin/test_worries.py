"""A worry at the desk: an editor changes what stands on its page, and pastes the address of a list."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests import factories as make
from tests.desk import change, fresh, page_of
from tests.page import add_row, errors, form_of, messages, visit
from toolbox.editorial.history import record
from toolbox.models import Revision, Worry


@pytest.fixture
def worry(db):
    make.ToolFactory(target_groups=[make.TargetGroupFactory(slug="ouderen")])
    make.FormatFactory(slug="video")  # no tool has it
    return make.WorryFactory(slug="ouderen", sentence="We bereiken oudere mensen niet")


def refused(desk, worry, **values):
    """What the form says by its fields when it is not saved."""
    page = page_of(worry)
    return errors(desk.post(page, form_of(desk.get(page)) | values))


def test_what_an_editor_saves_stands_on_the_page_at_once_and_in_the_history(desk, worry):
    passage, tool = make.PassageFactory(), make.ToolFactory()
    values = form_of(desk.get(page_of(worry)))
    values |= {"learned": "Ga langs.", "findings": [str(passage.pk)], "tools-TOTAL_FORMS": "0"}
    values = add_row(values, "tools", tool=str(tool.pk), reason="Omdat het helpt.", order="1")
    assert desk.post(page_of(worry), values).status_code == 302
    page = visit("/vragen/ouderen/").text
    for said in ("Ga langs.", passage.title, tool.name, "Omdat het helpt."):
        assert said in page
    assert Revision.objects.of(worry).first().user.username == "an"


def test_going_back_in_the_history_brings_back_the_tools_and_what_comes_next(worry, editor):
    make.WorryToolFactory(worry=worry)
    make.WorryNextFactory(worry=worry)
    record.record(worry, editor)
    worry.tools.all().delete()
    worry.onward.all().delete()
    record.revert(Revision.objects.of(worry).first(), editor)
    assert (fresh(worry).tools.count(), fresh(worry).onward.count()) == (1, 1)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("doelgroep=ouderen", "doelgroep=ouderen"),
        ("https://toolbox.be/tools/?q=&doelgroep=ouderen&sorteer=&pagina=2#resultaten", "doelgroep=ouderen"),
        ("", ""),
    ],
)
def test_of_a_pasted_address_only_the_filters_are_kept(desk, worry, pasted, kept):
    change(desk, worry, rest=pasted)
    assert fresh(worry).rest == kept


NO_LIST = ("rest", "Dit is geen lijst met filters. Open de lijst van tools, kies en kopieer.")


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("/tools/", NO_LIST),
        ("/tools/?pagina=2", NO_LIST),
        ("doelgroep=bestaat-niet", NO_LIST),
        ("vorm=video", ("rest", "Deze lijst is leeg. Haal een filter weg.")),
    ],
)
def test_list_that_no_visitor_would_use_is_refused(desk, worry, pasted, said):
    assert refused(desk, worry, rest=pasted) == [said]
    assert fresh(worry).rest == ""


def test_same_sentence_or_tool_twice_is_refused(desk, worry):
    make.WorryFactory(sentence="Bestaat al")
    assert refused(desk, worry, sentence="Bestaat al") == [("sentence", "Deze zin staat er al.")]
    tool = make.ToolFactory()
    rows = {"tools-TOTAL_FORMS": "2"}
    for number in range(2):
        rows |= {f"tools-{number}-tool": str(tool.pk), f"tools-{number}-reason": "Zo.", f"tools-{number}-order": "1"}
    assert ("", "Deze rij staat er twee keer. Verander er een of haal er een weg.") in refused(desk, worry, **rows)
    assert not worry.tools.exists()


def test_passages_are_named_with_the_page_where_they_stand(desk, worry):
    make.PassageFactory(fiche=make.FicheFactory(letter="C", title="Bereiken"), title="Ga waar mensen zijn")
    assert "C. Bereiken: Ga waar mensen zijn" in desk.get(page_of(worry)).text


def test_many_are_published_at_once(desk, worry):
    Worry.objects.update(status="concept")
    data = {"action": "publish", "_selected_action": [worry.pk]}
    response = desk.post("/admin/toolbox/worry/", data, follow=True)
    assert messages(response) == ["1 vraag gepubliceerd."]
    assert fresh(worry).is_public


def test_two_lists_with_findings_speak_dutch(desk):
    script = Path(finders.find("admin/js/SelectFilter2.js")).read_text()
    said = {one or other for one, other in re.findall(r"""[^n]gettext\((?:'([^']+)'|"([^"]+)")""", script)}
    words = json.loads(re.search(r"newcatalog = (\{.*?\n\s*\});", desk.get("/admin/jsi18n/").text, re.S)[1])
    assert {text: words.get(text) for text in said if words.get(text, text) == text} == {"Filter": "Filter"}
