"""What the tests of the history do and look at."""

from tests.desk import form_data
from toolbox.models import Collection, OldAddress, Revision, Tool


def whole(tool_pk):
    """All that a visitor can see of a tool, to compare before and after."""
    tool = Tool.objects.get(pk=tool_pk)
    return {
        "fields": (tool.name, tool.slug, tool.summary, tool.status),
        "owners": sorted(owner.name for owner in tool.owners.all()),
        "formats": sorted(form.name for form in tool.formats.all()),
        "tags": sorted(tag.name for tag in tool.tags.all()),
        "placements": [
            (p.pk, p.fiche_id, p.description, sorted(p.findings.values_list("pk", flat=True)))
            for p in tool.placements.all()
        ],
        "links": sorted(tool.links.values_list("url", "placement")),
        "citations": sorted(tool.citations.values_list("reference__citation", "placement")),
        "errata": sorted(tool.errata.values_list("number", flat=True)),
    }


def add_dependents(tool, number):
    """Give `tool` all that is not on its own page at the desk and yet points at it."""
    tool.errata.create(number=number, kind="link", where="x", printed="x", should_be="x", why="x")
    tool.experiences.create(neighbourhood="stad", effort="uren", worked="Koken.", token=str(number))
    tool.reports.create(kind="verbetering", token=str(number))
    bundle = Collection.objects.create(name=f"Bundel {number}", slug=f"bundel-{number}", summary="x")
    bundle.entries.create(tool=tool)
    OldAddress.objects.keep(tool, f"oud-{number}")


def page_of(entry, what="change"):
    return f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}/{what}/"


def change(desk, entry, **changes):
    url = page_of(entry)
    assert desk.post(url, form_data(desk.get(url), **changes)).status_code == 302


def history_text(desk, entry):
    return desk.get(page_of(entry, "history")).text


def go_back(desk, entry, revision=None):
    """Puts `entry` back as it was at `revision` or in the beginning; gives the text of the page that follows."""
    revision = revision or Revision.objects.of(entry).last()
    return desk.post(page_of(entry, f"terugzetten/{revision.pk}"), follow=True).text


def delete(desk, entry):
    """Deletes `entry`; gives what lies in the bin."""
    assert desk.post(page_of(entry, "delete"), {"post": "yes"}).status_code == 302
    return Revision.objects.bin().get()


def put_back(desk, deleted):
    """Takes `deleted` out of the bin; gives the page that follows."""
    return desk.post("/admin/toolbox/revision/", {"action": "put_back", "_selected_action": [deleted.pk]}, follow=True)
