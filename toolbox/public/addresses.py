"""Addresses that almost lead to a page: old ones, and what messengers, mail and typing make of them.

A bracket or a quote of the sentence around a link is taken along, capitals come from paper, a slash gets lost. What was
meant is looked for only when a page is not found, so that no other page pays for it.
"""

import re
import unicodedata
from html import unescape
from itertools import chain
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
FIRST_FILE = re.compile(r"(?:index|default|home)\.\w+")
PAGE_FILE = re.compile(r"\.(?:html?|php|aspx?|jsp)\Z")
HOST = re.compile(r"[.:]")  # in no name of a page of ours
WRITTEN = re.compile(r"[\W_]*([\w/.:-]*)")  # up to the first sign that is in no address of ours


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
            asked, address = "", guessed(request.path_info)
        if address is None:
            return response
        query = "&".join(filter(None, [asked, request.META.get("QUERY_STRING", "")]))
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def meant(path):
    """The address of the page that exists and that `path` means, or None. Never `path` itself."""
    if _is_odd(path):
        return None
    for candidate in dict.fromkeys(spellings(path)):
        address = _existing(candidate)
        if address and address != path:
            return address
    return _with_slash(path)


def guessed(path):
    """As `meant`, when the sentence or the site around an address came along with it: a host before it, or words
    behind it. Never a list of which it may have named an entry: who looks for one is better served by the nearest."""
    if _is_odd(path):
        return None
    texts = path, WRITTEN.match(_plain(path))[1]
    found = (_joined(_without_file(_without_host(segments_of(text)))) for text in texts)
    addresses = (address for address in chain.from_iterable(found) if not _match(f"{address}x/"))
    return next((address for address in map(_existing, addresses) if address not in (None, path)), None)


def _is_odd(path):
    return len(path) > LONGEST or "\x00" in path  # nobody writes that in a sentence


def spellings(path):
    """How `path` may have been meant, the nearest first."""
    yield path
    segments = segments_of(path)
    yield from _joined(segments)
    yield from _joined(_without_file(segments))


def _joined(segments):
    for words in (segments, list(map(slugify, segments))):
        joined = "/".join(words)
        yield from (f"/{joined}/" if joined else "/", f"/{joined}")


def _without_host(segments):
    """What stands behind the last part that is a host: a link that lost its https:// is taken for a page of ours."""
    hosts = [place for place, part in enumerate(segments[:-1]) if HOST.search(part)]
    return segments[hosts[-1] + 1 :] if hosts else segments


def _without_file(segments):
    """The parts without the name of a file, that pages of other sites have at their end."""
    *before, last = segments or [""]
    last = "" if FIRST_FILE.fullmatch(last) else PAGE_FILE.sub("", last)
    return [*before, last] if last else before


def segments_of(path):
    """The parts of `path` in small letters, without the signs around them and without what has no letter or digit."""
    return [part for part in map(_without_signs, _plain(path).split("/")) if part]


def _plain(path):
    return unicodedata.normalize("NFKC", unescape(unquote(path))).lower().replace("\\", "/")


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
    is_ours = segments and _match(f"/{segments[0]}/")
    if (FILE.search(path) and not is_ours) or len(words) < LEAST_LETTERS:
        return []
    return Catalogue.current().search(words).tools()[:OFFERED]
