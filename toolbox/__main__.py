"""The portal with one command and nothing installed but Python: `python -m toolbox`; `make run` does the same.

    python -m toolbox                 environment, database with content, and the site; it follows HOST and PORT
    python -m toolbox install GROUP   only the environment, with the packages of a group of pyproject.toml

Runs in any Python since 3.6, so that one that is too old can say so. Every step can be broken off and done again.
"""

import importlib.util
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from toolbox.serving.ports import hindrance, listens

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
LISTS = ("pyproject.toml", "constraints.txt")
COVERS = {"test": ("run", "serve"), "serve": ("run",)}  # who installs the first, has the others too
OLDEST = (3, 11)
PIP = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--constraint", str(BASE / "constraints.txt")]


def python_of(venv):
    """The Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command, **options):
    """Whether a program ended well."""
    return subprocess.run([str(part) for part in command], cwd=str(BASE), check=False, **options).returncode == 0  # noqa: S603


def missing():
    """What this Python lacks to make an environment, as words for who has to install it; "" when nothing does."""
    version = "{}.{}".format(*sys.version_info)
    if sys.version_info < OLDEST:
        return f"Python 3.11 of nieuwer is nodig; dit is {version}. Een andere kies je met make run PYTHON=python3.12."
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return f"Python mist hier venv. Op Debian of Ubuntu: sudo apt-get install python{version}-venv."
    return ""


def environment(venv):
    """Make the environment, unless a whole one is there: one of which the making was broken off has no pip."""
    if python_of(venv).exists() and run(python_of(venv), "-c", "import pip", stderr=subprocess.DEVNULL):
        return True
    lacks = missing()
    if lacks:
        sys.exit(lacks)
    print("De omgeving maken …", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    made = subprocess.run(command, cwd=str(BASE), check=False, stderr=subprocess.PIPE)  # noqa: S603
    sys.stderr.write(made.stderr.decode(errors="replace"))  # at Ctrl+C we do not come here: it says much then
    return made.returncode == 0


def install(group, venv=VENV):
    """Have the packages of `group` in the environment. Its stamp comes last: without one all is done again."""
    stamp = venv / f".{group}"
    if is_whole(stamp):
        return
    if stamp.exists():  # a Python that is too old has no unlink(missing_ok=True)
        stamp.unlink()
    done = environment(venv) and run(python_of(venv), *PIP, "--upgrade", "pip")
    print("De pakketten ophalen; de eerste keer duurt dat enkele minuten …", flush=True)
    if not (done and run(python_of(venv), *PIP, "--group", group)):
        sys.exit("De pakketten konden niet geïnstalleerd worden. Is er internet? Probeer het dan gewoon opnieuw.")
    for name in (group, *COVERS.get(group, ())):
        (venv / f".{name}").touch()


def is_whole(stamp):
    """Whether the packages were installed since their list last changed."""
    return stamp.exists() and stamp.stat().st_mtime >= max((BASE / name).stat().st_mtime for name in LISTS)


def portal(python, host, port):
    """Run the site until it is stopped; gives the exit status. Its address is told when it answers there."""
    hinders = hindrance(host, port)
    if not hinders and listens(host, port):
        hinders = f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld PORT={int(port) + 1}."
    if hinders:
        print(hinders, file=sys.stderr)
        return 1
    if not (run(python, "manage.py", "migrate", "--verbosity", "0") and run(python, "manage.py", "load_toolbox")):
        return 1
    where = f"[{host}]" if ":" in host else host
    command = [str(python), "manage.py", "runserver", f"{where}:{port}"]
    # What Django itself says there is in English, and comes before anybody answers.
    server = subprocess.Popen(command, cwd=str(BASE), stdout=subprocess.DEVNULL)  # noqa: S603
    threading.Thread(target=announce, args=(server, host, port, where), daemon=True).start()
    try:
        return server.wait()
    except KeyboardInterrupt:  # the server heard it as well
        server.wait()
        print("\nGestopt.")
        return 0


def announce(server, host, port, where):
    """Say where the site is, as soon as it answers."""
    while server.poll() is None:
        if listens(host, port):
            print(f"De portal draait op http://{where}:{port}/ (stop met Ctrl+C)", flush=True)
            return
        time.sleep(0.1)


def main(*arguments):
    """Do what the command line asks; gives the exit status."""
    try:
        if arguments[:1] == ("install",):
            install(*arguments[1:])
            return 0
        install("run")
        return portal(python_of(VENV), os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    except KeyboardInterrupt:
        print("\nOnderbroken. De volgende keer gaat het hier verder.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
