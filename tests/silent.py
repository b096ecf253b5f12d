"""A server that accepts connections and never says a word: what a process that hangs looks like from outside."""

import socket
from contextlib import closing, contextmanager


@contextmanager
def silent_server():
    """The port of one on this machine. The kernel accepts for it; nobody ever reads."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=64)) as listening:
        yield listening.getsockname()[1]
