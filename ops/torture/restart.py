"""The service is restarted as systemd does it, behind the proxy of ops/deploy/Caddyfile: is a request dropped?"""

import shlex
import threading
import time
from collections import Counter
from functools import partial
from http.client import HTTPException
from itertools import cycle

from ops.torture.proxy import CADDY, NO_CADDY, Proxy
from ops.torture.site import BASE, at_once, read_on, running

PAGES = ("/", "/tools/", "/tools/?q=eenzaam", "/fiches/a/")
RESTARTS = 3
READERS = 4


def before_start():
    """What ops/deploy/toolbox.service does before it starts the server: the arguments of manage.py, in order."""
    lines = (BASE / "ops" / "deploy" / "toolbox.service").read_text().splitlines()
    commands = [shlex.split(line.partition("=")[2]) for line in lines if line.startswith("ExecStartPre=")]
    return [command[command.index("manage.py") + 1 :] for command in commands]


def save(site, port, stop, statuses):
    """Save owners through the proxy until `stop`."""
    while not stop.wait(0.2):
        try:
            statuses.append(site.add_owner(f"proef-{len(statuses) + 1}", timeout=60, port=port)[1])
        except (OSError, HTTPException):
            statuses.append(0)


def restart(site):
    """Stop and start again as the unit says; gives how long that took."""
    started = time.monotonic()
    site.stop()
    for command in before_start():
        site.manage(*command)
    site.start()
    return time.monotonic() - started


def run(folder):
    """Figures of some restarts under load."""
    if not CADDY:
        return {"achter de proxy": NO_CADDY}, None
    stop, seen, saves = threading.Event(), [], []
    with running(folder) as site, Proxy(site).running() as proxy:
        works = [partial(read_on, site, cycle(PAGES), stop, seen, port=proxy.port, timeout=60) for _ in range(READERS)]
        with at_once([*works, partial(save, site, proxy.port, stop, saves)], stop):
            away = []
            for _ in range(RESTARTS):
                time.sleep(3)
                away.append(restart(site))
            time.sleep(3)
    figures = {
        "herstarts": RESTARTS,
        "langste tussen stop en klaar (s)": round(max(away), 1),
        "lezers": dict(sorted(Counter(status for status, _ in seen).items())),
        "langst gewacht door een lezer (s)": round(max(seconds for _, seconds in seen), 1),
        "bewaringen": dict(sorted(Counter(saves).items())),
    }
    return figures, {status for status, _ in seen} == {200} and set(saves) == {302}
