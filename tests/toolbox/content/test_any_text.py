"""Whatever text a door accepts, is shown right by every page and every file, and can be saved again unchanged."""

import csv
import io
import json
from contextlib import contextmanager

import feedparser
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fiches.shared.content import content_models, row_parents
from fiches.shared.fields import LineField, ProseField
from fiches.shared.text import clean_line
from tests.conftest import ALL_FACTORIES
from tests.nasty import sent_texts, texts
from tests.page import errors, form_of, main_text
from toolbox.content.load import load
from toolbox.models import ImportFile, LinkCheck, ReportedChange, Revision, Tool
from toolbox.public.reports.accept import draft_from

pytestmark = pytest.mark.django_db
any_text = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
FACTORIES = {factory._meta.model: factory for factory in ALL_FACTORIES}
# Entries with a form of their own; what a check of a link found is nobody's text.
AT_THE_DESK = [*({*content_models()} & {*FACTORIES} - {*row_parents(), LinkCheck})]
AT_THE_DESK.sort(key=lambda model: model.__name__)


@contextmanager
def undone():
    """What happens inside is turned back: each text finds the same database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written(model):
    """The fields of `model` that hold whatever somebody writes."""
    fields = [field for field in model._meta.fields if isinstance(field, LineField | ProseField)]
    return [field.name for field in fields if not field.validators or (field.max_length and len(field.validators) == 1)]


def values_of(entry):
    return {field.name: getattr(entry, field.name) for field in entry._meta.fields if field.editable}


# The desk: every text field of every form at once


@pytest.mark.parametrize("model", AT_THE_DESK, ids=lambda model: model.__name__)
@given(data=st.data())
@any_text
def test_form_of_the_desk(desk, model, data):
    with undone():
        entry = FACTORIES[model]()
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[entry.pk])
        values = form_of(desk.get(page))
        typed = {name: f"a{data.draw(sent_texts, name)}" for name in written(model) if name in values}
        answer = desk.post(page, values | typed | {"_versie": newest(entry)})
        if answer.status_code == 200:  # refused, and said where
            assert {name.rpartition("-")[2] for name, _ in errors(answer)} <= {*typed, ""}
            return
        stored = values_of(model.objects.get())
        assert {name: stored[name] for name in typed} == {
            name: model._meta.get_field(name).to_python(text) for name, text in typed.items()
        }
        assert desk.post(page, form_of(desk.get(page)) | {"_versie": newest(entry)}).status_code == 302
        assert values_of(model.objects.get()) == stored
        if hasattr(entry, "get_absolute_url"):
            assert desk.get(entry.get_absolute_url()).status_code in {200, 404}


def newest(entry):
    return Revision.objects.of(entry).values_list("pk", flat=True).first() or 0


# Every page and file that shows a tool


def shown(client):
    """What pages and files say of the only tool: (where, its name, its sentence)."""
    content = {kind: client.get(f"/tools/?formaat={kind}").content for kind in ("json", "csv", "xlsx", "atom", "csl")}
    for row in (json.loads(content["json"]), client.get("/api/v1/tools/").json()):
        yield "json", row["resultaten"][0]["naam"], row["resultaten"][0]["samenvatting"]
    text = io.StringIO(content["csv"].decode("utf-8-sig"), newline="")
    [row] = csv.DictReader(text, delimiter=";")
    yield "csv", row["naam"], row["samenvatting"]
    head, cells = load_workbook(io.BytesIO(content["xlsx"])).active.iter_rows(values_only=True)
    found = dict(zip(head, cells, strict=True))
    yield "xlsx", found["naam"], found["samenvatting"]
    [item] = json.loads(content["csl"])
    yield "csl", item["title"], item["abstract"]
    assert not feedparser.parse(content["atom"]).bozo


@given(name=sent_texts, summary=sent_texts)
@any_text
def test_tool_is_shown_right_by_every_page_and_file(client, name, summary):
    with undone():
        tool = Tool(name=f"a{name}", slug="a-tool", summary=f"b{summary}", status="gepubliceerd").save_checked()
        assert (tool.name, tool.summary) == (clean_line(f"a{name}"), clean_line(f"b{summary}"))
        for where, title, sentence in shown(client):
            assert (where, title, sentence[: len(tool.summary)]) == (where, tool.name, tool.summary)
        assert tool.name in main_text(client.get("/tools/a-tool/"))
        assert [client.get(f"/tools/a-tool/?formaat={kind}").status_code for kind in ("ris", "bibtex")] == [200, 200]


# A sheet, a report, a fixture and an address


@given(name=texts, summary=texts, keyword=texts)
@any_text
def test_row_of_a_sheet(desk, name, summary, keyword):
    row = {"adres": "", "naam": f"a{name}", "in één zin": f"b{summary}", "trefwoorden": keyword}
    file = SimpleUploadedFile("lijst.json", json.dumps([row]).encode("utf-8", "replace"))
    with undone():
        page = desk.post("/admin/toolbox/tool/importeren/", {"file": file}, follow=True)
        assert page.status_code == 200
        if kept := ImportFile.objects.first():
            seen = {"gezien": page.context["outcome"].fingerprint}
            assert desk.post(f"/admin/toolbox/tool/importeren/{kept.pk}/ja/", seen).status_code == 302
        for tool in Tool.objects.all():
            assert (tool.name, tool.summary) == (clean_line(f"a{name}"), clean_line(f"b{summary}"))
            tool.full_clean()


@given(name=sent_texts, summary=sent_texts, owner=sent_texts)
@any_text
def test_report_of_a_reader(name, summary, owner):
    proposed = {"naam": f"a{name}", "uitleg": f"b{summary}", "eigenaar": f"c{owner}"}
    changes = [ReportedChange(field=field, proposed=text) for field, text in proposed.items()]
    with undone():
        tool = draft_from(changes)
        assert (tool.name, tool.summary) == (clean_line(f"a{name}"), clean_line(f"b{summary}"))
        for entry in (tool, *tool.owners.all()):
            entry.full_clean()


@given(name=sent_texts, summary=sent_texts)
@any_text
def test_fixture(tmp_path, name, summary):
    fields = {"name": f"a{name}", "slug": "a-tool", "summary": f"b{summary}"}
    file = tmp_path / "tools.yaml"
    file.write_text(yaml.safe_dump([{"model": "toolbox.tool", "fields": fields}]), encoding="utf-8")
    with undone():
        load([file])
        tool = Tool.objects.get()
        assert (tool.name, tool.summary) == (clean_line(fields["name"]), clean_line(fields["summary"]))
        tool.full_clean()


PATHS = ("/tools/", "/zoeken/", "/selectie/", "/buurtplan/", "/api/v1/tools/", "/zoeken/suggesties/", "/nieuw/")


@given(text=sent_texts, param=st.sampled_from(["q", "trefwoord", "eigenaar", "vorm", "sorteer", "pagina", "t"]))
@any_text
def test_address(client, text, param):
    answers = {path: client.get(path, {param: text}).status_code for path in PATHS}
    assert {path: code for path, code in answers.items() if code not in {200, 301, 302, 404, 422}} == {}
