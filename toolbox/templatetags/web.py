"""What stands in the head of a page for other sites and search engines."""

from django import template
from django.urls import reverse

from fiches.models import Fiche
from toolbox import SITE_NAME
from toolbox.public.frames import filled
from toolbox.public.seo.described import as_script, describe
from toolbox.search.querystring import fixed, query_string

register = template.Library()
PAGE = "pagina"  # alone it makes another page; all other parameters only narrow or order one


@register.simple_tag(takes_context=True)
def web_head(context):
    """Canonical address, picture, description and feeds of this page. Nothing on a page of a mistake."""
    request, view = context.get("request"), context.get("view")
    if not request or not view:
        return ""
    item = context.get("object")
    fiche = item if isinstance(item, Fiche) else None
    description = describe(item or request.path, context, request.build_absolute_uri)
    return filled(
        "toolbox/web/_head.html",
        canonical=request.build_absolute_uri(canonical_address(request)),
        title=str(item or SITE_NAME),
        summary=getattr(item, "summary", "") or getattr(item, "lead", ""),
        picture=request.build_absolute_uri(picture_of(fiche)),
        pictured=fiche.title if fiche else SITE_NAME,
        described=as_script(description) if description else "",
        feed=feed_address(request, getattr(view, "table", None)),
    )


def picture_of(fiche):
    """The address of the picture of a page: of its fiche, or of the site."""
    return reverse("picture", args=[fiche.slug]) if fiche else fixed("picture", "toolbox")


def canonical_address(request):
    """The address without what only narrows or orders the page."""
    if set(request.GET) == {PAGE}:
        return f"{request.path}?{request.GET.urlencode()}"
    return request.path


def feed_address(request, table):
    """The address of the same list as a feed, for a list that has one."""
    if not table or "atom" not in table.formats:
        return ""
    return f"?{query_string(request.GET, formaat=['atom'], **{PAGE: []})}"
