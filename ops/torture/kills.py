"""The server is killed in the middle of saves: nothing acknowledged is lost, nothing is half there."""

import random
import sqlite3
import threading
import time
from contextlib import closing
from functools import partial
from http.client import HTTPException

from ops.torture.site import WRITTEN, at_once, halves, running

KILLS = 200
WRITERS = 3
WARMING_UP = 20  # seconds that a new process may take before its first save


def write(site, number, stop, confirmed, asked):
    """Add owners until the server dies or the round is over."""
    count = 0
    while not stop.is_set():
        count += 1
        name = f"proef-{number}-{threading.get_ident()}-{count}"
        asked.append(name)
        try:
            done, status = site.add_owner(name, timeout=10)
        except (OSError, HTTPException):
            return
        if done:
            confirmed.append(name)
        elif status < 500:
            raise AssertionError(f"a save was answered with {status}")


def run(folder, kills=KILLS):
    """Figures of `kills` rounds."""
    chance = random.Random(6)  # noqa: S311  the same moments each time
    confirmed, asked, recovery = [], [], []
    with running(folder) as site:
        for number in range(kills):
            stop = threading.Event()
            before = len(confirmed)
            with at_once([partial(write, site, number, stop, confirmed, asked)] * WRITERS, stop):
                waited = time.monotonic()
                while len(confirmed) == before and time.monotonic() - waited < WARMING_UP:
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, 0.4))
                site.kill()
            started = time.monotonic()
            site.start()
            recovery.append(time.monotonic() - started)
        ready = site.status("/readyz")
        site.stop()
        with closing(sqlite3.connect(site.path)) as connection:
            rows = connection.execute(WRITTEN).fetchall()
            damage = connection.execute("PRAGMA integrity_check").fetchone()[0]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    lost = set(confirmed) - {row[0] for row in rows}
    half = halves(rows)
    return {
        "keren gedood": kills,
        "bevestigde bewaringen": len(confirmed),
        "onderbroken bewaringen": len(asked) - len(confirmed),
        "bevestigd en toch weg": len(lost),
        "half bewaard": len(half),
        "schade in de databank": 0 if damage == "ok" and not dangling else damage,
        "langste herstart (s)": round(max(recovery), 1),
    }, not lost and not half and damage == "ok" and not dangling and ready == 200 and len(confirmed) > kills
