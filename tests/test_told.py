"""Each line of make test says which stream speaks, as soon as there is something to say."""

import sys
import time

import pytest

from tests.told import tell
from tests.toolbox.test_settings import run


def test_each_line_has_its_name_and_half_a_line_comes_when_it_takes_long():
    parts, said = iter([b"tests/a.py ..", None, b".\ntests/b", b".py .", b""]), []

    def read():
        part = next(parts)
        if part is None:  # nothing comes for a while
            until = time.monotonic() + 10
            while not said and time.monotonic() < until:
                time.sleep(0.01)
            return next(parts)
        return part

    tell("test-sqlite", read, said.append, patience=0.05)
    assert said[0] == "test-sqlite: tests/a.py .. …\n"
    assert [line for line in said if "…" not in line] == [
        "test-sqlite: tests/a.py ...\n",
        "test-sqlite: tests/b.py .\n",
    ]


@pytest.mark.programs
def test_exit_status_is_that_of_the_command():
    code = "import sys; print('een'); print('twee', file=sys.stderr); sys.exit(3)"
    done = run(sys.executable, "-m", "tests.told", "x", "--", sys.executable, "-c", code)
    assert (done.returncode, done.stdout, done.stderr) == (3, "x: een\nx: twee\n", "")
