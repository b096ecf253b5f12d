"""Whether somebody listens, or can. Also asked by toolbox/__main__.py, in a Python that may be too old for the rest."""

import errno
import socket


def family_of(host):
    """Which kind of address it is."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def hindrance(host, port):
    """Why no program can listen there, in words for who starts it; "" when one can, or already does."""
    if not (str(port).isdecimal() and 0 < int(port) < 2**16):
        return "PORT moet een getal zijn van 1 tot 65535."
    try:
        with socket.socket(family_of(host)) as server:
            server.bind((host, int(port)))
    except PermissionError:
        return f"Poort {port} mag hier alleen het systeem gebruiken. Kies er een vanaf 1024."
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return f"HOST={host} is geen adres van deze machine."
    return ""


def listens(host, port):
    """Whether somebody listens there; for all addresses of this machine it is asked at one of them."""
    with socket.socket(family_of(host)) as client:
        client.settimeout(1)
        return client.connect_ex(({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), int(port))) == 0  # noqa: S104
