"""Addresses for entries that get their name from somebody who does not think of addresses."""

from django.utils.text import slugify

from toolbox.models import OldAddress
from toolbox.models.tool import FICHE

LONGEST = 110  # leaves room for a number


def free_slug(model, name):
    """An address for an entry of `model` called `name` that no other entry of it has, or had: links lead there."""
    base = slugify(name)[:LONGEST].strip("-_") or model._meta.model_name
    if base.startswith(FICHE):  # no tool or worry is called so
        base = f"{model._meta.model_name}-{base}"
    slug, number, old = base, 1, OldAddress.objects.of(model)
    while model.objects.filter(slug__iexact=slug).exists() or old.filter(slug__iexact=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
