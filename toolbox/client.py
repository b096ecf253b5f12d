"""Where a request really comes from."""

from django.conf import settings


def client_address(request, *args):
    """The address of the client, seen through as many proxies of our own as TRUSTED_PROXIES says.

    Without a proxy of ours the header X-Forwarded-For is what the client wants us to believe, so it is not read.
    """
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < settings.TRUSTED_PROXIES <= len(chain):
        return chain[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")
