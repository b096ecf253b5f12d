"""Addresses that once were a page and now lead to another one: links of others keep working."""

from django.db import models
from django.db.models import Q

from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import SlugField
from toolbox.models.owner import Owner
from toolbox.models.tool import Tool

KINDS = {"tool", "owner"}  # what has old addresses


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


class OldAddress(Content):
    """An old address of a tool or an owner, from before it was renamed or merged."""

    shown_as = "{0.slug}"

    slug = SlugField("oud adres", max_length=120)
    tool = models.ForeignKey(
        Tool, models.CASCADE, null=True, blank=True, related_name="old_addresses", verbose_name="tool"
    )
    owner = models.ForeignKey(
        Owner, models.CASCADE, null=True, blank=True, related_name="old_addresses", verbose_name="eigenaar"
    )

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "oud adres"
        verbose_name_plural = "oude adressen"
        constraints = [
            models.CheckConstraint(
                condition=Q(tool__isnull=False, owner__isnull=True) | Q(tool__isnull=True, owner__isnull=False),
                name="old_address_has_one_target",
                violation_error_message="Een oud adres hoort bij één tool of één eigenaar.",
            ),
            once(
                "old_address_of_one_tool",
                "Dit oude adres leidt al naar een tool.",
                "slug",
                condition=Q(tool__isnull=False),
            ),
            once(
                "old_address_of_one_owner",
                "Dit oude adres leidt al naar een eigenaar.",
                "slug",
                condition=Q(owner__isnull=False),
            ),
        ]

    def natural_key(self):
        return ("tool" if self.tool_id else "owner", self.slug)
