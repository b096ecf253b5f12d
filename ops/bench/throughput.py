"""How many pages the server gives in a second, and how fast: `make bench-server`.

Against a bare Django view through the same server, and against Datasette with the same tools, in the same run.

Search against Datasette: one process each (Datasette has no more; ours gets one worker), the same tools, the same
questions, each only asked once, a page of 24 rows on both sides, and the facets counted: the four that both have, and
on our side the other four as well. Both look whether something changed since the last question, unless it says "vast".
The bar is for Datasette as it comes; what somebody who knows it well gets out of it stands beside it.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import mean, median
from urllib.parse import quote

from ops.bench import datasette
from ops.bench.report import BASE, Report, cell
from ops.bench.search import in_a_process
from ops.torture.site import Site, until
from toolbox.management.commands import serve

SECONDS = 4
CONNECTIONS = 8
WORKERS = (1, 2)
LIST = "lijst van tools"
PAGES = {
    "beginpagina": "/",
    LIST: "/tools/",
    "zoeken met filters": "/tools/?q=buurt&vorm=video",
    "tool": "/tools/*/",
    "fiche": "/fiches/*/",
    "stap": "/cyclus/*/",
    "zoekpagina": "/zoeken/?q=eenzaam",
}
SEARCH = "/tools/?q={}+{}&x=%d"
SIZES = (135, 10_000)  # tools, against Datasette
WAKING = 5  # times that each page is asked first: then every worker has read its words
SAMPLE = 40  # pages that are asked first, to wake up a server and to see what such a page holds
UNITS = {"us": 0.001, "ms": 1, "s": 1000}
SPEED = ("per s", "p50 ms", "p99 ms")
# The bars: bare views that a page may cost which nobody kept; what the others are, `bars` says.
UNKEPT, KEPT, DATASETTE, MEMORY = 30, 0.7, 4, 120
COUNTING = 0.05  # of a kept page, that counting may cost
TURNS, TURN = 21, 1  # with and without counting, of so many seconds: short, so that both meet the same other work


def measure(port, *addresses, connections=CONNECTIONS, seconds=SECONDS, rest=0):
    """(requests a second, p50 and p99 in ms) of addresses; every answer has to be a 200.

    Over each of `connections` the next is asked as soon as there is an answer, or after `rest` seconds on average.
    What lasts longer than two seconds is told: then the machine is busy with something else, or the bar is far away.
    """
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(BASE / "ops/bench/ask.lua")]
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("\n".join(addresses))
        file.flush()
        command += [f"http://127.0.0.1:{port}", "--", file.name, str(rest)]
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    if "Non-2xx" in text or not per_second:
        raise RuntimeError(f"{addresses[0]}: {text}")
    for line in re.findall(r"Socket errors: .*", text):
        print(f"    {addresses[0]}: {line}")
    lasted = (re.search(rf"{part}%\s+([\d.]+)(us|ms|s)", text).groups() for part in (50, 99))
    p50, p99 = (float(value) * UNITS[unit] for value, unit in lasted)
    return per_second, p50, p99


def fetch(port, path, **headers):
    """The body of a page as it comes over the line."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().read()


