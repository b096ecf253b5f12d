"""Addresses that once were a page and now lead to another one: links of others keep working."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import SlugField
from toolbox.models.collection import Collection
from toolbox.models.owner import Owner
from toolbox.models.tool import Tool
from toolbox.models.worry import Worry

KINDS = ("tool", "owner", "worry", "collection")  # what has old addresses: of which an editor can change the address


class OldAddressQuerySet(ContentQuerySet):
    def get_by_natural_key(self, kind, slug):
        return self.get(slug=slug, **{f"{kind}__isnull": False})

    def keep(self, target, slug):
        """Let the old `slug` lead to `target` from now on."""
        kind = target._meta.model_name
        self.filter(slug=slug, **{f"{kind}__isnull": False}).delete()
        self.filter(slug=target.slug, **{kind: target}).delete()  # it is its own address again
        if slug and slug != target.slug:
            self.create(slug=slug, **{kind: target})

    def give_back(self, entry):
        """`entry` is back from the bin: its address is its own again."""
        kind = entry._meta.model_name
        if kind in KINDS:
            self.filter(slug=entry.slug, **{f"{kind}__isnull": False}).delete()

    def of(self, model):
        """The old addresses of entries of `model`, published or not."""
        kind = model._meta.model_name
        return self.filter(**{f"{kind}__isnull": False}).select_related(kind) if kind in KINDS else self.none()

    def entries(self, model):
        """{old address in small letters: the entry of `model` that it stands for now}."""
        return {old.slug.lower(): getattr(old, model._meta.model_name) for old in self.of(model)}

    def entry(self, model, slug):
        """The entry of `model` that an old `slug` stands for now, published or not; None when it is no old address."""
        old = self.of(model).filter(slug=slug).first()
        return old and getattr(old, model._meta.model_name)

    def target(self, model, slug):
        """The published entry of `model` that now stands for an old `slug`, or None."""
        kind = model._meta.model_name
        if kind not in KINDS:
            return None
        ids = self.filter(slug=slug, **{f"{kind}__isnull": False}).values(kind)
        return model.objects.published().filter(pk__in=ids).first()

    def slugs_now(self, model, slugs):
        """{slug: that of the published entry of `model` that it now stands for}, of those of `slugs` that are old."""
        kind = model._meta.model_name
        found = self.filter(slug__in=slugs, **{f"{kind}__in": model.objects.published()})
        return dict(found.values_list("slug", f"{kind}__slug"))


def _only(kind):
    """Whether an old address leads to something of this kind, and to nothing else."""
    return Q(**{f"{other}__isnull": other != kind for other in KINDS})


def _leads_to(model, name):
    return models.ForeignKey(
        model, models.CASCADE, null=True, blank=True, related_name="old_addresses", verbose_name=name
    )


class OldAddress(Content):
    """An old address of an entry, from before it was renamed or merged."""

    shown_as = "{0.slug}"

    slug = SlugField("oud adres", max_length=120)
    tool = _leads_to(Tool, "tool")
    owner = _leads_to(Owner, "eigenaar")
    worry = _leads_to(Worry, "vraag")
    collection = _leads_to(Collection, "collectie")

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "oud adres"
        verbose_name_plural = "oude adressen"
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, map(_only, KINDS)),
                name="old_address_has_one_target",
                violation_error_message="Een oud adres hoort bij één item.",
            ),
            *(
                once(
                    f"old_address_of_one_{kind}",
                    f"Dit oude adres leidt al naar een {name}.",
                    "slug",
                    condition=Q(**{f"{kind}__isnull": False}),
                )
                for kind, name in zip(KINDS, ("tool", "eigenaar", "vraag", "collectie"), strict=True)
            ),
        ]

    def natural_key(self):
        return next(kind for kind in KINDS if getattr(self, f"{kind}_id")), self.slug
