"""Tells the main process (toolbox/serving/supervisor.py) that this worker lives, and whether its threads hang."""

import os
import socket
import threading
import time

from toolbox.serving.supervisor import NAME


class Heartbeat:
    """Knows since when each thread has been at its request."""

    def __init__(self, application, threads):
        self.application, self.threads, self.since = application, threads, {}

    def __call__(self, environ, start_response):
        thread = threading.get_ident()
        self.since[thread] = time.monotonic()
        try:
            return self.application(environ, start_response)
        finally:
            del self.since[thread]

    def stuck(self, now):
        """For how many seconds no thread has been free and none came to the end of its request."""
        since = list(self.since.values())
        return now - max(since) if len(since) >= self.threads else 0

    def beat(self):
        """Tell it for as long as this process lives; to nobody when the server was not started by `manage.py serve`."""
        name, _, pause = os.environ.get(NAME, "").partition(" ")
        if name:
            threading.Thread(target=self._tell, args=(f"\0{name}", float(pause)), name="heartbeat", daemon=True).start()
        return self

    def _tell(self, address, pause):
        mouth = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        mouth.setblocking(False)
        rest = threading.Event()  # that nobody sets: where the trial of the clock fakes the time, time.sleep fails
        while True:
            try:
                mouth.sendto(f"{self.stuck(time.monotonic()):.1f}".encode(), address)
            except OSError:  # the main process does not listen at this moment
                pass
            rest.wait(pause)
