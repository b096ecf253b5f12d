"""Where a request comes from, and how little of that we keep."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings

KEPT_BITS = {4: 24, 6: 48}
SUBSCRIBER_BITS = {4: 32, 6: 64}


def address_of(environ):
    """The client's address as the outermost of our own proxies saw it; "" when nobody says. Takes request.META too.

    Each proxy adds the address it saw to X-Forwarded-For, so only the last settings.PROXIES entries can be believed.
    """
    address = environ.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        forwarded = [item.strip() for item in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if item.strip()]
        address = forwarded[-settings.PROXIES] if len(forwarded) >= settings.PROXIES else address
    return address


@lru_cache(maxsize=1024)
def shortened(address):
    """The network an address lies in: enough to see where a flood comes from, too little to point at a person."""
    try:
        bits = KEPT_BITS[ip_address(address).version]
    except ValueError:
        return ""
    return str(ip_network((address, bits), strict=False))


def subscriber(address):
    """An IPv4 address, or the first of the /64 network that one IPv6 subscriber has to himself; None for no address."""
    try:
        bits = SUBSCRIBER_BITS[ip_address(address).version]
    except ValueError:
        return None
    return str(ip_network((address, bits), strict=False).network_address)


def subscriber_of_request(request):
    """`subscriber`, in the form in which the throttle of the sign-in asks for it."""
    return subscriber(address_of(request.META))


def nobody(*args):
    """Who tried to sign in, as the log may know it: a log holds no names and no addresses."""
    return "someone"
