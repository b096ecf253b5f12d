"""Two entries that turn out to be one become one. Nothing of the other is lost, and its old address leads here."""

from contextlib import contextmanager
from itertools import chain

from toolbox.editorial.history.record import ensure_first, record, record_deletion, recorded
from toolbox.editorial.writing import writing
from toolbox.models import OldAddress, OwnerAlias, Revision, Tool

MERGED = Revision.Action.MERGED
# What points at a tool and moves in a way of its own, since it may stand at both.
OWN_WAY = {
    "placements", "links", "citations", "keywords", "collection_entries", "worry_tools", "predecessors",
    "old_addresses",
}  # fmt: skip


@contextmanager
def _merged(keep, gone, user, only=()):
    """Deletes `gone` after what happens inside, lets its addresses lead to `keep`, and puts both in the history; for
    `only` see `record_deletion`. Of two merges at once the second finds one of both gone, and says so."""
    with writing(keep, gone):
        ensure_first(keep)
        record_deletion(gone, user, f"samengevoegd met “{keep}”", keep, only)
        # Of all that was merged into `gone` before, the history follows.
        merged = [str(gone.pk), *chain.from_iterable(Revision.objects.of(gone).values_list("merged", flat=True))]
        yield
        gone.old_addresses.update(**{keep._meta.model_name: keep})
        OldAddress.objects.keep(keep, gone.slug)
        gone.delete()
        keep.save_checked()
        record(keep, user, MERGED, f"met “{gone}”", merged)


def merge_tools(keep, gone, user):
    """Move all that belongs to the tool `gone` to `keep`, and delete `gone`."""
    with _merged(keep, gone, user):
        for field in Tool._meta.many_to_many:
            getattr(keep, field.name).add(*getattr(gone, field.name).all())
        for placement in gone.placements.all():
            _move_placement(placement, keep)
        _move_sources(gone, tool=keep)
        gone.collection_entries.exclude(collection__entries__tool=keep).update(tool=keep)
        gone.worry_tools.exclude(worry__tools__tool=keep).update(tool=keep)
        for relation in Tool._meta.related_objects:
            if relation.name not in OWN_WAY:
                getattr(gone, relation.name).update(**{relation.field.name: keep})
        Tool.objects.filter(successor=gone).exclude(pk=keep.pk).update(successor=keep)
        if keep.successor_id == gone.pk:
            keep.successor = None
        if gone.is_public and not keep.is_public:  # what was public stays public
            keep.status, keep.public_from, keep.public_until = gone.status, gone.public_from, gone.public_until


def _move_placement(placement, keep):
    """A second row under the same heading is not possible: then the text and the sources go to the row there."""
    same = keep.placements.filter(
        fiche=placement.fiche, step=placement.step, whole_cycle=placement.whole_cycle, heading=placement.heading
    ).first()
    if same is None:
        placement.links.update(tool=keep)
        placement.citations.update(tool=keep)
        placement.tool = keep
        placement.save_checked()
        return
    if placement.description not in same.description:
        same.description = f"{same.description}\n\n{placement.description}"
        same.save_checked()
    same.findings.add(*placement.findings.all())
    same.step_findings.add(*placement.step_findings.all())
    _move_sources(placement, tool=keep, placement=same)


def _move_sources(origin, **target):
    """Move the links and citations of a tool or a placement; one that is already there is dropped."""
    for sources, field in ((origin.links, "url"), (origin.citations, "reference")):
        for source in sources.all():
            wanted = {"placement": source.placement, field: getattr(source, field)} | target
            if sources.model.objects.filter(**wanted).exists():
                source.delete()
            else:
                sources.filter(pk=source.pk).update(**target)


def merge_owners(keep, gone, user):
    """Give the tools, the names and the website of the owner `gone` to `keep`, and delete `gone`."""
    only_gone = gone.tools.exclude(pk__in=keep.tools.values("pk")).values_list("pk", flat=True)
    with _merged(keep, gone, user, [(Tool._meta.label_lower, "owners", only_gone)]):
        for tool in gone.tools.all():
            with recorded(tool, user, MERGED, f"eigenaar “{gone}” werd “{keep}”"):
                tool.owners.add(keep)
                tool.owners.remove(gone)
        keep.url = keep.url or gone.url
        gone.aliases.exclude(alias_key=keep.name).update(owner=keep)
        if not OwnerAlias.objects.filter(alias_key=gone.name).exists():
            OwnerAlias(owner=keep, alias=gone.name).save_checked()
