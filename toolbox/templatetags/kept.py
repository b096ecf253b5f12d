"""Pieces of pages that are made once.

A piece depends on its template and on the values that it is given, and on nothing else: no request, no catalogue, no
clock. So what was made of equal values is right for ever, whoever asks. A new text, count or mark is another value, and
makes another piece.
"""

from functools import lru_cache
from itertools import repeat

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from toolbox.addresses import fixed

register = template.Library()
KEPT_PIECES = 6_000  # of about a kilobyte


@lru_cache(KEPT_PIECES)
def piece(template_name, **values):
    """A template filled in with `values`."""
    if any(isinstance(value, Model) for value in values.values()):
        raise TypeError(f"{template_name}: rows are equal when their keys are, whatever they say. Give what is shown.")
    return get_template(template_name).render(values)


@register.simple_tag
def kept(template_name, **values):
    """{% kept "a.html" name=value %}: as {% include ... with name=value only %}, made once for equal values."""
    return _make(template_name, **values)


@register.simple_tag
def kept_each(template_name, **values):
    """{% kept_each "a.html" name=list %}: the same for each item of the list, one after the other."""
    ((name, items),) = values.items()
    return mark_safe("".join(map(_make_one, repeat(template_name), repeat(name), items)))  # noqa: S308  made by templates


@register.simple_tag
def kept_url(name):
    """{% kept_url "toolbox:list" %}: as {% url %}, looked up once."""
    return fixed(name)


@lru_cache(KEPT_PIECES)
def piece_of_one(template_name, name, value):
    """`piece` of one value: a page has hundreds, and without a name for each it is found in half the time."""
    return piece.__wrapped__(template_name, **{name: value})


# While working on the site a changed template shows at once.
_make, _make_one = (each.__wrapped__ if settings.DEBUG else each for each in (piece, piece_of_one))
