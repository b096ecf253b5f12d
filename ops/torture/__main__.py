"""Run the trials that are named, or all of them."""

import sys
import tempfile
import time
from pathlib import Path

from ops.torture import attack, counting, fuzz, hang, kills, machines, reload, restart, sheets, slow, soak, trouble
from ops.torture.site import fresh

TRIALS = {
    "slot": trouble.locked,
    "vol": trouble.full_disk,
    "lezen": trouble.read_only,
    "zoekindex": trouble.search_index,
    "klok": trouble.clock,
    "postgresql": trouble.postgres,
    "filters": attack.filters,
    "werker": attack.hanging,
    "beurten": attack.costs,
    "bezoekers": attack.visitors,
    "samen": attack.together,
    "aanmelden": attack.passwords,
    "parameters": attack.parameters,
    "sqlite": attack.sqlite,
    "rekenblad": sheets.run,
    "hangt": hang.run,
    "herladen": reload.run,
    "herstart": restart.run,
    "traag": slow.run,
    "machines": machines.run,
    "kills": kills.run,
    "tellen": counting.run,
    "fuzz": fuzz.run,
    "duur": soak.run,
}


def main(names):
    """Print the figures of each trial; gives how many it did not stand."""
    if unknown := [name for name in names if name not in TRIALS]:
        print(f"Onbekend: {', '.join(unknown)}. Kies uit: {', '.join(TRIALS)}.")
        return 1
    failed = 0
    with tempfile.TemporaryDirectory(prefix="toolbox-torture-", ignore_cleanup_errors=True) as base:
        for name in names or TRIALS:
            trial = TRIALS[name]
            words = sys.modules[trial.__module__].__doc__ if trial.__name__ == "run" else trial.__doc__
            print(f"{name}: {words.splitlines()[0]}", flush=True)
            started = time.monotonic()
            figures, good = trial(fresh(Path(base, name)))
            for label, value in figures.items():
                print(f"    {label}: {value}")
            verdict = {True: "doorstaan", None: "niet gedaan"}.get(good, "NIET DOORSTAAN")
            print(f"    {verdict} in {time.monotonic() - started:.0f} s\n", flush=True)
            failed += verdict == "NIET DOORSTAAN"
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
