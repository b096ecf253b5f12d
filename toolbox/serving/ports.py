"""Whether somebody listens. Also asked by toolbox/__main__.py, in a Python that may be too old for the rest."""

import socket


def listens(host, port):
    """Whether somebody listens there; for all addresses of this machine it is asked at one of them."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as client:
        client.settimeout(1)
        return client.connect_ex(({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), int(port))) == 0  # noqa: S104
