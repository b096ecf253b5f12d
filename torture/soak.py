"""Five minutes at the limit of the machine with an editor who saves: no error, memory flat."""

import random
import threading
import time
from http.client import HTTPConnection, HTTPException

from torture.site import quantile, running

SECONDS = 300
READERS = 6
PAGES = ("/", "/tools/", "/fiches/", "/cyclus/", "/eigenaars/", "/doelgroepen/", "/over/bron-en-errata/")
WORDS = "eenzaam buurt spel ouderen armoede rouw taal jeugd vrijwilligers kaart bezoek zorg dorp kansen feest".split()


def run(folder, seconds=SECONDS):
    """Figures of `seconds` seconds."""
    with running(folder) as site:
        end = time.monotonic() + seconds
        times, failed, saves = [], [], []

        def read(seed):
            chance = random.Random(seed)  # noqa: S311
            connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
            while time.monotonic() < end:
                page = chance.choice(PAGES)
                if chance.random() < 0.5:  # one that nobody kept
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

        def edit():
            count = 0
            while time.monotonic() < end:
                count += 1
                started = time.monotonic()
                done, status = site.add_owner(f"proef-{count}")
                saves.append(time.monotonic() - started)
                if not done:
                    failed.append((status, "bewaren"))
                time.sleep(0.2)

        threads = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
        threads.append(threading.Thread(target=edit))
        for thread in threads:
            thread.start()
        memory = []
        for part in range(1, 11):
            time.sleep(max(0, end - seconds + part * seconds / 10 - 0.5 - time.monotonic()))
            memory.append(round(site.memory(), 1))
        for thread in threads:
            thread.join()
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
