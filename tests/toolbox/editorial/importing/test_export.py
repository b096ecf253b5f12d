"""What an editor takes out, and that it can come back in."""

import pytest

from tests import factories as make
from tests.toolbox.editorial.importing.conftest import upload_file
from toolbox.editorial.importing.files import WRITTEN, read
from toolbox.models import Owner

pytestmark = pytest.mark.django_db


def test_export_holds_what_the_list_shows(desk, tool):
    make.ToolFactory(name="Burenspel", status="concept")
    assert "1 item." in desk.get("/admin/toolbox/tool/exporteren/?status__exact=concept").text
    response = desk.get("/admin/toolbox/tool/exporteren/csv/?status__exact=concept")
    assert [row[0] for row in read("a.csv", response.content).rows] == ["burenspel"]
    assert response["Content-Disposition"].startswith('attachment; filename="tools-')


@pytest.mark.slow
@pytest.mark.parametrize("extension", WRITTEN)
@pytest.mark.parametrize("model", ["tool", "placement", "owner", "thesaurusgroup", "wordform"])
def test_export_of_the_whole_toolbox_imports_without_any_change(toolbox, desk, model, extension):
    response = desk.get(f"/admin/toolbox/{model}/exporteren/{extension}/")
    page = upload_file(desk, response.content, f"alles.{extension}", model)
    assert "0 nieuw, 0 gewijzigd" in page.text
    assert "geweigerd" not in page.text


@pytest.mark.parametrize("number", [2, 4])
def test_export_costs_the_same_number_of_queries(desk, tool, number, django_assert_num_queries):
    for item in range(number):
        make.ToolFactory(name=f"Tool {item}").owners.add(Owner.objects.get())
    desk.get("/admin/toolbox/tool/exporteren/csv/")
    with django_assert_num_queries(16):
        desk.get("/admin/toolbox/tool/exporteren/csv/")


FILTERS = ["pagina=1", "id=x", "doelgroep__exact=x", "o=~&a%00=b"]


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("page", ["", "csv/"])
def test_a_filter_that_the_list_does_not_have_is_refused(desk, page, query):
    assert desk.get(f"/admin/toolbox/tool/exporteren/{page}?{query}").status_code == 400


def test_a_value_that_a_filter_does_not_have_is_refused(desk):
    assert desk.get("/admin/toolbox/placement/exporteren/csv/?whole_cycle__exact=misschien").status_code == 400


def test_an_unknown_format_is_not_found(desk):
    assert desk.get("/admin/toolbox/tool/exporteren/exe/").status_code == 404
