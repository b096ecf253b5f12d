"""The facets of a list, of pieces that are made once (toolbox/templatetags/kept.py says why that stays right).

From question to question only the numbers of tools differ, and which values are shown at once. The rest of a facet and
of its values is made once, with holes where those come: with many tools, hardly a number is ever seen again.
"""

import secrets
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from toolbox.templatetags.kept import KEPT_PIECES

register = template.Library()
HOLE = secrets.token_hex(16)  # no text has it


@register.simple_tag
def facet(group):
    """{% facet group %}: a facet with its values."""
    frame = _parts_of_group(group.param, group.label, group.errors, group.number, bool(group.folded))
    pieces = [frame[0], _options(group.shown), frame[1]]
    if group.folded:
        pieces += [_options(group.folded), frame[2]]
    return mark_safe("".join(pieces))  # noqa: S308  made by templates


def _options(options):
    return "".join(
        [
            f"{before}{count}{after}"
            for param, value, label, count, selected in options
            # None, one, or more of them: that makes a difference for the rest.
            for before, after in (_parts_of_option(param, value, label, count if count < 2 else 2, selected),)
        ]
    )


def _parts_of_group(param, label, errors, number, folds):
    group = {"param": param, "label": label, "errors": errors, "number": number, "folds": folds, "hole": HOLE}
    return get_template("toolbox/_facet.html").render(group).split(HOLE)


def _parts_of_option(param, value, label, count, selected):
    option = {"param": param, "value": value, "label": label, "count": count, "selected": selected}
    return get_template("toolbox/_option.html").render({"option": option, "hole": HOLE}).split(HOLE)


if not settings.DEBUG:  # while working on the site a changed template shows at once
    _parts_of_group, _parts_of_option = (lru_cache(KEPT_PIECES)(make) for make in (_parts_of_group, _parts_of_option))
