"""Trouble with the database and the clock: the site says so, reads on where it can, and recovers."""

import os
import sqlite3
import subprocess
import threading
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import psycopg

from ops.torture.site import WRITTEN, Site, at_once, halves, running, until
from tests.private_postgres import binaries, private_postgres

PAGES = ("/", "/tools/", "/zoeken/?q=eenzaam", "/fiches/a/")
STOPS = ("fast", "immediate", "fast", "immediate")  # gently, and as if the power failed
JUMPS = {"een uur vooruit": "+3600", "een jaar vooruit": "+365d", "tien jaar terug": "-3650d", "weer gelijk": "+0"}
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def read_pages(site):
    """The statuses of some pages, with a cookie so that they are made and not kept ones."""
    return [site.ask(path, headers={"Cookie": site.cookie})[0] for path in PAGES]


def try_to_save(site, name):
    """(saved, status, whether a page shows the insides of the code, seconds that the save took)."""
    started = time.monotonic()
    saved, status = site.add_owner(name, timeout=60)
    seconds = time.monotonic() - started
    text = site.ask("/", headers={"Cookie": site.cookie})[1]
    return saved, status, "Traceback" in text, seconds


def locked(folder):
    """Another program holds the write lock for longer than we wait."""
    with running(folder) as site:
        with closing(sqlite3.connect(site.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE toolbox_owner SET name = name")
            saved, status, insides, seconds = try_to_save(site, "proef-slot")
            seen = read_pages(site)
            other.execute("ROLLBACK")
        after, _, _, _ = try_to_save(site, "proef-na-slot")
    figures = {"bewaren intussen": status, "wachttijd (s)": round(seconds, 1), "lezen intussen": seen, "erna": after}
    return figures, (saved, status, set(seen), after, insides) == (False, 503, {200}, True, False)


def full_disk(folder):
    """The disk is full: a save is refused and nothing is half there; it goes on when there is room again."""
    if os.geteuid() != 0:
        return {"niet gedaan": "alleen root mag een kleine schijf maken"}, None
    small = folder / "klein"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(small)], check=True)  # noqa: S603, S607
    try:
        with running(small) as site:
            read_pages(site)  # a site that runs has the database open; /healthz, which says that it does, asks nothing
            filler = small / "vulling"
            with filler.open("wb", buffering=0) as file, suppress(OSError):
                while True:
                    file.write(b"x" * 4096)
            tries = [try_to_save(site, f"proef-vol-{number}") for number in range(20)]
            seen = read_pages(site)
            filler.unlink()
            after = try_to_save(site, "proef-na-vol")[0]
            site.stop()
            with closing(sqlite3.connect(site.path)) as connection:
                rows = connection.execute(WRITTEN).fetchall()
                damage = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        subprocess.run(["umount", str(small)], check=False)  # noqa: S603, S607
    saved = sum(done for done, *_ in tries)
    statuses = sorted({status for _, status, *_ in tries})
    figures = {"antwoord op bewaren": statuses, "lezen intussen": seen, "erna": after, "half": len(halves(rows))}
    good = set(statuses) <= {302, 503} and 503 in statuses and len(rows) == saved + 1 and not halves(rows)
    return figures, good and damage == "ok" and after and set(seen) == {200}


def read_only(folder):
    """The file and its folder may not be written."""
    wrapper = ()
    if os.geteuid() == 0:  # root may write anything, unless it lays that right down
        wrapper = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--")
    site = Site(folder, wrapper=wrapper).fill()
    site.start()
    site.status("/")
    site.stop()
    site.path.chmod(0o444)
    folder.chmod(0o555)
    try:
        site.start()
        saved, status, insides, _ = try_to_save(site, "proef-lezen")
        seen = read_pages(site)
        public = [site.status(path) for path in PAGES]
        site.stop()
    finally:
        folder.chmod(0o755)
        for file in folder.glob(f"{site.path.name}*"):  # SQLite gave the file beside it the rights of the first
            file.chmod(0o644)
    site.start()
    after = try_to_save(site, "proef-na-lezen")[0]
    site.stop()
    figures = {"bewaren": status, "lezen als redacteur": seen, "lezen als bezoeker": public, "erna": after}
    return figures, not saved and status == 503 and not insides and set(public) <= {200, 503} and after


