"""Both databases give the same answers in the same order."""

import json
import os
import subprocess
import sys

import pytest

from tests.toolbox.search.order import order

pytestmark = [pytest.mark.programs, pytest.mark.only_postgresql]


def test_order_is_the_same_on_the_other_database(toolbox):
    command = [sys.executable, "-m", "tests.toolbox.search.order"]
    env = os.environ | {"DATABASE_URL": "sqlite://:memory:"}
    other = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    assert json.loads(other) == order()
