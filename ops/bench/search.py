"""How search and filters hold at 135, 10,000 and 100,000 tools: `make bench`, or `python -m ops.bench.search 1000000`.

Every size is a database of its own: the real toolbox, filled up with tools made of its words. Each page is asked every
time with other words, so that nothing is kept. What it costs is a ratio to a bare view that returns a constant, through
the same client in the same run.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ops.bench.report import Report, cell

SIZES = (135, 10_000, 100_000)
BAR = 4  # times what it costs at the smallest size


def do(task, database, *args):
    """Fill or measure the site that has its database at `database`, without any cache; gives what there is to say."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "ops.bench.search_settings", "DATABASE_URL": f"sqlite:///{database}"}
    import django

    django.setup()
    from ops.bench import pages, tools

    return {"fill": tools.fill, "measure": pages.measure}[task](*map(int, args))


def in_a_process(task, database, *args):
    """What `do` gives, in a process of its own: each has one database, and its memory is measured."""
    command = [sys.executable, "-m", "ops.bench.search", task, str(database), *map(str, args)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    return json.loads(printed.splitlines()[-1])


def measure(size):
    """What each page costs with `size` tools, and what it took to make them."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        seconds = in_a_process("fill", database, size)
        found = in_a_process("measure", database)
        return found | {"seconds": seconds, "room": database.stat().st_size / 2**20}


def main(sizes):
    """Measure every size and write docs/metingen/bench.md."""
    report = Report("bench", "Zoeken bij veel tools", "make bench")
    first = None
    for size in sizes:
        found = measure(size)
        first = first or found
        report.table(f"{cell(size)} tools", "ms", "x kaal", "query’s", f"x {cell(sizes[0])} tools", f"hoogstens {BAR}")
        for name, (cost, ratio, queries) in found["pages"].items():
            growth = ratio / first["pages"][name][1]
            report.row(name, cost, ratio, queries, growth, "ja" if growth <= BAR else "NEE")
        steps = ", ".join(f"{step} {seconds} s" for step, seconds in found["seconds"].items())
        report.say("", f"Kale view {cell(found['bare'])} ms; geheugen van het proces hoogstens {found['memory']} MiB; "
                       f"databank {cell(found['room'])} MiB; {steps}.")  # fmt: skip
    report.save()


if __name__ == "__main__":
    if sys.argv[1:2] in (["fill"], ["measure"]):
        print(json.dumps(do(*sys.argv[1:])))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
