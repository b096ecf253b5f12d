"""How many readers one machine serves while editors save: `make bench-load`.

All of it on one machine, as on that of an operator: Caddy, the site with SQLite, and here also who asks. A reader
asks a page, reads for a while and asks another, over a connection of his own; a page that was kept is there until
somebody saves, and a question of two words is always another one. So how much is kept follows from the mix, and from
how often an editor saves.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from ops.bench.report import Report, cell
from ops.bench.search import in_a_process
from ops.bench.throughput import computed, measure
from ops.torture.proxy import CADDY, NO_CADDY, Proxy
from ops.torture.site import Site, at_once

SIZES = (135, 10_000)  # tools
READERS = (50, 100, 200, 300, 400)  # pages a second that are asked
THINKS = 2  # seconds that a reader looks at a page
EDITORS, REST = 5, 30  # each saves once in so many seconds
SECONDS = 30
SLOW = 1000  # ms that at most one page in a hundred may take
SLOWEST_SAVE = 5  # seconds
WORDS = "eenzaam buurt spel ouderen armoede rouw taal jeugd vrijwilligers kaart bezoek zorg dorp kansen feest".split()
# Of a hundred pages: those of everybody, those of a tool (some far more often than others), and what readers ask.
SHARED = {"/": 12, "/tools/": 10, "/fiches/": 6, "/cyclus/": 4}
TOOLS, CHOICES, QUESTIONS = 40, 16, 12
SLUGS = "SELECT slug FROM toolbox_tool WHERE status = 'gepubliceerd' ORDER BY slug LIMIT 500"
GROUPS, FORMS = ("ouderen", "vrijwilligers", "gezinnen"), ("video", "tips", "toolkit")
TOLD = f"""
Caddy, de site met SQLite en wie vraagt, op één machine. Per regel: zoveel bladzijden per seconde, van lezers die elk
{THINKS} s kijken voor ze de volgende vragen; {EDITORS} redacteurs bewaren elk om de {REST} s.
Van 100 bladzijden zijn er {QUESTIONS} een zoekvraag die nog niemand stelde.
Vlug genoeg is: 99 van de 100 bladzijden binnen een seconde, geen fout, en elke bewaring bevestigd en binnen
{SLOWEST_SAVE} s. “ms reken” is wat de werkers en Caddy per bladzijde rekenen."""


def mix(site, chance, number):
    """`number` addresses as readers ask them."""
    with closing(sqlite3.connect(site.path)) as connection:
        slugs = [slug for (slug,) in connection.execute(SLUGS)]
    chance.shuffle(slugs)
    often = [1 / place for place in range(1, len(slugs) + 1)]
    makers = {
        **{partial(str, page): share for page, share in SHARED.items()},
        lambda: f"/tools/{chance.choices(slugs, often)[0]}/": TOOLS,
        lambda: f"/tools/?doelgroep={chance.choice(GROUPS)}&vorm={chance.choice(FORMS)}": CHOICES,
        lambda: f"/tools/?q={chance.choice(WORDS)}+{chance.choice(WORDS)}&x=%d": QUESTIONS,
    }
    return [make() for make in chance.choices(list(makers), list(makers.values()), k=number)]


def edit(site, port, number, stop, saves):
    """An editor who saves and rests until `stop`; adds (was it confirmed, seconds) to `saves`."""
    stop.wait(REST * number / EDITORS)
    while not stop.is_set():
        started = time.monotonic()
        done, _ = site.add_owner(f"proef-{number}-{time.monotonic_ns()}", port=port, timeout=60)
        saves.append((done, time.monotonic() - started))
        stop.wait(REST)


def load(report, site, proxy, readers, addresses):
    """One line of the table: so many readers and the editors; gives whether it was fast enough."""
    stop, saves, pids = threading.Event(), [], [*site.workers(), proxy.process.pid]
    before = computed(pids)
    with at_once([partial(edit, site, proxy.port, number, stop, saves) for number in range(EDITORS)], stop):
        try:
            speed = measure(proxy.port, *addresses, connections=readers * THINKS, seconds=SECONDS, rest=THINKS)
        except RuntimeError as error:  # somebody got no page
            print(error)
            speed = (0, SLOW, SLOW)
        used = computed(pids) - before
    slowest = max(seconds for _, seconds in saves)
    good = speed[2] < SLOW and slowest < SLOWEST_SAVE and all(done for done, _ in saves)
    cost = 1000 * used / (speed[0] * SECONDS or 1)
    report.row(cell(readers), *speed, cost, len(saves), slowest, "ja" if good else "NEE")
    return good


def measure_size(report, site, size):
    """A table of ever more readers, until it is not fast enough any more."""
    heads = ("gekregen per s", "p50 ms", "p99 ms", "ms reken", "bewaringen", "traagste (s)", "vlug genoeg")
    report.table(f"{cell(size)} tools", *heads)
    proxy = Proxy(site)
    site.env["CSRF_TRUSTED_ORIGINS"] = f"http://127.0.0.1:{proxy.port}"
    site.start()
    addresses = mix(site, random.Random(1), 5000)  # noqa: S311  the same in every run
    try:
        with proxy.running():
            for page in addresses[:100]:  # each worker has read its words
                site.status(page, port=proxy.port)
            all(load(report, site, proxy, readers, addresses) for readers in READERS)
    finally:
        site.stop()


def main(sizes):
    """Measure, and write docs/metingen/belasting.md."""
    if missing := ("wrk ontbreekt: apt-get install wrk" if not shutil.which("wrk") else "" if CADDY else NO_CADDY):
        print(missing)
        return 1
    report = Report("belasting", "Hoeveel lezers één machine bedient", "make bench-load")
    report.say(TOLD)
    with tempfile.TemporaryDirectory(prefix="toolbox-bench-") as name:
        folder = Path(name, "site")
        folder.mkdir()
        site = Site(folder).fill()
        for size in sizes:
            if size > SIZES[0]:
                in_a_process("fill", site.path, size)
            measure_size(report, site, size)
    report.save()
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
