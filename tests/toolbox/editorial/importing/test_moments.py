"""“Openbaar vanaf” and “openbaar tot” in a sheet: out, back in as they were, and refused where a form would."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from tests.desk import fresh, make_editor
from tests.toolbox.editorial.importing.conftest import raw_cell, saved, say_yes, upload, upload_file
from toolbox.editorial.importing.columns import Moment
from toolbox.editorial.importing.files import WRITTEN, read
from toolbox.models import Tool

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/Brussels")
BEGIN, END = datetime(2026, 12, 1, 9, tzinfo=HERE), datetime(2027, 3, 31, 18, 30, tzinfo=HERE)
COLUMNS = ["adres", "openbaar vanaf", "openbaar tot"]


def row(begin="", end=""):
    return ["buurtkaart", begin, end]


def window(tool):
    """The moments of a tool, as kept."""
    kept = fresh(tool)
    return kept.public_from, kept.public_until


# Out and back


# What is kept, and how the sheet says it: a second, a part of it, and an hour that the clock has twice.
TOLD = [
    (BEGIN, "2026-12-01 09:00"),
    (datetime(2026, 7, 1, 0, 0, tzinfo=HERE), "2026-07-01 00:00"),
    (BEGIN.replace(second=7), "2026-12-01 09:00:07"),
    (BEGIN.replace(microsecond=5), "2026-12-01 09:00:00.000005"),
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30+02:00"),
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30+01:00"),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "text"), TOLD, ids=[text for _, text in TOLD])
def test_moment_is_told_on_the_clock_here_and_read_as_the_same(moment, text):
    assert Moment().render(moment.astimezone(UTC)) == text
    assert Moment().clean(text).astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize("extension", WRITTEN)
def test_export_comes_back_without_any_change(desk, tool, extension):
    kept = {"public_from": TOLD[-1][0], "public_until": END.replace(second=59, microsecond=999_999)}
    Tool.objects.update(**kept)
    content = desk.get(f"/admin/toolbox/tool/exporteren/{extension}/").content
    sheet = read(f"a.{extension}", content)
    told = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert [told[column] for column in COLUMNS[1:]] == ["2026-10-25 02:30+01:00", "2027-03-31 18:30:59.999999"]
    page = upload_file(desk, content, f"a.{extension}")
    assert "0 nieuw, 0 gewijzigd, 1 zonder wijziging." in page.text


def test_change_of_something_else_leaves_the_moments_to_the_microsecond(desk, tool):
    Tool.objects.update(public_from=TOLD[-1][0], public_until=END.replace(microsecond=5))
    told = ["2026-10-25 02:30+01:00", "2027-03-31 18:30:00.000005"]
    say_yes(desk, upload(desk, [*COLUMNS, "naam"], [*row(*told), "Kaart"]))
    assert fresh(tool).name == "Kaart"
    assert window(tool) == (TOLD[-1][0], END.replace(microsecond=5))


# In


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-01 09:00", "1/12/2026 9:00", "01.12.2026 9u", "1-12-2026 9u00", "2026-12-01T09:00:00",
        "2026-12-01T08:00:00Z", "2026-12-01 10:00+02:00", " 2026-12-01  09:00 ",
    ],
)  # fmt: skip
def test_preview_shows_the_moments_and_yes_keeps_them(desk, tool, typed):
    page = upload(desk, COLUMNS, row(typed, "2027-03-31 18:30"))
    assert "<strong>openbaar vanaf</strong>" in page.text
    assert "<ins>2026-12-01 09:00</ins>" in page.text
    assert "<ins>2027-03-31 18:30</ins>" in page.text
    say_yes(desk, page)
    assert window(tool) == (BEGIN, END)


def test_emptied_cells_take_the_moments_away(desk, tool):
    Tool.objects.update(public_from=BEGIN, public_until=END)
    say_yes(desk, upload(desk, COLUMNS, row()))
    assert window(tool) == (None, None)


def test_file_without_these_columns_leaves_them(desk, tool):
    Tool.objects.update(public_from=BEGIN, public_until=END)
    say_yes(desk, upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"]))
    assert window(tool) == (BEGIN, END)


def sheet_of(*cells, epoch=None, code="d/mm/yyyy h:mm"):
    """An Excel file with real dates in the two columns."""
    book = Workbook(iso_dates=epoch == "iso")
    book.active.append(COLUMNS)
    book.active.append(row(*cells))
    for cell in book.active[2][1:]:
        cell.number_format = code
    return saved(book)


@pytest.mark.parametrize("kind", ["days", "iso"])
@pytest.mark.parametrize("code", ["d/mm/yyyy h:mm", "dd/mm/yyyy", "yyyy-mm-dd hh:mm:ss"])
def test_cells_that_excel_made_dates_of_are_read_with_their_hour(desk, tool, kind, code):
    content = sheet_of(datetime(2026, 12, 1, 9), datetime(2027, 3, 31, 18, 30), epoch=kind, code=code)
    say_yes(desk, upload_file(desk, content, "lijst.xlsx"))
    assert window(tool) == (BEGIN, END)


@pytest.mark.parametrize("hour", [datetime(2026, 12, 1, 9, 10), datetime(2026, 12, 1, 23, 59, 59)])
def test_part_of_a_day_is_read_to_the_second(hour):
    assert Moment().clean(read("a.xlsx", sheet_of(hour)).rows[0][1]) == hour.replace(tzinfo=HERE)


def test_midnight_has_an_hour_where_the_cell_shows_it():
    cells = {code: read("a.xlsx", sheet_of(datetime(2026, 12, 1), code=code)).rows[0][1] for code in CODES}
    assert cells == CODES


CODES = {"d/mm/yyyy h:mm": "2026-12-01 00:00", "d/mm/yyyy": "2026-12-01"}


def test_format_of_every_workbook_with_an_hour_is_known():
    cell = raw_cell('<c s="0"><v>46357</v></c>', styles='<cellXfs><xf numFmtId="22"/></cellXfs>')
    assert (cell, cell.fits) == ("2026-12-01 00:00", "datum")


def test_day_column_reads_the_day_of_a_cell_with_an_hour(desk, tool):
    say_yes(desk, upload(desk, ["adres", "nagekeken op"], ["buurtkaart", "3/11/2026 9:00"]))
    assert fresh(tool).reviewed_on.isoformat() == "2026-11-03"


# Refused, with the row and the reason

REFUSED = {
    "ends first": (row("2026-12-01 09:00", "2026-11-30 09:00"), "openbaar tot: Dit valt niet na “openbaar vanaf”"),
    "ends at once": (row("2026-12-01 09:00", "1/12/2026 9:00"), "openbaar tot: Dit valt niet na “openbaar vanaf”"),
    "no hour": (
        row("2026-12-01"),
        "openbaar vanaf: “2026-12-01” is geen dag met een uur. Schrijf bijvoorbeeld 2026-11-30 09:00.",
    ),
    "no hour in a date of Excel": (row("", "1/12/2026"), "openbaar tot: “1/12/2026” is geen dag met een uur."),
    "an hour alone": (row("09:00"), "openbaar vanaf: Het rekenblad maakte hier een tijdstip van (09:00)."),
    "words": (row("morgen"), "openbaar vanaf: “morgen” is geen dag met een uur."),
    "no such day": (row("2027-02-29 09:00"), "openbaar vanaf: “2027-02-29 09:00” is geen dag met een uur."),
    "no such hour": (row("2026-12-01 25:00"), "openbaar vanaf: “2026-12-01 25:00” is geen dag met een uur."),
    "american": (row("12/31/2026 9:00 AM"), "openbaar vanaf: “12/31/2026 9:00 AM” is geen dag met een uur."),
    "the clock skips it": (
        row("2026-03-29 02:30"),
        "openbaar vanaf: “2026-03-29 02:30” kan niet. Dit uur bestaat niet: die nacht gaat de klok een uur vooruit.",
    ),
    "the clock has it twice": (
        row("", "2026-10-25 02:30"),
        "openbaar tot: “2026-10-25 02:30” kan niet. Dit uur is er twee keer: die nacht gaat de klok een uur terug.",
    ),
    "a slip": (row("", "2602-12-01 09:00"), "Dit jaar kan niet juist zijn."),
    "the first year": (row("0001-01-01 00:00"), "Dit jaar kan niet juist zijn."),
    "the last year": (row("9999-12-31 23:59"), "Dit jaar kan niet juist zijn."),
    "the first year elsewhere": (row("0001-01-01 00:00+14:00"), "Dit jaar kan niet juist zijn."),
}


@pytest.mark.parametrize(("cells", "why"), REFUSED.values(), ids=REFUSED)
def test_moment_that_cannot_be_is_refused_with_its_row_and_reason(desk, tool, cells, why):
    page = upload(desk, [*COLUMNS, "naam"], [*cells, "Kaart"], ["", "", "", "Nieuw"])
    assert (why in page.text, '<th scope="row">2</th>' in page.text) == (True, True)
    assert "<ins>Kaart</ins>" not in page.text
    assert (window(tool), fresh(tool).name) == ((None, None), "Buurtkaart")


def test_file_that_gives_one_moment_is_weighed_with_the_other_that_is_kept(desk, tool):
    Tool.objects.update(public_from=BEGIN)
    page = upload(desk, ["adres", "openbaar tot"], ["buurtkaart", "2026-11-30 09:00"])
    assert "openbaar tot: Dit valt niet na “openbaar vanaf”" in page.text


@pytest.mark.parametrize("column", COLUMNS[1:])
def test_who_may_not_publish_chooses_no_moment_with_a_file(client, tool, column):
    Tool.objects.update(public_until=END + timedelta(days=1))
    client.force_login(make_editor("redacteur"))
    page = upload(client, ["adres", column], ["buurtkaart", "2026-12-01 09:00"])
    assert f"{column}: Alleen een hoofdredacteur kiest of en wanneer iets op de site staat." in page.text
    assert "Er valt niets in te lezen." in page.text


def test_who_may_not_publish_still_changes_the_rest_of_a_row_with_moments(client, tool):
    Tool.objects.update(public_from=BEGIN, public_until=END)
    client.force_login(make_editor("redacteur"))
    say_yes(client, upload(client, [*COLUMNS, "naam"], [*row("1/12/2026 9:00", "2027-03-31 18:30"), "Kaart"]))
    assert (fresh(tool).name, *window(tool)) == ("Kaart", BEGIN, END)
