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
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from ops.bench import datasette
from ops.bench.search import in_a_process
from ops.torture.site import BASE, Site, until
from toolbox.management.commands import serve

SECONDS = 4
CONNECTIONS = 8
PAGES = {
    "beginpagina": "/",
    "lijst van tools": "/tools/",
    "zoeken met filters": "/tools/?q=buurt&vorm=video",
    "tool": "/tools/*/",
    "fiche": "/fiches/*/",
    "stap": "/cyclus/*/",
    "zoekpagina": "/zoeken/?q=eenzaam",
}
SEARCH = "/tools/?q={}+{}&x=%d"
SIZES = (135, 10_000)  # tools, against Datasette
SAMPLE = 40  # pages that are asked first, to wake up a server and to see what such a page holds
BARS = {"bewaard tegenover kaal": 0.75, "zoeken tegenover Datasette": 5, "geheugen per werker (MiB)": 120}
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


def measure(port, *addresses):
    """(requests a second, p50 and p99 in ms) of addresses; every answer has to be a 200.

    What lasts longer than two seconds is told: then the machine is busy with something else, or the bar is far away.
    """
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(BASE / "ops/bench/ask.lua")]
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("\n".join(addresses))
        file.flush()
        command += [f"http://127.0.0.1:{port}", "--", file.name]
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    if "Non-2xx" in text:
        raise RuntimeError(f"{addresses[0]}: {text}")
    for line in re.findall(r"Socket errors: .*", text):
        print(f"    {addresses[0]}: {line}")
    p50, p99 = (
        float(value) * UNITS[unit]
        for value, unit in (re.search(rf"{part}%\s+([\d.]+)(us|ms|s)", text).groups() for part in (50, 99))
    )
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), p50, p99


@contextmanager
def serving(command, port, env):
    """Another server on `port`."""
    process = subprocess.Popen(command, cwd=BASE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def answers():
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            return False
        return True

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


def row(label, *values):
    """Print a line of the table."""
    print(f"{label:<34}" + "".join(f"{value:>12}" for value in values), flush=True)


def measure_site(site, workers):
    """Figures of every page type; gives those that the bars ask for."""
    site.env["WEB_WORKERS"] = str(workers)
    site.start()
    print(f"\n{workers} werker{'s' if workers > 1 else ''}")
    row("", "per s", "p50 ms", "p99 ms", "nieuw/s", "p50 ms", "p99 ms")
    found = {}
    for label, pattern in PAGES.items():
        address = one_of(site, pattern)
        status = site.status(address)
        if status != 200:
            raise RuntimeError(f"{address}: {status}")
        kept, new = measure(site.port, address), measure(site.port, other(address))
        found[label] = kept[0]
        row(label, *(f"{value:.{0 if value > 100 else 1}f}" for value in (*kept, *new)))
    found["geheugen"] = site.memory()
    row("geheugen per werker (MiB)", f"{found['geheugen']:.0f}")
    site.stop()
    return found


def measure_bare(site, folder, workers, page):
    """The throughput of a bare view with a body as large as a kept page, in a server that is started like ours."""
    body = folder / "body"
    connection = HTTPConnection("127.0.0.1", site.port)
    site.start()
    connection.request("GET", page, headers={"Accept-Encoding": "gzip, br"})
    body.write_bytes(connection.getresponse().read())
    connection.close()
    site.stop()
    site.env["WEB_WORKERS"] = str(workers)
    *options, _ = serve.arguments(site.env)
    command = [str(Path(sys.executable).with_name("granian")), *options, "ops.bench.bare:application"]
    env = serve.MEMORY | site.env | {"BARE_BODY": str(body), "PYTHONPATH": str(BASE)}
    with serving(command, site.port, env):
        found = measure(site.port, "/")
    row(f"kale view, {body.stat().st_size / 1024:.1f} kB", *(f"{value:.1f}" for value in found))
    return found[0]


def computed(pids):
    """The seconds that processes computed until now."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(found[11]) + int(found[12]) for found in fields) / os.sysconf("SC_CLK_TCK")


def measure_search(port, pids, addresses, row_of):
    """What `measure` says of the pages that are compared, the ms that one takes to compute, its rows and its kB."""
    rows = size = 0
    for address in addresses[:SAMPLE]:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", address)
        body = connection.getresponse().read()
        connection.close()
        rows += body.count(row_of)
        size += len(body)
    before = computed(pids)
    found = measure(port, *addresses[SAMPLE:])
    cost = (computed(pids) - before) / (found[0] * SECONDS) * 1000
    return *found, cost, rows / SAMPLE, size / SAMPLE / 1024


def compare(site, folder, size):
    """How often our search page goes into Datasette's: {how Datasette is served: ratio}."""
    copy = folder / f"{size}" / "datasette.db"  # its name is in the address
    copy.parent.mkdir()
    datasette.export(site.path, copy)
    words = datasette.words(copy)
    random.Random(1).shuffle(words)  # noqa: S311  the same order in every run
    site.env["WEB_WORKERS"] = "1"
    site.start()
    addresses = [SEARCH.format(datasette.EVERYWHERE, quote(word)) for word in words]
    ours = measure_search(site.port, site.workers(), addresses, b'class="tool-card"')
    site.stop()
    print(f"\nZoeken met facetten, {size:,} tools, {len(words)} vragen, één proces")
    row("", "per s", "p50 ms", "p99 ms", "ms reken", "rijen", "kB")
    row("wij", *(f"{value:.1f}" for value in ours))
    ratios = {}
    for label, settings in datasette.SETTINGS.items():
        command = [str(BASE / "build/datasette/bin/datasette"), "serve", f"--port={site.port}", *settings, str(copy)]
        with serving(command, site.port, os.environ) as process:
            theirs = [datasette.query(word) for word in words]
            found = measure_search(site.port, [process.pid], theirs, b'class="col-id type-pk"')
        row(f"Datasette {label}", *(f"{value:.1f}" for value in found))
        ratios[label] = ours[0] / found[0]
    return ratios


def main():
    """Print the table and hold it against the bars; gives how many were not reached."""
    if not shutil.which("wrk"):
        print("wrk ontbreekt: apt-get install wrk")
        return 1
    with tempfile.TemporaryDirectory(prefix="toolbox-bench-") as name:
        folder = Path(name, "site")
        folder.mkdir()
        site = Site(folder).fill()
        measured, bare = {}, {}
        for workers in (1, 2):
            measured[workers] = measure_site(site, workers)
            bare[workers] = measure_bare(site, folder, workers, PAGES["lijst van tools"])
        against = {}
        for size in SIZES:
            if size > SIZES[0]:
                in_a_process("fill", site.path, str(size))
            against[size] = compare(site, folder, size)
        print()
        for size, ratios in against.items():
            for label, ratio in ratios.items():
                print(f"{size:,} tools, tegenover Datasette {label}: {ratio:.1f}")
        results = {
            "bewaard tegenover kaal": min(measured[w]["lijst van tools"] / bare[w] for w in (1, 2)),
            "zoeken tegenover Datasette": against[SIZES[0]][datasette.AS_IT_COMES],
            "geheugen per werker (MiB)": max(measured[w]["geheugen"] for w in (1, 2)),
        }
    missed = 0
    for label, bar in BARS.items():
        good = results[label] < bar if "geheugen" in label else results[label] >= bar
        missed += not good
        print(f"{label}: {results[label]:.2f} (norm: {bar}) {'gehaald' if good else 'NIET GEHAALD'}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
