"""Small files at fixed addresses that browsers, search engines and other sites ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fiches.models import Fiche
from toolbox import SITE_NAME
from toolbox.public.seo import GROUND

DAY = 24 * 60 * 60
ICON_SIZES = (192, 512)
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
CONTACT_VALID = timedelta(days=180)


def pictures():
    """What draws them. Pillow takes 4 MiB: only a process that draws one loads it."""
    from toolbox.public.seo import pictures

    return pictures


@require_safe
@cache_control(public=True, max_age=DAY)
def picture(request, slug):
    """The picture that other sites show with a link to a fiche, or to any other page."""
    if slug == "toolbox":
        return image(pictures().site_picture())
    fiche = get_object_or_404(Fiche.objects.published(), slug=slug)
    return image(pictures().fiche_picture(fiche.letter, fiche.title))


@require_safe
@cache_control(public=True, max_age=DAY)
def icon(request, size):
    """The icon of the site for who puts it among the apps."""
    if size not in ICON_SIZES:
        raise Http404
    return image(pictures().icon(size))


def image(content):
    """A picture that other sites may show."""
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(content, content_type="image/png", headers=headers)


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request):
    """What a device needs to install the site as an app."""
    context = {"name": SITE_NAME, "ground": GROUND}
    return render(request, "toolbox/web/manifest.webmanifest", context, content_type="application/manifest+json")


@require_safe
def opensearch(request):
    """How a browser searches here from its address bar."""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    context = {"base": request.build_absolute_uri("/")[:-1]}
    return render(request, "toolbox/web/opensearch.xml", context, content_type=kind)


@require_safe
def api_catalog(request):
    """Where the API and its description are (RFC 9727)."""
    return render(request, "toolbox/web/api-catalog.json", content_type=LINKSET)


def robots_txt(request):
    """What a crawler may do. The editors' desk is not named: its pages say "noindex" themselves."""
    return render(request, "toolbox/web/robots.txt", content_type="text/plain")


def security_txt(request):
    """Whom to tell about a leak (RFC 9116); 404 while the operator named nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    context = {"contact": settings.SECURITY_CONTACT, "expires": timezone.now() + CONTACT_VALID}
    return render(request, "toolbox/web/security.txt", context, content_type="text/plain; charset=utf-8")


def favicon(request):
    """Where the icon is, for what asks for it without reading the page."""
    return redirect(static("favicon.svg"))