def search_index(folder):
    """The tables of the search index are emptied, or hold rubbish."""
    figures, good = {}, True
    query = "/zoeken/?q=eenzaamheid"
    with running(folder) as site:
        whole = site.ask(query)[1]
        for name, harm in {
            "leeg": ("DELETE FROM toolbox_document", "DELETE FROM toolbox_indexstate"),
            "half": ("DELETE FROM toolbox_document WHERE id % 2 = 0",),
            "rommel": ("UPDATE toolbox_document SET terms = '[1', words = '7'",),
        }.items():
            known = len(site.errors())
            with closing(sqlite3.connect(site.path, timeout=20)) as other:
                for statement in harm:
                    other.execute(statement)
                other.commit()
            if name == "rommel":  # a process that has the index in memory does not read it again
                site.stop()
                site.start()
            # Also words that nobody asked before.
            asked = [query, *(f"/zoeken/?q={word}" for word in ("armoede", "rouw", "jeugd", "vrijwilligers", "taal"))]
            meanwhile = max(site.ask(page, headers={"Cookie": site.cookie})[0] for page in asked)
            started = time.monotonic()
            ready = site.status("/readyz")
            seconds = time.monotonic() - started
            told = any("index is damaged" in line for line in site.errors()[known:])
            same = site.ask(query)[1] == whole
            figures[name] = (
                f"intussen {meanwhile}, melding in het log: {told}, /readyz {ready} na {seconds:.1f} s, "
                f"daarna zelfde antwoord: {same}"
            )
            good = (
                good and meanwhile == 200 and ready == 200 and same and told is (name != "leeg")
            )  # an empty one is just new
    return figures, good


def clock(folder):
    """The clock jumps an hour on, a year on and ten years back while the server runs."""
    if not FAKETIME:
        return {"niet gedaan": "libfaketime ontbreekt: apt-get install libfaketime"}, None
    moment = folder / "klok"
    moment.write_text("+0")
    settings = {"LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(moment), "FAKETIME_NO_CACHE": "1"}
    site = Site(folder).fill()
    site.env |= settings | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    site.start()
    figures, good = {}, True
    try:
        for name, jump in JUMPS.items():
            moment.with_suffix(".nieuw").write_text(jump)
            moment.with_suffix(".nieuw").replace(moment)  # the server may not read a half written one
            seen = [site.status(path) for path in PAGES] + read_pages(site)
            saved = try_to_save(site, f"proef-{jump.strip('+-')}-klok")[0]
            ready = site.status("/readyz")
            figures[name] = f"lezen {sorted(set(seen))}, bewaren {saved}, /readyz {ready}"
            good = good and set(seen) == {200} and saved and ready == 200
        errors = site.errors()  # before the stop: with libfaketime the last sleep of the server itself may fail
    finally:
        site.stop()
    return figures | {"fouten in het log": errors[:3] or 0}, good and not errors


def postgres(folder):
    """PostgreSQL is restarted under load, gently and as if the power failed."""
    if not binaries():
        return {"niet gedaan": "PostgreSQL ontbreekt: apt-get install postgresql"}, None
    with private_postgres() as server, running(folder, database=server.url) as site:
        confirmed, statuses, stop = [], [], threading.Event()

        def work(number):
            count = 0
            while not stop.is_set():
                count += 1
                try:
                    done, status = site.add_owner(f"proef-{number}-{count}", timeout=60)
                    statuses.append(status)
                    if done:
                        confirmed.append(f"proef-{number}-{count}")
                    statuses.append(site.ask("/tools/?q=buurt")[0])
                except OSError:
                    statuses.append(0)

        recovery = []
        with at_once([partial(work, number) for number in range(4)], stop):
            for mode in STOPS:
                time.sleep(4)
                server.stop(mode)
                time.sleep(1)
                server.start()
                recovery.append(until(lambda: site.status("/readyz") == 200, 30))
            time.sleep(3)
            before = len(statuses)
            time.sleep(2)
        late = statuses[before:]
        with psycopg.connect(server.url) as connection:
            rows = connection.execute(WRITTEN).fetchall()
    lost = set(confirmed) - {row[0] for row in rows}
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    figures = {
        "herstarts": len(STOPS),
        "antwoorden": counts,
        "bevestigd": len(confirmed),
        "bevestigd en toch weg": len(lost),
        "half bewaard": len(halves(rows)),
        "weer klaar na (s)": round(max(recovery), 1),
    }
    good = not lost and not halves(rows) and set(counts) <= {200, 302, 503} and not [s for s in late if s >= 500]
    return figures, good
