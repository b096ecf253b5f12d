"""Run a command, with a name before each line that it says, and its last unfinished line when it is long about that.

    python -m tests.told test-sqlite -- python -m pytest

Gives the exit status of the command. Only Python: not every `sed` writes a line as soon as it has one.
"""

import os
import subprocess
import sys
import threading

PATIENCE = 30  # seconds


def tell(name, read, write, patience=PATIENCE):
    """Hand on what `read()` gives, bytes until b"", as lines with `name`; after `patience` seconds also half a line."""
    waiting, lock = bytearray(), threading.Lock()
    ended, said = threading.Event(), threading.Event()

    def remind():
        while not ended.wait(patience):
            with lock:
                if waiting and not said.is_set():
                    write(f"{name}: {waiting.decode(errors='replace')} …\n")
                said.clear()

    threading.Thread(target=remind, daemon=True).start()
    while data := read():
        with lock:
            waiting += data
            *lines, waiting[:] = bytes(waiting).split(b"\n")
            for line in lines:
                write(f"{name}: {line.decode(errors='replace')}\n")
            if lines:
                said.set()
    ended.set()
    if waiting:
        write(f"{name}: {waiting.decode(errors='replace')}\n")


def write(words):
    """To standard output, at once."""
    sys.stdout.write(words)
    sys.stdout.flush()


def main(name, _, *command):
    """Run it; `_` is the -- between."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    try:
        tell(name, lambda: os.read(running.stdout.fileno(), 65536), write)
        return running.wait()
    except KeyboardInterrupt:
        return running.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