@contextmanager
def serving(command, port, env):
    """Another server on `port`."""
    process = subprocess.Popen(command, cwd=BASE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def answers():
        try:
            return fetch(port, "/") is not None
        except OSError:
            return False

    try:
        until(answers, 30)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def one_of(site, pattern):
    """The first address like `pattern` that the page above it links to."""
    if "*" not in pattern:
        return pattern
    return re.search(f'href="({pattern.replace("*", "[a-z0-9-]+")})"', site.ask(pattern.partition("*")[0])[1])[1]


def other(address):
    """The address with something in it that makes it another page each time."""
    return f"{address}{'&' if '?' in address else '?'}x=%d"


def measure_workers(report, site, workers):
    """Every page type with so many workers: {page: bare views that it costs unkept}, kept list to bare view, MiB."""
    site.env["WEB_WORKERS"] = str(workers)
    site.start()
    addresses = {label: one_of(site, pattern) for label, pattern in PAGES.items()}
    for address in [*addresses.values()] * WAKING:
        fetch(site.port, address)
    body = fetch(site.port, addresses[LIST], **{"Accept-Encoding": "gzip, br"})
    speeds = {label: (measure(site.port, at), measure(site.port, other(at))) for label, at in addresses.items()}
    memory = site.memory()
    site.stop()
    bare = measure_bare(site, body)
    heads = (*SPEED, *(f"nieuw: {head}" for head in SPEED), "kale views")
    report.table(f"{workers} werker{'s' if workers > 1 else ''}", *heads)
    report.row(f"kale view, {cell(len(body) / 1024)} kB", *bare, *[""] * 4)
    unkept = {label: bare[0] / new[0] for label, (_, new) in speeds.items()}
    for label, (kept, new) in speeds.items():
        report.row(label, *kept, *new, unkept[label])
    report.say("", f"Geheugen per werker: {cell(memory)} MiB.")
    return unkept, speeds[LIST][0][0] / bare[0], memory


def measure_bare(site, body):
    """The speed of a bare view that gives `body`, as large as a kept page, in a server that is started like ours."""
    path = site.folder / "body"
    path.write_bytes(body)
    *options, _ = serve.arguments(site.env)
    command = [str(Path(sys.executable).with_name("granian")), *options, "ops.bench.bare:application"]
    with serving(command, site.port, serve.MEMORY | site.env | {"BARE_BODY": str(path), "PYTHONPATH": str(BASE)}):
        return measure(site.port, "/")


def computed(pids):
    """The seconds that processes computed until now."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(found[11]) + int(found[12]) for found in fields) / os.sysconf("SC_CLK_TCK")


def measure_search(port, pids, addresses, row_of):
    """What `measure` says of the pages that are compared, the ms that one takes to compute, its rows and its kB."""
    bodies = [fetch(port, address) for address in addresses[:SAMPLE]]
    before = computed(pids)
    found = measure(port, *addresses[SAMPLE:])
    cost = (computed(pids) - before) / (found[0] * SECONDS) * 1000
    rows, size = sum(body.count(row_of) for body in bodies), sum(map(len, bodies)) / 1024
    return *found, cost, rows / len(bodies), size / len(bodies)


def compare(report, site, size):
    """How often our search page goes into Datasette's: {how Datasette is served: ratio}."""
    copy = site.folder / f"{size}" / "datasette.db"  # its name is in the address
    copy.parent.mkdir()
    datasette.export(site.path, copy)
    words = datasette.words(copy)
    random.Random(1).shuffle(words)  # noqa: S311  the same order in every run
    title = f"Zoeken met facetten, {cell(size)} tools, {cell(len(words))} vragen, één proces"
    report.table(title, *SPEED, "ms reken", "rijen", "kB", "wij zoveel keer")
    site.env["WEB_WORKERS"] = "1"
    site.start()
    addresses = [SEARCH.format(datasette.EVERYWHERE, quote(word)) for word in words]
    ours = measure_search(site.port, site.workers(), addresses, b'class="tool-card"')
    site.stop()
    report.row("wij", *ours, "")
    ratios = {}
    for label, settings in datasette.SETTINGS.items():
        command = [str(BASE / "build/datasette/bin/datasette"), "serve", f"--port={site.port}", *settings, str(copy)]
        with serving(command, site.port, os.environ) as process:
            theirs = [datasette.query(word) for word in words]
            found = measure_search(site.port, [process.pid], theirs, b'class="col-id type-pk"')
        ratios[label] = ours[0] / found[0]
        report.row(f"Datasette {label}", *found, ratios[label])
    return ratios


def measure_counting(report, folder):
    """By which part counting makes a kept page dearer, over all pages.

    Two servers on one database, with and without, take turns of a few seconds: what else the machine does, it does to
    both. Of each page the median of the turns, in time that the worker computes; of the pages the mean.
    """
    counts, counts_not = sites = [Site(folder, workers=1, COUNT_USAGE=value).start() for value in ("1", "0")]
    more, costs = {}, {}
    for label, pattern in PAGES.items():
        address = one_of(counts, pattern)
        for site in sites:
            fetch(site.port, address)
        pairs = []
        for turn in range(TURNS):
            order = sites if turn % 2 else sites[::-1]
            found = {site: cost_of(site, address) for site in order}
            pairs.append((found[counts_not], found[counts]))
        costs[label] = [median(each) for each in zip(*pairs, strict=True)]
        more[label] = median(counted / without for without, counted in pairs) - 1
    for site in sites:
        site.stop()
    report.table("Bewaarde bladzijden, met en zonder tellen", "zonder: µs reken", "met: µs reken", "meer, %")
    for label in PAGES:
        report.row(label, *costs[label], 100 * more[label])
    return mean(more.values())


def cost_of(site, address):
    """The microseconds that a worker computes for one page, over a short turn."""
    before = computed(site.workers())
    speed = measure(site.port, address, seconds=TURN)[0]
    return (computed(site.workers()) - before) / (speed * TURN) * 1e6


def bars(measured, ratio, counting):
    """(what, measured, bar, was it reached) of each bar; of one and two workers the worst counts."""
    pages, kept, memory = zip(*measured, strict=True)
    for label in PAGES:
        views = max(unkept[label] for unkept in pages)
        yield f"{label}, niet bewaard: kale views", views, f"hoogstens {UNKEPT}", views <= UNKEPT
    yield "bewaard tegenover kaal", min(kept), f"minstens {cell(KEPT)}", min(kept) >= KEPT
    yield "zoeken tegenover Datasette", ratio, f"minstens {DATASETTE}", ratio >= DATASETTE
    yield "tellen, van een bewaarde bladzijde", counting, f"hoogstens {cell(COUNTING)}", counting <= COUNTING
    yield "geheugen per werker (MiB)", max(memory), f"onder {MEMORY}", max(memory) < MEMORY


def main():
    """Measure, write docs/metingen/bench-server.md and give how many bars were not reached."""
    if not shutil.which("wrk"):
        print("wrk ontbreekt: apt-get install wrk")
        return 1
    report = Report("bench-server", "Bladzijden per seconde", "make bench-server")
    with tempfile.TemporaryDirectory(prefix="toolbox-bench-") as name:
        folder = Path(name, "site")
        folder.mkdir()
        site = Site(folder).fill()
        measured = [measure_workers(report, site, workers) for workers in WORKERS]
        counting = measure_counting(report, folder)
        against = compare(report, site, SIZES[0])
        for size in SIZES[1:]:
            in_a_process("fill", site.path, size)
            compare(report, site, size)
    report.table("Normen", "gemeten", "norm", "gehaald")
    missed = 0
    for label, value, bar, reached in bars(measured, against[datasette.AS_IT_COMES], counting):
        report.row(label, value, bar, "ja" if reached else "NEE")
        missed += not reached
    report.save()
    return missed


if __name__ == "__main__":
    sys.exit(main())
