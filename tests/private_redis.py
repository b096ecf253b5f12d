"""A Redis or Valkey of our own, on a socket in a folder of its own, that is gone afterwards."""

import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from ops.torture.site import until


def redis_server():
    """The program of the server on this machine, or None."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


class Redis:
    """A running server in `folder`."""

    def __init__(self, folder):
        self.socket = Path(folder) / "redis.sock"
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(folder)]
        self.process = subprocess.Popen([redis_server(), *options], stdout=subprocess.DEVNULL)  # noqa: S603
        until(self.answers, 30)

    @property
    def url(self):
        """Its CACHE_URL."""
        return f"unix://{self.socket}"

    def answers(self):
        """Whether somebody listens."""
        with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
            client.connect(str(self.socket))
            return True
        return False


@contextmanager
def private_redis():
    """A running server that is stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="toolbox-redis-") as folder:
        server = Redis(folder)
        try:
            yield server
        finally:
            server.process.kill()  # it has nothing to keep
            server.process.wait()
