"""Addresses that almost lead to a page: old ones, and what messengers, mail and typing make of them.

A bracket or a quote of the sentence around a link is taken along, capitals come from paper, a slash gets lost. What was
meant is looked for only when a page is not found, so that no other page pays for it.
"""

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.text import slugify

from toolbox.models import OldAddress
from toolbox.search import MAX_LENGTH
from toolbox.search.catalogue import Catalogue

LONGEST = 500  # characters of a path; no address of ours comes near
OFFERED = 5
LEAST_LETTERS = 3
ASKED = re.compile(r"([^?&]*)[?&](.*)", re.DOTALL)  # a question of which the sign was encoded, or lost its first part
FILE = re.compile(r"\.\w")


class MeantAddress:
    """Leads who does not find a page to the page that was meant, with the question that stands in the address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        asked = ""
        address = meant(request.path_info)
        if address is None and (found := ASKED.fullmatch(unescape(request.path_info))):
            path, asked = found.groups()
            address = path if _existing(path) == path else meant(path)
        if address is None:
            return response
        query = "&".join(filter(None, [asked, request.META.get("QUERY_STRING", "")]))
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def meant(path):
    """The address of the page that exists and that `path` means, or None. Never `path` itself."""
    if len(path) > LONGEST or "\x00" in path:  # nobody writes that in a sentence
        return None
    for candidate in dict.fromkeys(spellings(path)):
        address = _existing(candidate)
        if address and address != path:
            return address
    return _with_slash(path)


def spellings(path):
    """How `path` may have been meant, the nearest first."""
    yield path
    segments = segments_of(path)
    for words in (segments, list(map(slugify, segments))):
        joined = "/".join(words)
        yield from (f"/{joined}/" if joined else "/", f"/{joined}")


def segments_of(path):
    """The parts of `path` in small letters, without the signs around them and without what has no letter or digit."""
    plain = unicodedata.normalize("NFKC", unescape(unquote(path))).lower()
    return [part for part in map(_without_signs, plain.replace("\\", "/").split("/")) if part]


def _without_signs(part):
    letters = [place for place, char in enumerate(part) if char.isalnum()]
    return part[letters[0] : letters[-1] + 1] if letters else ""


def _match(path):
    """The page that `path` is of, as Django resolves it; None when it is of none."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.url_name else None  # without a name: the admin, that takes whatever is below it


def _with_slash(path):
    """`path` with the slash that it misses, for a page of which only its view knows whether it is there; else None."""
    match = _match(f"{path}/")
    is_plain = path == f"/{'/'.join(segments_of(path))}"
    return f"{path}/" if is_plain and match and _entries(match) is None else None


def _entries(match):
    """The entries of which a page shows one, by its slug; None for a page of another kind."""
    is_of_one = match.kwargs.keys() == {"slug"}
    return getattr(getattr(match.func, "view_class", None), "queryset", None) if is_of_one else None


def _existing(path):
    """The address of what `path` leads to, also by an old name; None when nothing is there, or when we cannot tell."""
    match = _match(path)
    if match is None:
        return None
    if not match.kwargs:
        return reverse(match.view_name)
    entries = _entries(match)
    slug = None if entries is None else _slug(entries, match.kwargs["slug"])
    return reverse(match.view_name, args=[slug]) if slug else None


def _slug(queryset, slug):
    """The slug of the entry of `queryset` that has this slug, or once had it; None when nobody has."""
    if queryset.filter(slug=slug).exists():
        return slug
    target = OldAddress.objects.target(queryset.model, slug)
    return target and target.slug


def nearest_tools(path):
    """Some tools that `path` may be about, below its first part; none when that is no name, but that of a file."""
    segments = segments_of(path[:LONGEST])
    words = slugify(" ".join(segments[1:] or segments))[:MAX_LENGTH].replace("-", " ")
    if FILE.search(path) or len(words) < LEAST_LETTERS:
        return []
    return Catalogue.current().search(words).tools()[:OFFERED]
