"""Where a reader came from who reports something, so that the thanks can lead back. It travels in the address."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

LONGEST = 500  # characters


def way_back(request):
    """The page of this site, with its question, from which a reader came: as the address says, or else the browser."""
    if said := request.GET.get("van"):
        return said if is_page(said) else ""
    came = urlsplit(request.headers.get("Referer", ""))
    page = f"{came.path}?{came.query}" if came.query else came.path
    return page if came.netloc == request.get_host() and is_page(page) else ""


def is_page(address):
    """Whether `address` is of a page that visitors have here, and that is not itself about reporting."""
    if not address.startswith("/") or address.startswith("//") or len(address) > LONGEST:
        return False
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return False
    return bool(match.url_name) and not {"admin", "melden"} & {*match.namespaces}
