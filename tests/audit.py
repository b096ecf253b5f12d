"""Ask which leaks are known in what we use: `make audit`. Says clearly how much of it could not be asked."""

import json
import subprocess
import sys
from pathlib import Path

COMMAND = "--requirement constraints.txt --no-deps --disable-pip --progress-spinner off --format json".split()


def main():
    """Print what was found; 1 when there is a leak, 0 when none is known or nobody could tell."""
    done = subprocess.run(  # noqa: S603
        [str(Path(sys.executable).with_name("pip-audit")), *COMMAND], capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        print("NIET NAGEKEKEN op bekende lekken: de gegevens daarover zijn van hier niet te bereiken.")
        return 0
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    leaks = [(package, leak) for package in packages for leak in package.get("vulns", [])]
    for package, leak in leaks:
        fixed = ", ".join(leak["fix_versions"]) or "nog geen"
        print(f"LEK: {package['name']} {package['version']}: {leak['id']}. Hersteld in: {fixed}")
    if unknown:
        print(f"NIET NAGEKEKEN op bekende lekken: {len(unknown)} van {len(packages)} pakketten.")
        print("De gegevens over lekken zijn van hier niet te bereiken.")
    else:
        print(f"{len(packages)} pakketten nagekeken op bekende lekken: {len(leaks)} gevonden.")
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
