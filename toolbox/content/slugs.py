"""Addresses for entries that get their name from somebody who does not think of addresses."""

from django.utils.text import slugify

LONGEST = 110  # leaves room for a number


def free_slug(model, name):
    """An address for an entry of `model` called `name` that no other entry of it has."""
    base = slugify(name)[:LONGEST] or model._meta.model_name
    slug, number = base, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
