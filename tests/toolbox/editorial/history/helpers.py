"""What the tests of the history do and look at."""

from tests.desk import form_data
from toolbox.models import Tool


def whole(tool_pk):
    """All that a visitor can see of a tool, to compare before and after."""
    tool = Tool.objects.get(pk=tool_pk)
    placements = [
        (p.pk, p.fiche_id, p.description, sorted(p.findings.values_list("pk", flat=True)))
        for p in tool.placements.all()
    ]
    return {
        "fields": (tool.name, tool.slug, tool.summary, tool.status),
        "owners": sorted(owner.name for owner in tool.owners.all()),
        "formats": sorted(form.name for form in tool.formats.all()),
        "tags": sorted(tag.name for tag in tool.tags.all()),
        "placements": placements,
        "links": sorted(tool.links.values_list("url", "placement")),
        "citations": sorted(tool.citations.values_list("reference__citation", "placement")),
        "errata": sorted(tool.errata.values_list("number", flat=True)),
    }


def change(desk, tool, **changes):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    return desk.post(url, form_data(desk.get(url), **changes))


def history_text(desk, tool):
    return desk.get(f"/admin/toolbox/tool/{tool.pk}/history/").text
