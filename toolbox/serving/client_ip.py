"""Where a request comes from, and how little of that we keep."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings


def client_ip(environ):
    """The client's IP as the outermost of our own proxies saw it; "" when nobody says. Takes request.META too.

    Each proxy adds the IP it saw to X-Forwarded-For, so only the last settings.PROXIES entries can be believed.
    """
    ip = environ.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        forwarded = [item.strip() for item in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if item.strip()]
        ip = forwarded[-settings.PROXIES] if len(forwarded) >= settings.PROXIES else ip
    return ip


@lru_cache(maxsize=1024)
def network_of(ip, v4=24, v6=48):
    """The network of so many bits that `ip` lies in, as text; "" for what is no IP.

    As it stands it is enough to see where a flood comes from, and too little to point at a person.
    """
    try:
        return str(ip_network((ip, v4 if ip_address(ip).version == 4 else v6), strict=False))
    except ValueError:
        return ""


def subscriber(ip):
    """An IPv4 address, or the first of the /64 network that one IPv6 subscriber has to himself; None for no IP."""
    return network_of(ip, 32, 64).partition("/")[0] or None


def subscriber_of_request(request):
    """`subscriber`, in the form in which the throttle of the sign-in asks for it."""
    return subscriber(client_ip(request.META))


def nobody(*args):
    """Who tried to sign in, as the log may know it: a log holds no names and no addresses."""
    return "someone"
