"""Where a request comes from, and how little of that we keep."""

import re
from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings

# As proxies write an IP: with or without a port, in brackets, between quotes, with the interface behind it.
WRITTEN = re.compile(
    r"""["']?(?:\[(?P<brackets>[^]]+)\](?::\d+)?|(?P<v4>(?:::ffff:)?\d+(?:\.\d+){3}):\d+|(?P<bare>[^"']+?))["']?""",
    re.ASCII | re.IGNORECASE,
)
LONGEST = 60  # characters: what is longer is rubbish, and none of it is remembered
TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 for a machine that only speaks IPv6


def client_ip(environ):
    """The client's IP as the outermost of our own proxies saw it; "" for what is none. Takes request.META too.

    Each proxy adds the IP it saw to X-Forwarded-For, so only the last settings.PROXIES entries can be believed.
    """
    ip = environ.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        forwarded = [item.strip() for item in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if item.strip()]
        ip = forwarded[-settings.PROXIES] if len(forwarded) >= settings.PROXIES else ip
    return plain(ip[:LONGEST])


@lru_cache(maxsize=1024)
def plain(written):
    """An IP in its one shortest form, however a proxy wrote it; IPv4 within IPv6 as IPv4; "" for what is no IP."""
    found = WRITTEN.fullmatch(written.strip())
    try:
        ip = ip_address(next(filter(None, found.groups())).partition("%")[0])
    except (AttributeError, ValueError):
        return ""
    if ip.version == 6 and ip in TRANSLATED:
        return str(ip_address(int(ip) & 0xFFFFFFFF))
    return str(getattr(ip, "ipv4_mapped", None) or ip)


@lru_cache(maxsize=1024)
def network_of(ip, v4=24, v6=48):
    """The network of so many bits that `ip` lies in, as text; "" for what is no IP.

    As it stands it is enough to see where a flood comes from, and too little to point at a person.
    """
    ip = plain(ip[:LONGEST])
    return str(ip_network((ip, v6 if ":" in ip else v4), strict=False)) if ip else ""


def subscriber(ip):
    """An IPv4 address, or the first of the /64 network that one IPv6 subscriber has to himself; None for no IP."""
    return network_of(ip, 32, 64).partition("/")[0] or None


def subscriber_of_request(request):
    """`subscriber`, in the form in which the throttle of the sign-in asks for it."""
    return subscriber(client_ip(request.META))


def nobody(*args):
    """Who tried to sign in, as the log may know it: a log holds no names and no addresses."""
    return "someone"
