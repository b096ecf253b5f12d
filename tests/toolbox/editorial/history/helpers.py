"""What the tests of the history do and look at."""

from tests.desk import page_of, run_action
from toolbox.models import Collection, OldAddress, Revision


def add_dependents(tool, number):
    """Give `tool` all that is not on its own page at the desk and yet points at it."""
    tool.errata.create(number=number, kind="link", where="x", printed="x", should_be="x", why="x")
    tool.experiences.create(neighbourhood="stad", effort="uren", worked="Koken.", token=str(number))
    tool.reports.create(kind="verbetering", token=str(number))
    bundle = Collection.objects.create(name=f"Bundel {number}", slug=f"bundel-{number}", summary="x")
    bundle.entries.create(tool=tool)
    OldAddress.objects.keep(tool, f"oud-{number}")


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
    return run_action(desk, "put_back", deleted)
