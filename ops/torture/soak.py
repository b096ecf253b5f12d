"""Five minutes at the limit of the machine with an editor who saves: no error, memory flat."""

import random
import time
from functools import partial
from http.client import HTTPConnection, HTTPException

from ops.torture.site import at_once, quantile, running

SECONDS = 300
READERS = 6
PAGES = ("/", "/tools/", "/fiches/", "/cyclus/", "/eigenaars/", "/doelgroepen/", "/over/bron-en-errata/")
WORDS = "eenzaam buurt spel ouderen armoede rouw taal jeugd vrijwilligers kaart bezoek zorg dorp kansen feest".split()


def read(site, end, seed, times, failed):
    """Read pages until `end`; about half of them are questions that nobody asked before."""
    chance = random.Random(seed)  # noqa: S311
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    while time.monotonic() < end:
        page = chance.choice(PAGES)
        if chance.random() < 0.5:
            page = f"/tools/?q={chance.choice(WORDS)}+{chance.choice(WORDS)}&x={chance.random()}"
        started = time.monotonic()
        try:
            connection.request("GET", page)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                failed.append((answer.status, page))
        except (OSError, HTTPException) as error:
            failed.append((type(error).__name__, page))
            connection.close()
        times.append(time.monotonic() - started)


def edit(site, end, saves, failed):
    """Save owners until `end`, as an editor would who never rests."""
    while time.monotonic() < end:
        started = time.monotonic()
        done, status = site.add_owner(f"proef-{len(saves) + 1}")
        saves.append(time.monotonic() - started)
        if not done:
            failed.append((status, "bewaren"))
        time.sleep(0.2)


def run(folder, seconds=SECONDS):
    """Figures of `seconds` seconds."""
    times, failed, saves, memory = [], [], [], []
    with running(folder) as site:
        end = time.monotonic() + seconds
        readers = [partial(read, site, end, seed, times, failed) for seed in range(READERS)]
        with at_once([*readers, partial(edit, site, end, saves, failed)]):
            for part in range(1, 11):
                time.sleep(max(0, end - seconds + part * seconds / 10 - 0.5 - time.monotonic()))
                memory.append(round(site.memory(), 1))
        errors = site.errors()
    for item in [*failed[:5], *errors[:5]]:
        print("   ", str(item)[:400])
    figures = {
        "verzoeken": len(times),
        "per seconde": round(len(times) / seconds),
        "p50 en p99 (ms)": [round(quantile(times, part) * 1000) for part in (0.5, 0.99)],
        "bewaringen": len(saves),
        "bewaren p99 (ms)": round(quantile(saves, 0.99) * 1000),
        "mislukt": len(failed),
        "geheugen per tiende (MiB)": memory,
    }
    return figures, not failed and not errors and memory[-1] < memory[4] * 1.1
