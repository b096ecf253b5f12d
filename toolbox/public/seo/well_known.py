"""The small text files that machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

# A list with filters has millions of addresses; the pages behind it are all linked from elsewhere.
ROBOTS = """User-agent: *
Disallow: /zoeken/
Disallow: /tools/?
Allow: /tools/?pagina=
Disallow: /*formaat=
Disallow: /*?*&

Sitemap: {sitemap}
"""
VALID = timedelta(days=180)


def robots_txt(request):
    """What a crawler may do. The editors' desk is not named: its pages say "noindex" themselves."""
    text = ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap")))
    return HttpResponse(text, content_type="text/plain")


def security_txt(request):
    """Whom to tell about a leak (RFC 9116); 404 while the operator named nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + VALID).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: nl, en, fr"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def favicon(request):
    """Where the icon is, for what asks for it without reading the page."""
    return redirect(static("favicon.svg"))
