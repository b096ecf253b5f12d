"""Bad input at the editors' desk: a Dutch message where the editor is, the form as it was typed, nothing saved."""

import pytest
from django.apps import apps

from fiches.models import Fiche
from tests import factories as make
from tests.desk import page_of
from tests.page import add_row, errors, form_of
from toolbox.models import Citation, Link, Placement, Tool
from toolbox.models.search import Document

ADD = "/admin/toolbox/tool/add/"
SLUG = "Gebruik alleen letters, cijfers en streepjes, zonder spaties of accenten."
TWICE = ("", "Deze rij staat er twee keer. Verander er een of haal er een weg.")
PLACE = "Kies één plaats: een fiche, een stap of de hele cyclus."
SPEAKER = "Zeg wie spreekt, bv. “medewerker van een wijkgezondheidscentrum”."


def refused(desk, address, values):
    """Send a form that should be refused; gives the messages by the fields, and checks that nothing typed is lost."""
    response = desk.post(address, values)
    assert response.status_code == 200
    again = form_of(response)
    typed = {name: value for name, value in values.items() if value and not name.endswith("_FORMS")}
    kept = {name: again.get(name) for name in typed}
    assert {name: as_sent(value) for name, value in kept.items()} == {n: as_sent(v) for n, v in typed.items()}
    return errors(response)


def as_sent(value):
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def new_tool(desk, **values):
    fields = {"status": "concept", "name": "Buurtkoffer", "slug": "buurtkoffer", "summary": "Koffer met spelen."}
    return form_of(desk.get(ADD)) | fields | values


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Bestaat al"}, ("name", "Er is al een tool met deze naam.")),
        ({"slug": "bestaat-al"}, ("slug", "Er is al een tool met dit adres.")),
        ({"slug": "buurt koffer"}, ("slug", SLUG)),
        ({"slug": "buurtkoffér"}, ("slug", SLUG)),
        ({"name": ""}, ("name", "Dit veld is verplicht.")),
        ({"summary": ""}, ("summary", "Dit veld is verplicht.")),
    ],
)  # fmt: skip
def test_tool_with_a_wrong_field(desk, fields, expected):
    make.ToolFactory(name="Bestaat al", slug="bestaat-al")
    values = add_row(new_tool(desk, **fields), "links", url="https://voorbeeld.be/")

    assert refused(desk, ADD, values) == [expected]
    assert [tool.slug for tool in Tool.objects.all()] == ["bestaat-al"]


def places(*rows, **shared):
    return [{"description": "Wat het biedt."} | shared | row for row in rows]


# What goes wrong in the rows of a new tool: their table, how to make them, where the message stands and what it says.
WRONG_ROWS = {
    "a place in a fiche and a step": (
        "placements",
        lambda: places({"fiche": make.FicheFactory().pk, "step": make.StepFactory().pk}),
        ("placements-0-step", f"{PLACE} Staat de tool ook ergens anders, voeg dan nog een plaats toe."),
    ),
    "a place nowhere": ("placements", lambda: places({}), ("placements-0-fiche", PLACE)),
    "an order that is taken": (
        "placements",
        lambda: places({"fiche": make.PlacementFactory(order=3, tool__name="Eerste tool").fiche.pk, "order": "3"}),
        ("placements-0-order", "Nummer 3 is hier al van “Eerste tool”. Kies een ander of laat dit leeg: achteraan."),
    ),
    "the same order twice": (
        "placements",
        lambda: places({"heading": "Spelen"}, {"heading": "Praten"}, fiche=make.FicheFactory().pk, order="1"),
        ("placements-1-order", "Dit nummer staat hier twee keer op deze plaats."),
    ),
    "the whole cycle twice": (
        "placements",
        lambda: places({}, {}, whole_cycle="on"),
        ("placements-1-whole_cycle", "Deze tool staat al bij de hele cyclus."),
    ),
    "a link twice": (
        "links",
        lambda: [{"url": "https://voorbeeld.be/"}] * 2,
        ("links-1-url", "Deze link staat er al."),
    ),
    "a general citation twice": (
        "citations",
        lambda: [{"reference": make.ReferenceFactory().pk}] * 2,
        ("citations-1-reference", "Deze bronvermelding staat er al."),
    ),
    **{
        f"the link {url}": (
            "links",
            lambda url=url: [{"url": url}],
            ("links-0-url", "Dit is geen geldig webadres. Kopieer het uit je browser: het begint met https://."),
        )
        for url in ["voorbeeld", "https://", "http:/voorbeeld.be", "javascript:alert(1)", "https://a b.be"]
    },
}


