"""Addresses for entries that get their name from somebody who does not think of addresses."""

from django.utils.text import slugify

from toolbox.models import OldAddress

LONGEST = 110  # leaves room for a number


def free_slug(model, name):
    """An address for an entry of `model` called `name` that no other entry of it has, or had: links lead there."""
    base = slugify(name)[:LONGEST] or model._meta.model_name
    slug, number, old = base, 1, OldAddress.objects.of(model)
    while model.objects.filter(slug__iexact=slug).exists() or old.filter(slug__iexact=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
