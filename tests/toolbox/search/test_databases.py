"""Both databases give the same answers in the same order."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.toolbox.search.order import order

HERE = [sys.executable, "-m", "tests.toolbox.search.order"]


@pytest.mark.both_databases
def test_order_is_the_same_on_the_other_database(toolbox, tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if connection.vendor == "sqlite":
        command = [sys.executable, "-m", "tests.private_postgres", "--", *HERE]  # fails where there is no server
    else:
        command, env["DATABASE_URL"] = HERE, f"sqlite:///{tmp_path}/other.sqlite3"
    other = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert json.loads(other[other.index("{") :]) == order()
