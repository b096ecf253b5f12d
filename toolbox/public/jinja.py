"""The language of the public pages: Jinja2, with what its templates may call.

The admin keeps Django's own language. Both read their templates from a folder of their own (toolbox/settings.py).
"""

from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.db.models import Model
from django.templatetags.static import static
from django.urls import reverse
from django.utils import html
from django.utils.dateformat import format as format_date
from django.utils.safestring import mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.timezone import template_localtime
from jinja2 import Environment, pass_context
from lucide.jinja import lucide
from markupsafe import escape

from toolbox.public.printing.qr import qr_svg
from toolbox.public.seo.head import Head
from toolbox.search.querystring import querystring

FILES = {"doc", "docx", "mp3", "mp4", "pdf", "ppt", "pptx", "xls", "xlsx", "zip"}  # that a browser saves or opens apart


def environment(**options):
    """The environment of the public templates; `options` are those of settings.TEMPLATES."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  Django turns autoescape on
    made.policies["json.dumps_kwargs"] = {}  # names stay in their order
    made.globals |= {"qr": qr_svg, "static": cache(static), **by_name(icon, page_head, querystring, remembered, url)}
    made.filters |= by_name(capfirst, counted, date, escaped, linebreaks, place_of, plural, regroup, truncatechars)
    return made


def by_name(*functions):
    """{name: function}: how templates call them."""
    return {function.__name__: function for function in functions}


@lru_cache(2_000)
def url(name, *args):
    """The address of a page by the name of its route. A page has some thirty; looked up once, they are free."""
    return reverse(name, args=args)


@cache
def icon(name, size):
    """An icon that says nothing by itself, as SVG of `size` pixels."""
    return lucide(name, size=size, aria_hidden="true")


@lru_cache(2_000)
def escaped(text):
    """A text that stands on many pages, such as the name of a filter, escaped: that takes as long as all around it."""
    return escape(text)


@lru_cache(400)
def remembered(macro, *values):
    """What a macro makes of what never changes: text, numbers, tuples of them. Each time the same, so it is made once.

    Values that are equal must read the same. An entry of the database is equal to what it was before an editor changed
    it: that gives a TypeError.
    """
    if mutable := [value for value in values if isinstance(value, Model)]:
        raise TypeError(f"{mutable[0]!r} can change: give the macro what it says of it")
    return macro(*values)


@pass_context
def page_head(context):
    """What stands in the head of this page for other sites and search engines."""
    return Head(context)


def date(value, pattern):
    """A date or a moment by one of Django's patterns ("j F Y"), in the time of the site."""
    return format_date(template_localtime(value), pattern)


@lru_cache(4_000)
def linebreaks(text):
    """Text of an editor: an empty line begins a paragraph. A step has fifty such texts, that only an editor changes."""
    return mark_safe(html.linebreaks(text, autoescape=True))  # noqa: S308  escaped in the same call


def place_of(address):
    """Where a web address leads, in short: "saamo.be", or "saamo.be (pdf)" when it ends in such a file."""
    parts = urlsplit(address)
    host, ending = (parts.hostname or address).removeprefix("www."), PurePosixPath(parts.path).suffix[1:].lower()
    return f"{host} ({ending})" if ending in FILES else host


def plural(number, one, many):
    """The word that goes with a number."""
    return one if number == 1 else many


def counted(number, one, many):
    """A number with its word: "1 tool", "3 tools"."""
    return f"{number} {plural(number, one, many)}"


def regroup(rows, attribute):
    """Rows that stand together and have the same `attribute`, as (what they have, [row, ...])."""
    return [(value, list(group)) for value, group in groupby(rows, attrgetter(attribute))]


def truncatechars(text, length):
    """At most `length` characters of a text."""
    return Truncator(text).chars(length)
