"""Two processes with a Redis or Valkey between them, as two machines have it: a page made by one is a page of both."""

import re
import shutil
from contextlib import closing

import pytest
import redis

from ops.torture.site import Site, until
from tests.databases import migrated
from tests.private_redis import private_redis, redis_server
from tests.test_serve import CREATE, SAVE

PAGE = "/tools/buurtkaart/"

pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(
        not redis_server(),
        reason="NIET MET REDIS GETEST: er is geen server. Op Debian of Ubuntu: apt-get install redis-server",
    ),
]


class Machine(Site):
    """One process; readers reach every machine under the same name."""

    def get(self, path):
        """(status, headers, text)."""
        return self.answer(path, headers={"Host": "127.0.0.1"})


@pytest.fixture(scope="module")
def shared():
    with private_redis() as server:
        yield server.url


@pytest.fixture(scope="module")
def machines(shared, static, tmp_path_factory):
    """Two processes on one database and one cache, with nothing else in common."""
    folder = tmp_path_factory.mktemp("machines")
    made = []
    for name in ("een", "twee"):
        (folder / name).mkdir()
        options = {"database": f"sqlite:///{folder}/samen.sqlite3", "CACHE_URL": shared, "STATIC_ROOT": static}
        made.append(Machine(folder / name, workers=1, **options))
    shutil.copyfile(migrated(), folder / "samen.sqlite3")
    made[0].manage("shell", "--no-imports", "-c", CREATE)
    for machine in made:
        machine.start()
        until(lambda machine=machine: machine.status("/readyz") == 200, 30)
    yield made
    for machine in made:
        machine.stop()


@pytest.fixture
def kept(shared):
    """A look into the cache: which pages it has, and how often one was found there."""
    with closing(redis.from_url(shared)) as client:
        client.flushall()
        client.config_resetstat()
        yield lambda: (sorted(client.keys()), client.info("stats")["keyspace_hits"])


def test_page_that_one_made_is_given_by_the_other(machines, kept):
    one, two = machines
    first = one.get(PAGE)
    pages, found = kept()
    assert (len(pages), found) == (1, 0)
    second = two.get(PAGE)
    assert kept() == (pages, 1)
    assert (first[0], first[1]["ETag"], first[2]) == (second[0], second[1]["ETag"], second[2])
    assert second[0] == 200


def test_change_is_seen_by_both_at_once(machines, kept):
    one, two = machines
    for number in range(3):
        assert {machine.get(PAGE)[0] for machine in (one, two)} == {200}
        one.manage("shell", "--no-imports", "-c", SAVE.format(name=f"Kaart {number}"))
        titles = [re.search("<h1>(.*?)</h1>", machine.get(PAGE)[2])[1] for machine in (two, one)]
        assert titles == [f"Kaart {number}"] * 2
