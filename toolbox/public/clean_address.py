"""One address for each choice: without what was left empty, and with the values of a group in place of the group.

A browser without script sends every field of a form, also an empty one. With script it never comes to this.
"""

from django.shortcuts import redirect

from fiches.shared.text import clean_slug
from toolbox.models import FormatGroup, OldAddress, Owner
from toolbox.search.catalogue import Catalogue
from toolbox.search.facets import FACET_BY_PARAM
from toolbox.search.querystring import querystring

GROUP = "vormgroep"
SENT = {"q", "sorteer", GROUP, *FACET_BY_PARAM}  # what the forms send


class CleanAddressMixin:
    """A page with a form of which the address stays as short as its choice."""

    def get(self, request, *args, **kwargs):
        """The page, or the way to its clean address."""
        changes = clean_changes(request.GET)
        if changes:
            return redirect(f"{request.path}{querystring(request.GET, **changes)}")
        return super().get(request, *args, **kwargs)


def clean_changes(params):
    """What has to change in the parameters of a request (QueryDict), as {name: values}; empty when they are clean."""
    changes = {
        name: list(filter(None, params.getlist(name))) for name in SENT & params.keys() if "" in params.getlist(name)
    }
    if moved := owners_of_now(params.getlist("eigenaar")):
        changes |= {"eigenaar": moved}
    if GROUP in params:
        chosen = [*params.getlist("vorm"), *values_of_groups(params.getlist(GROUP))]
        changes |= {GROUP: None, "vorm": list(dict.fromkeys(filter(None, chosen)))}
    return changes


def owners_of_now(slugs):
    """The owners in a choice, when one of them has another address by now; else nothing."""
    slugs = [slug for slug in map(clean_slug, slugs) if slug]
    unknown = set(slugs) - Catalogue.current().options["eigenaar"].keys() if slugs else ()
    now = OldAddress.objects.slugs_now(Owner, unknown) if unknown else {}
    return [now.get(slug, slug) for slug in slugs] if now else []


def values_of_groups(names):
    """The forms with tools in the groups with these names, in their order; a group that does not exist has none."""
    known = [option for option in Catalogue.current().options["vorm"].values() if option.number]
    groups = [name for name in names if name in FormatGroup.values]
    return [option.value for group in groups for option in known if option.group == group]
