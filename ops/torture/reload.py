"""The server is told to take new code while readers keep their connections: is a request lost?

A client that keeps its connection may send a request just as the old worker closes it. Nothing of that request was
answered or done, and HTTP lets a browser or proxy send it again by itself (RFC 9112, 9.3.1). We count how often that
is, whether any such request was done after all, and whether the second attempt is always answered.
"""

import json
import signal
import threading
import time
from functools import partial
from http.client import HTTPConnection, HTTPException

from ops.torture.site import at_once, running

RELOADS = 5
CLIENTS = 6


def run(folder):
    """Figures of some reloads under load."""
    with running(folder) as site:
        stop = threading.Event()
        answered, closed, lost = [], [], []

        def read(number):
            connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
            count = 0
            while not stop.is_set():
                count += 1
                name = f"lezer{number:02}-{count:08}"
                for attempt in (1, 2):
                    try:
                        connection.request("GET", "/fiches/a/", headers={"X-Request-ID": f"{name}-{attempt}"})
                        answer = connection.getresponse()
                        answer.read()
                        answered.append(answer.status)
                        break
                    except (OSError, HTTPException):
                        connection.close()
                        (closed if attempt == 1 else lost).append(f"{name}-{attempt}")

        with at_once([partial(read, number) for number in range(CLIENTS)], stop):
            for _ in range(RELOADS):
                time.sleep(3)
                site.process.send_signal(signal.SIGHUP)
            time.sleep(5)
        site.stop()
        done = {json.loads(line).get("request") for line in site.log.read_text().splitlines() if line.startswith("{")}
    figures = {
        "herladen": RELOADS,
        "beantwoord": {status: answered.count(status) for status in sorted(set(answered))},
        "verbinding gesloten voor het antwoord": len(closed),
        "daarvan toch uitgevoerd": len(done & set(closed)),
        "ook de tweede keer zonder antwoord": len(lost),
    }
    return figures, set(answered) == {200} and not lost
