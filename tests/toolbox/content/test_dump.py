"""The whole content as files, and back: an empty installation becomes the same site."""

import re

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.crawling import crawl
from toolbox.content import dump
from toolbox.content.dump import ordered_models
from toolbox.models import Citation, OldAddress, Owner, Placement, Revision, TargetGroup, Tool
from toolbox.search.index import state

TOKEN = re.compile(r'name="token" value="[^"]+"')  # of the report form: another one each time

SEARCHES = ["/tools/?q=buren", "/tools/?vorm=video", "/zoeken/?q=eenzame+ouderen", "/tools/?sorteer=geplaatst"]


def pages():
    """Every public page as {address: (status, text)}, found by following the links from the home page."""
    found = crawl("/", *SEARCHES, enough=0)
    return {address: (page.response.status_code, TOKEN.sub("", page.source)) for address, page in found.items()}


def edit():
    """What editors may do in a year, as far as it shows or must not show."""
    tools = list(Tool.objects.filter(placements__isnull=False).distinct()[:6])
    OldAddress.objects.keep(tools[0], "heel-oud-adres")
    Tool.objects.filter(pk=tools[1].pk).update(successor=tools[0], reviewed_on=timezone.localdate())
    Tool.objects.filter(pk=tools[2].pk).update(status="ingetrokken")
    make.ToolFactory(name="Klad", status="concept").owners.add(Owner.objects.first())
    new = make.ToolFactory(
        name="Een nieuwe tool: met “tekens” & regels", slug="nieuw", summary="- geen lijst\t'x' #nee: ja"
    )
    new.tags.add("Nieuw woord")
    new.target_groups.add(TargetGroup.objects.first())
    url = "https://voorbeeld.be/een-adres"
    make.LinkFactory(tool=new, url=url)
    make.LinkCheckFactory(url=url, state="dood", checked_at=timezone.now(), failing_since=timezone.now(), failures=2)
    placed = Placement.objects.filter(fiche__isnull=False).values_list("tool", flat=True)
    several = next(tool for tool in Tool.objects.all() if list(placed).count(tool.pk) > 2)
    last, *_, first = several.placements.order_by("-fiche__letter")
    for number, place in enumerate([last, first, None, last]):
        make.LinkFactory(tool=several, placement=place, url=f"https://voorbeeld.be/{number}")
    first.description = "Regel één.\n\n  Ingesprongen.  \n\nNog één: “klaar”.\n"
    first.save()
    for number, status in enumerate(["gepubliceerd", "concept", "gepubliceerd"]):
        make.ExperienceFactory(tool=new, worked=f"Ervaring {number}.", status=status)
    make.WordFormFactory(form="bompa’s", base="bompa")
    state.catch_up()


def empty():
    """An installation without content."""
    Citation.objects.all().delete()
    for model in reversed(ordered_models()):
        model._base_manager.all().delete()
    Revision.objects.all().delete()


@pytest.mark.slow
def test_dump_gives_an_empty_installation_the_same_site(toolbox, tmp_path, settings, capsys):
    settings.EXPERIENCES = True
    edit()
    before, dumped = pages(), dump.files()
    old_address = Client().get("/tools/heel-oud-adres/")
    call_command("dump_toolbox", str(tmp_path / "uit"), verbosity=0)
    empty()
    assert set(pages()) < set(before)
    call_command("load_toolbox", "--map", str(tmp_path / "uit"), verbosity=0)
    assert capsys.readouterr().out == ""  # who reads what a program prints, gets nothing else before it
    after = pages()
    assert dump.files() == dumped
    assert set(after) == set(before)
    assert [address for address in before if after[address] != before[address]] == []
    assert len(before) > 200
    assert (old_address.status_code, Client().get("/tools/heel-oud-adres/").url) == (301, old_address.url)
    assert set(Tool.objects.values_list("status", flat=True)) == {"concept", "gepubliceerd", "ingetrokken"}


@pytest.mark.slow
def test_dump_of_the_toolbox_as_loaded_has_the_same_items_in_the_same_files(toolbox, tmp_path):
    call_command("dump_toolbox", str(tmp_path / "uit"), verbosity=0)
    assert items(tmp_path / "uit") == items(settings.BASE_DIR / "fixtures")


def items(folder):
    """{file: the items in it by model and natural key, with what each says of itself}."""
    found = {}
    for path in folder.rglob("*.yaml"):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[str(path.relative_to(folder))] = sorted(str(comparable(entry)) for entry in entries)
    return found


def comparable(entry):
    """An item without what stands for nothing, and without the moments that fixtures leave to the load."""
    model = apps.get_model(entry["model"])
    fields = {}
    for name, value in entry["fields"].items():
        field = model._meta.get_field(name)
        if name in {"created_at", "updated_at"} or value in ([], None) or value == field.get_default():
            continue
        fields[name] = sorted(value) if field.many_to_many else value
    return entry["model"], sorted(fields.items())


def test_dump_does_not_mix_with_what_is_in_a_folder(db, tmp_path):
    (tmp_path / "oud.yaml").write_text("[]")
    with pytest.raises(CommandError, match="geen lege map"):
        call_command("dump_toolbox", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["oud.yaml"]


def test_dump_holds_nothing_about_people(db, tmp_path):
    labels = {model._meta.label_lower for model in ordered_models()}
    assert labels.isdisjoint({"toolbox.report", "toolbox.reportedchange", "toolbox.revision", "toolbox.importfile"})
    assert not any(label.startswith(("auth.", "otp_", "axes.", "sessions.")) for label in labels)


def test_tool_that_is_replaced_twice_points_at_the_last(db):
    first, second, third = make.ToolFactory(name="Eén"), make.ToolFactory(name="Twee"), make.ToolFactory(name="Drie")
    first.successor = second
    first.save()
    second.successor = third
    second.save()
    first.refresh_from_db()
    assert first.successor == third
