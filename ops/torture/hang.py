"""PostgreSQL and Redis do not answer any more for a while: nothing is lost, and afterwards all is well again.

Without Redis every page is made. PostgreSQL is waited for: its machine still says that the connection lives
(docs/beslissingen/0076).
"""

import os
import signal
import threading
import time
from collections import Counter
from functools import partial
from http.client import HTTPException
from itertools import cycle
from pathlib import Path

import psycopg

from ops.torture.site import WRITTEN, at_once, halves, read_on, running, until
from tests.private_postgres import binaries, private_postgres
from tests.private_redis import private_redis, redis_server

PAGES = ("/", "/tools/", "/zoeken/?q=eenzaam", "/fiches/a/")
READERS = 4
HANGS = 20  # seconds
LONGEST = HANGS + 5.0  # that anybody waits for an answer then
LONGEST_CACHE = 3.0  # a page takes the time that a cache may: once to look and once to keep


class Hung:
    """The processes of a server, held still and let go again; to the others it looks like a machine that hangs."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        self.held = [self.pid, *map(int, children)]  # the one that starts others first
        self.tell(signal.SIGSTOP)

    def __exit__(self, *error):
        self.tell(signal.SIGCONT)

    def tell(self, what):
        for pid in self.held:
            os.kill(pid, what)


def under_load(site, pid, confirmed=None):
    """(what readers saw meanwhile, what /healthz said meanwhile, seconds until ready again, what readers saw after).

    With `confirmed` an editor saves too, and what was confirmed is written there.
    """
    stop, seen, alive = threading.Event(), [], []
    works = [partial(read_on, site, cycle(PAGES), stop, seen, timeout=60) for _ in range(READERS)]
    works.append(partial(read_on, site, cycle(["/healthz"]), stop, alive, timeout=60))
    if confirmed is not None:
        works.append(partial(save, site, stop, confirmed))
    with at_once(works, stop):
        time.sleep(3)
        before, lived = len(seen), len(alive)
        with Hung(pid):
            time.sleep(HANGS)
        back = until(lambda: site.status("/readyz", timeout=60) == 200, 60)
        meanwhile, alive = seen[before:], alive[lived:]
        time.sleep(3)  # what was asked before is answered by now
        after = len(seen)
        time.sleep(3)
    return meanwhile, alive, back, seen[after:]


def save(site, stop, confirmed):
    """Save owners until `stop`."""
    number = 0
    while not stop.wait(0.3):
        number += 1
        try:
            if site.add_owner(f"proef-{number}", timeout=60)[0]:
                confirmed.append(f"proef-{number}")
        except (OSError, HTTPException):
            continue


def told(answers):
    """Answers in words: how many of each status, and the slowest."""
    counted = dict(sorted(Counter(status for status, _ in answers).items()))
    return f"{counted}, de traagste na {slowest(answers):.1f} s"


def slowest(answers):
    """The longest that anybody waited."""
    return max((seconds for _, seconds in answers), default=0)


def run(folder):
    """Figures of both; what is not on this machine is said."""
    figures, good = {}, None
    for name, there, trial in (("PostgreSQL", binaries, database), ("Redis", redis_server, cache)):
        if there():
            (folder / name).mkdir()
            some, stood = trial(folder / name)
            figures |= {f"{name}: {label}": value for label, value in some.items()}
            good = stood and good is not False
        else:
            figures[name] = f"niet geprobeerd: apt-get install {name.lower()}"
    return figures, good


def database(folder):
    """A database that hangs: everyone waits for it, and gets a page or a clear 503 as soon as it is back."""
    confirmed = []
    with private_postgres() as server, running(folder, database=server.url) as site:
        pid = int((server.data / "postmaster.pid").read_text().split()[0])
        meanwhile, alive, back, after = under_load(site, pid, confirmed)
        with psycopg.connect(server.url) as connection:
            rows = connection.execute(WRITTEN).fetchall()
    lost = set(confirmed) - {row[0] for row in rows}
    figures = {
        "lezers intussen": told(meanwhile),
        "/healthz intussen": told(alive),
        "weer klaar na (s)": round(back, 1),
        "lezers erna": told(after),
        "bevestigd, en toch weg": (len(confirmed), len(lost)),
        "half bewaard": len(halves(rows)),
    }
    in_time = {status for status, _ in meanwhile} <= {200, 503} and slowest([*meanwhile, *alive]) < LONGEST
    well = {status for status, _ in after} == {200} and not lost and not halves(rows)
    return figures, in_time and well


def cache(folder):
    """A cache that hangs: every page is made anew, a little later."""
    with private_redis() as server, running(folder, CACHE_URL=server.url) as site:
        meanwhile, alive, _, after = under_load(site, server.process.pid)
    figures = {"lezers intussen": told(meanwhile), "/healthz intussen": told(alive), "lezers erna": told(after)}
    everyone = [*meanwhile, *alive, *after]
    return figures, {status for status, _ in everyone} == {200} and slowest(everyone) < LONGEST_CACHE
