"""Both databases give the same answers in the same order."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from tests.private_postgres import binaries
from tests.search.order import order


@pytest.mark.skipif(connection.vendor != "sqlite", reason="vergelijkt vanuit SQLite; op PostgreSQL is er niets anders")
def test_order_is_the_same_on_postgresql(toolbox):
    if binaries() is None:
        pytest.skip("Geen PostgreSQL-server gevonden: de volgorde is niet vergeleken.")
    command = [sys.executable, "-m", "tests.private_postgres", "--", sys.executable, "-m", "tests.search.order"]
    other = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert json.loads(other[other.index("{") :]) == order()
