"""Two entries that turn out to be one become one. Nothing of the other is lost, and its old address leads here."""

from django.db import transaction

from toolbox.editorial.history.record import ensure_first, record, record_deletion, recorded
from toolbox.models import OldAddress, OwnerAlias, Revision, Tool

MERGED = Revision.Action.MERGED
SHARED_LISTS = ("owners", "formats", "target_groups", "audiences", "tags")


@transaction.atomic
def merge_tools(keep, gone, user):
    """Move all that belongs to the tool `gone` to `keep`, and delete `gone`."""
    ensure_first(keep)
    record_deletion(gone, user, f"samengevoegd met “{keep}”", keep)
    merged = _with_what_it_took_in(gone)
    for name in SHARED_LISTS:
        getattr(keep, name).add(*getattr(gone, name).all())
    for placement in gone.placements.all():
        _move_placement(placement, keep)
    _move_sources(gone.links.all(), {"tool": keep}, "url")
    _move_sources(gone.citations.all(), {"tool": keep}, "reference")
    gone.collection_entries.exclude(collection__entries__tool=keep).update(tool=keep)
    gone.errata.update(tool=keep)
    gone.reports.update(tool=keep)
    gone.experiences.update(tool=keep)
    Tool.objects.filter(successor=gone).exclude(pk=keep.pk).update(successor=keep)
    if keep.successor_id == gone.pk:
        keep.successor = None
    if gone.is_public:
        keep.status = gone.status  # what was public stays public
    _take_address(keep, gone)
    gone.delete()
    keep.save()
    record(keep, user, MERGED, f"met “{gone}”", merged)


def _move_placement(placement, keep):
    """A second row under the same heading is not possible: then the text and the sources go to the row there."""
    same = keep.placements.filter(
        fiche=placement.fiche, step=placement.step, whole_cycle=placement.whole_cycle, heading=placement.heading
    ).first()
    if same is None:
        placement.links.update(tool=keep)
        placement.citations.update(tool=keep)
        placement.tool = keep
        placement.save()
        return
    if placement.description not in same.description:
        same.description = f"{same.description}\n\n{placement.description}"
        same.save()
    same.findings.add(*placement.findings.all())
    same.step_findings.add(*placement.step_findings.all())
    _move_sources(placement.links.all(), {"tool": keep, "placement": same}, "url")
    _move_sources(placement.citations.all(), {"tool": keep, "placement": same}, "reference")


def _move_sources(sources, target, field):
    """Move links or citations; one that is already there is dropped."""
    for source in sources:
        wanted = {"placement": source.placement, field: getattr(source, field)} | target
        if type(source).objects.filter(**wanted).exists():
            source.delete()
        else:
            for name, value in target.items():
                setattr(source, name, value)
            source.save()


@transaction.atomic
def merge_owners(keep, gone, user):
    """Give the tools and the names of the owner `gone` to `keep`, and delete `gone`."""
    ensure_first(keep)
    only_gone = gone.tools.exclude(pk__in=keep.tools.values("pk")).values_list("pk", flat=True)
    only = [(Tool._meta.label_lower, "owners", only_gone)]
    record_deletion(gone, user, f"samengevoegd met “{keep}”", keep, only)
    merged = _with_what_it_took_in(gone)
    for tool in gone.tools.all():
        with recorded(tool, user, MERGED, f"eigenaar “{gone}” werd “{keep}”"):
            tool.owners.add(keep)
            tool.owners.remove(gone)
    gone.aliases.exclude(alias=keep.name).update(owner=keep)
    if gone.name != keep.name and not OwnerAlias.objects.filter(alias=gone.name).exists():
        keep.aliases.create(alias=gone.name)
    _take_address(keep, gone)
    gone.delete()
    record(keep, user, MERGED, f"met “{gone}”", merged)


def _with_what_it_took_in(gone):
    """The ids of `gone` and of all that was merged into it before: their history follows."""
    earlier = Revision.objects.of(gone).values_list("merged", flat=True)
    return [str(gone.pk), *(number for numbers in earlier for number in numbers)]


def _take_address(keep, gone):
    gone.old_addresses.update(**{keep._meta.model_name: keep})
    OldAddress.objects.keep(keep, gone.slug)
