"""The server is killed while it counts: at most a minute is lost, two processes add up, and a save never waits long."""

import sqlite3
import threading
import time
from contextlib import closing

from ops.torture.site import at_once, running

READERS = 4
ROUNDS = 3
COUNTING = 70  # seconds that a round lasts: longer than what may be lost
LOST = 60  # seconds
SLOWEST_SAVE = 15  # seconds; the first after a start has to read all there is
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
COUNTED = "SELECT coalesce(sum(number), 0) FROM toolbox_usagecount WHERE kind = 'geopend'"


def counted(site):
    """How often a page was opened, by what is written down."""
    with closing(sqlite3.connect(site.path, timeout=30)) as connection:
        return connection.execute(COUNTED).fetchone()[0]


def read(site, pages, stop, answered):
    """Open pages of tools until `stop`; adds the moment of each answer to `answered`."""
    while not stop.is_set():
        for page in pages:
            if site.status(page, headers={"User-Agent": BROWSER}) == 200:
                answered.append(time.monotonic())
        time.sleep(0.02)


def save(site, stop, saves):
    """Save owners until `stop`; adds how long each took."""
    number = 0
    while not stop.wait(0.5):
        number += 1
        started = time.monotonic()
        done, _ = site.add_owner(f"proef-{time.monotonic_ns()}-{number}")
        saves.append(time.monotonic() - started if done else float("inf"))


def round_of(site, pages, seconds):
    """(the moments of the answers, how long each save took) of readers and an editor together."""
    stop, answered, saves = threading.Event(), [], []
    works = [lambda: read(site, pages, stop, answered)] * READERS
    with at_once([*works, lambda: save(site, stop, saves)], stop):
        time.sleep(seconds)
    return answered, saves


def run(folder, seconds=COUNTING):
    """Figures of some kills, and of an ordinary stop, after which not one may be missing."""
    late, saves = [], []
    with running(folder) as site:
        pages = [f"/tools/{slug}/" for slug in slugs(site)]
        for _ in range(ROUNDS):
            before = counted(site)
            answered, took = round_of(site, pages, seconds)
            killed = time.monotonic()
            site.kill()
            saves += took
            written = counted(site) - before
            missing = sorted(answered)[written:]  # those that were answered last
            late.append(killed - missing[0] if missing else 0)
            site.start()
        before = counted(site)
        answered, took = round_of(site, pages, seconds / 4)
        site.stop()
        written, saves = counted(site) - before, saves + took
        errors = site.errors()
    return {
        "keren gedood": ROUNDS,
        "hoogstens verloren (s)": round(max(late), 1),
        "geteld na een gewone stop": f"{written} van {len(answered)}",
        "bewaringen intussen": len(saves),
        "traagste bewaring (s)": round(max(saves), 1),
        "fouten in het log": len(errors),
    }, max(late) <= LOST and written == len(answered) and max(saves) < SLOWEST_SAVE and not errors


def slugs(site):
    """Some tools."""
    with closing(sqlite3.connect(site.path)) as connection:
        return [
            row[0] for row in connection.execute("SELECT slug FROM toolbox_tool WHERE status = 'gepubliceerd' LIMIT 20")
        ]
