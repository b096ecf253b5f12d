"""Pages described in the words of schema.org, as JSON-LD."""

import json

from django.urls import reverse
from django.utils.safestring import SafeString

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox import SITE_NAME
from toolbox.models import Owner, Tool

# In a page, text can end a script block or begin a comment; as these escapes it cannot, and json reads the same.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(description):
    """A description as text that is safe inside a script block."""
    # A line for each name: two braces side by side would look like a template that was not filled in.
    return SafeString(json.dumps(description, ensure_ascii=False, indent=0).translate(ESCAPES))


def site(absolute):
    """The whole site, with its search box."""
    return {
        "@type": "WebSite",
        "@id": absolute(reverse("home")),
        "name": SITE_NAME,
        "url": absolute(reverse("home")),
        "inLanguage": "nl-BE",
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute(reverse("search")) + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }


def part_of(absolute):
    """The site, as what a page belongs to."""
    return {"@id": absolute(reverse("home"))}


def tool(item, known, absolute):
    """A tool. `known` is what its page knows: "values" (the catalogue) and "notes" (source_notes.py)."""
    values = known["values"]

    def names(param):
        return [label for _, label in values.get(param, [])]

    return {
        "@type": "CreativeWork",
        "@id": absolute(item.get_absolute_url()),
        "name": item.name,
        "description": item.summary,
        "url": absolute(item.get_absolute_url()),
        "sameAs": item.distinct_urls,
        "author": [{"@type": "Organization", "name": name} for name in names("eigenaar")],
        "genre": names("vorm"),
        "audience": [{"@type": "Audience", "audienceType": name} for name in names("voor")],
        "about": names("doelgroep"),
        "keywords": names("trefwoord"),
        "citation": known["notes"]["references"],
        "dateModified": item.updated_at.isoformat(),
        "isPartOf": part_of(absolute),
    }


def reading_page(item, absolute):
    """A fiche or a step."""
    return {
        "@type": "Article",
        "@id": absolute(item.get_absolute_url()),
        "headline": str(item),
        "description": item.lead,
        "url": absolute(item.get_absolute_url()),
        "inLanguage": "nl-BE",
        "isPartOf": part_of(absolute),
    }


def owner(item, absolute):
    """An owner of tools."""
    return {
        "@type": "Organization" if item.kind == Owner.Kind.ORGANISATION else "Person",
        "name": item.name,
        "alternateName": [alias.alias for alias in item.aliases.all()],
        "mainEntityOfPage": absolute(item.get_absolute_url()),
    }


def describe(item, known, absolute):
    """The description of a page: of its object, or of the site for the home page. None for a page of neither.

    `known`: the context of the page.
    """
    if isinstance(item, Tool):
        found = tool(item, known, absolute)
    elif isinstance(item, Fiche | Step):
        found = reading_page(item, absolute)
    elif isinstance(item, Owner):
        found = owner(item, absolute)
    elif item == reverse("home"):
        found = site(absolute)
    else:
        return None
    return {"@context": "https://schema.org"} | {name: value for name, value in found.items() if value}