@pytest.mark.parametrize(("table", "rows", "expected"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_tool_with_a_wrong_row(desk, table, rows, expected):
    values = new_tool(desk)
    for row in rows():
        add_row(values, table, **row)
    before = stored()

    assert refused(desk, ADD, values) == [expected]
    assert stored() == before


def stored():
    return [list(model.objects.values()) for model in (Tool, Placement, Link, Citation)]


def test_more_rows_than_anybody_has_are_not_even_made(desk):
    values = form_of(desk.get(ADD)) | {"status": "concept", "name": "Buurtkoffer", "slug": "a", "summary": "x"}
    answer = desk.post(ADD, values | {"placements-TOTAL_FORMS": "99999"})
    assert ("", "Er mogen hoogstens 100 rijen staan. Haal er enkele weg.") in errors(answer)
    assert answer.text.count('name="placements-') < 100 * 15
    assert not Tool.objects.exists()


def test_the_same_order_at_another_place_is_fine(desk):
    make.PlacementFactory(order=3)
    values = add_row(new_tool(desk), "placements", fiche=make.FicheFactory().pk, order="3", description="Wat.")

    desk.post(ADD, values)

    assert Placement.objects.filter(order=3).count() == 2


def test_the_same_place_and_heading_twice(desk):
    placement = make.PlacementFactory(heading="Spelen")
    address = page_of(placement.tool)
    row = {"fiche": placement.fiche.pk, "heading": "Spelen", "description": "Nog eens."}
    values = add_row(form_of(desk.get(address)), "placements", **row)

    assert refused(desk, address, values) == [("", "Twee rijen hebben hetzelfde bij: fiche, kop."), TWICE]
    assert list(Placement.objects.all()) == [placement]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"kind": "getuigenis", "title": "Titel"}, ("speaker", SPEAKER)),
        ({"kind": "bevinding", "speaker": "Iemand"}, ("title", "Geef een titel: een korte zin die het punt zegt.")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("factory", [make.FicheFactory, make.StepFactory])
def test_a_passage_without_speaker_or_title(desk, factory, row, expected):
    address = page_of(factory())
    values = add_row(form_of(desk.get(address)), "passages", order="1", text="Wat er gezegd wordt.", **row)

    assert refused(desk, address, values) == [(f"passages-0-{expected[0]}", expected[1])]


@pytest.mark.parametrize("factory", [make.FicheFactory, make.StepFactory])
def test_a_finding_and_a_testimony_with_the_same_order(desk, factory):
    parent = factory()
    address = page_of(parent)
    values = form_of(desk.get(address))
    add_row(values, "passages", order="1", kind="bevinding", title="Er zijn", text="Wees er.")
    add_row(values, "passages", order="1", kind="getuigenis", speaker="Een buur", text="Hij was er.")

    assert refused(desk, address, values) == [("", "Twee rijen hebben hetzelfde bij: volgorde."), TWICE]
    assert not parent.passages.exists()


NO_KEYS = ["kaart", "-1", "1.5", "٣", "9" * 18, "9" * 30, "\x00"]


@pytest.mark.parametrize("value", NO_KEYS)
@pytest.mark.parametrize(
    ("address", "field"),
    [
        (ADD, "successor"),
        (ADD, "owners"),
        (ADD, "formats"),
        ("/admin/toolbox/erratum/add/", "step"),
        ("/admin/toolbox/placement/add/", "tool"),
        ("/admin/toolbox/targetgroup/add/", "unreached_group"),
    ],
)
def test_a_choice_that_is_no_entry(desk, address, field, value):
    response = desk.post(address, form_of(desk.get(address)) | {field: value})

    assert field in [name for name, _ in errors(response)]


@pytest.mark.parametrize("value", NO_KEYS)
def test_a_source_that_is_no_entry(desk, value):
    response = desk.post(ADD, add_row(new_tool(desk), "citations", reference=value))

    assert [field for field, _ in errors(response)] == ["citations-0-reference"]
    assert not Tool.objects.exists()


def rows_of(form):
    """The rows of a form that one may have said twice: {prefix: how many there are}."""
    return {
        name.removesuffix("-INITIAL_FORMS"): int(value)
        for name, value in form.items()
        if name.endswith("-INITIAL_FORMS") and int(value) > 1
    }


ROWS = {
    "fiches/fiche": ["passages", "read_on"],
    "fiches/figure": ["rows"],
    "buurtanalyse/step": ["passages", "step_fiches"],
    "buurtanalyse/readingguide": ["entries"],
    "toolbox/worry": ["tools", "onward"],
    "toolbox/tool": ["placements", "links"],
}


@pytest.fixture
def opened(desk, toolbox, request):
    """An entry of a kind, that has the most rows: (its page, its form)."""
    model = apps.get_model(request.param.replace("/", "."))
    entry = max(
        model.objects.all(), key=lambda entry: sum(getattr(entry, name).count() for name in ROWS[request.param])
    )
    url = page_of(entry)
    return url, form_of(desk.get(url))


kinds = pytest.mark.parametrize("opened", ROWS, indirect=True)


@kinds
def test_row_that_lost_its_number_is_refused_or_new(desk, opened):
    url, form = opened
    for prefix in rows_of(form):
        for number in ("x", "9" * 30):
            assert desk.post(url, form | {f"{prefix}-0-id": number}).status_code in (200, 302), (prefix, number)


@kinds
def test_two_rows_change_places(desk, opened):
    url, form = opened
    swapped = 0
    for prefix in rows_of(form):
        names = {name.removeprefix(f"{prefix}-0-") for name in form if name.startswith(f"{prefix}-0-")}
        for name in names - {"id", "DELETE"}:
            one, two = f"{prefix}-0-{name}", f"{prefix}-1-{name}"
            if form.get(one) != form.get(two):
                changes = {one: form.get(two, ""), two: form.get(one, "")}
                answer = desk.post(url, form | changes)
                if answer.status_code == 200:  # not every field can say what another row says
                    assert errors(answer), (prefix, name)
                    continue
                swapped += 1
                form = form_of(desk.get(url))
                assert answer.status_code == 302
                assert sorted(map(str, [form.get(one, ""), form.get(two, "")])) == sorted(map(str, changes.values())), (
                    prefix,
                    name,
                )
    assert swapped
    assert not Document.objects.filter(object_id__lt=0).exists()


def test_row_takes_over_what_a_row_that_goes_said(desk, toolbox):
    fiche = Fiche.objects.get(letter="D")
    url = page_of(fiche)
    form = form_of(desk.get(url))
    going = {"passages-1-DELETE": "on", "passages-0-order": form["passages-1-order"]}
    before = list(fiche.passages.values_list("pk", flat=True))
    assert desk.post(url, form | going).status_code == 302
    assert set(before) - set(fiche.passages.values_list("pk", flat=True)) == {int(form["passages-1-id"])}


def test_row_that_another_editor_put_there_is_said_to_be_there(desk, db):
    worry, next_one = make.WorryFactory(), make.WorryFactory()
    url = page_of(worry)
    form = add_row(form_of(desk.get(url)), "onward", next=next_one.pk, order="1")
    worry.onward.create(next=next_one, order=2)
    again = desk.post(url, form)
    if "an bewaarde dit item om" in again.text:
        again = desk.post(url, form | {"_versie": again.context["entry_version"]})
    assert "Deze vraag staat er al." in {said for _, said in errors(again)}
