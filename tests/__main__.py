"""pytest, with room on Python's stack: `python -m tests`, which `make test` runs.

Python 3.11 has its frames in pieces of 16 kB, and gives a piece back to the system as soon as it is empty. A page that
is made in a test stands so deep that the end of a piece is passed hundreds of times: half a million in the crawl, which
was a fifth of its time. Under one frame that asks for more than all others together, they share one piece.
"""

import sys

import pytest

ROOM = 140_000  # values, of 8 bytes: the piece is then 2 MiB, of which half is left for the frames above


def main():
    """Run pytest with the arguments of the command line; gives its exit code."""
    return pytest.main()


main.__code__ = main.__code__.replace(co_stacksize=ROOM)

if __name__ == "__main__":
    sys.exit(main())
