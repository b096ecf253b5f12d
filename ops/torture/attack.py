"""An attack: an editor who follows a bad link, a hostile site, and one visitor who wants to hold up all others."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import count
from urllib.parse import urlencode

import redis

from ops.torture.site import BASE, FORM, TOKEN, at_once, quantile, running, until
from tests.private_postgres import binaries, private_postgres
from tests.private_redis import private_redis, redis_server
from toolbox.management.commands.serve import LEAST_PATIENCE

# Each hangs a worker of a site that lets the address of a list ask what it wants.
LOOKUPS = (
    ("summary__regex", r"^(\s|\S|.|[a-z])*!!$"),
    ("name__iregex", "(a|a)*$"),
    ("id__range", "1"),
    ("placements__description__regex", "(.*)*!!"),
    ("owners__aliases__alias__iregex", "((a*)*)*!"),
    ("rows__contains", "a"),
    ("links__has_any_keys", "a"),
    ("status__regex", "(.|.)*!"),
    ("pk__in", ",".join(map(str, range(1500)))),
)
SLOWEST_REFUSAL = 2.0  # seconds, with eight at once
WATCHED = LEAST_PATIENCE  # seconds that a worker may be silent in this trial; 60 in production
HEAVY = "/api/v1/tools/?per_pagina=100&q=buurt+{}"
SECONDS = 20
ATTACKERS, READERS = 6, 4
SLOWEST_READER = 2.0  # seconds: two cores, of which the attacker has at most one thread of each worker
PAIRS = 20
PASSWORD = "juist-en-lang-genoeg"  # noqa: S105
HAMMERS, HAMMERED = 4, 10  # processes, seconds

NAMES = """
from django.contrib import admin; import json
print(json.dumps([model._meta.label_lower for model in admin.site._registry]))
"""
TOOLS = """
from toolbox.models import Tool; import json
made = [Tool.objects.create(name=f"Paar {n}", slug=f"paar-{n}", summary="x").pk for n in range(%d)]
print(json.dumps(made))
"""
LEFT = """
from toolbox.models import OldAddress, Revision, Tool; import json
pairs = Tool.objects.filter(name__startswith="Paar")
print(json.dumps([pairs.count(), Revision.objects.filter(action="samengevoegd").count(),
    OldAddress.objects.filter(slug__startswith="paar-", tool__in=pairs).count(), Revision.objects.bin().count()]))
"""
READER = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_user("lezer", password="{PASSWORD}")
"""
# How long a reading and a save take with one SQLite or the other, and whether a database survives many who write and
# tidy up the log at once.
SPEED = """
import sys, time
if sys.argv[1] == "eigen": sys.modules["pysqlite3"] = None
import toolbox, sqlite3
c = sqlite3.connect(sys.argv[2], isolation_level=None)
c.execute("PRAGMA journal_mode=WAL"); c.execute("PRAGMA synchronous=FULL")
c.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, x TEXT)")
c.executemany("INSERT INTO t (x) VALUES (?)", [(f"woord {n}",) for n in range(2000)])
def best(act, times):
    spent = []
    for _ in range(times):
        start = time.thread_time(); act(); spent.append(time.thread_time() - start)
    return sorted(spent)[times // 10] * 1e6
read = best(lambda: c.execute("SELECT x FROM t WHERE id = 77").fetchone(), 4000)
scan = best(lambda: c.execute("SELECT count(*) FROM t WHERE x LIKE '%woord 19%'").fetchone(), 100)
save = best(lambda: c.execute("INSERT INTO t (x) VALUES ('y')"), 300)
print(sqlite3.sqlite_version, read, scan, save)
"""
HAMMER = """
import sys, time
import toolbox, sqlite3
c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
c.execute("PRAGMA journal_mode=WAL")
c.execute("CREATE TABLE IF NOT EXISTS h (id INTEGER PRIMARY KEY, who INTEGER, x TEXT)")
end, done = time.monotonic() + %d, 0
while time.monotonic() < end:
    try:
        c.execute("INSERT INTO h (who, x) VALUES (?, ?)", (int(sys.argv[2]), "z" * 2000)); done += 1
        c.execute("PRAGMA wal_checkpoint(%%s)" %% ("RESTART" if done %% 3 else "TRUNCATE"))
    except sqlite3.OperationalError as error:
        if "locked" not in str(error): raise
print(done)
"""


CHECK = """
import sys, toolbox, sqlite3
c = sqlite3.connect(sys.argv[1])
print(c.execute("PRAGMA integrity_check").fetchone()[0], c.execute("SELECT count(*) FROM h").fetchone()[0])
"""
EDITOR = "from django.contrib.auth.models import User; User.objects.update(is_staff=True)"


def timed(act, *arguments, **named):
    """(what came of it, seconds)."""
    started = time.monotonic()
    return act(*arguments, **named), time.monotonic() - started


def filters(folder):
    """An editor follows links with a filter that no list has, eight at once: each is refused, and others read on."""
    with running(folder) as site:
        lists = json.loads(site.manage("shell", "--no-imports", "-v0", "-c", NAMES).splitlines()[-1])
        paths = [f"/admin/{name.replace('.', '/')}/" for name in lists]
        paths += [f"/admin/toolbox/{name}/exporteren/csv/" for name in ("tool", "placement", "owner", "thesaurusgroup")]
        asked = [f"{path}?{urlencode([lookup])}" for path in paths for lookup in LOOKUPS]
        with ThreadPoolExecutor(8) as pool:
            answers = pool.map(lambda path: timed(site.status, path, headers={"Cookie": site.cookie}), asked)
            others = [timed(site.status, "/tools/") for _ in range(30)]
            answers = list(answers)
        errors, slowest = site.errors(), max(seconds for _, seconds in answers)
    figures = {
        "lijsten en adressen": (len(lists), len(asked)),
        "antwoorden": dict(Counter(status for status, _ in answers)),
        "het traagste (s)": round(slowest, 2),
        "lezers intussen, de traagste (s)": (dict(Counter(s for s, _ in others)), round(max(t for _, t in others), 2)),
        "fouten in het log": errors[:3] or 0,
    }
    refused = {status for status, _ in answers} == {400} and slowest < SLOWEST_REFUSAL
    return figures, refused and {status for status, _ in others} == {200} and not errors


def hanging(folder):
    """Both workers hang: after the time that they may be silent, others stand in their place."""
    with running(folder, WEB_TIMEOUT=str(WATCHED)) as site:
        before = site.workers()
        time.sleep(WATCHED / 4)  # they have told that they live
        for pid in before:
            os.kill(pid, signal.SIGSTOP)
        other = until(lambda: not set(before) & set(site.workers()), WATCHED * 4)
        answers = other + until(lambda: site.status("/readyz", timeout=2) == 200, 30)
        saved = site.add_owner("proef-na-hangen")[0]
    figures = {
        "stil toegelaten (s)": WATCHED,
        "vervangen na (s)": round(other, 1),
        "antwoordt na (s)": round(answers, 1),
    }
    return figures | {"bewaren daarna": saved}, saved and WATCHED * 0.7 < other < WATCHED * 2


def costs(folder):
    """One network asks the API for much work over six connections; readers elsewhere hardly notice, and it gets 429."""
    with running(folder, COSTLY_GETS_PER_MINUTE="600") as site:
        alone = [reading(site, 50, seed) for seed in range(8)]
        stop, numbers, attacked, seen = threading.Event(), count(), [], []
        works = [partial(until_stop, stop, attacked, partial(heavy, site, numbers), 0) for _ in range(ATTACKERS)]
        works += [partial(until_stop, stop, seen, partial(reading, site, net), 0.3) for net in range(READERS)]
        with at_once(works, stop):
            time.sleep(SECONDS)
        errors = site.errors()
    statuses = Counter(status for status, _ in attacked)
    times = [seconds for _, seconds in seen]
    figures = {
        "een lezer alleen, de traagste (s)": round(max(seconds for _, seconds in alone), 2),
        "de aanvaller": dict(statuses),
        "lezers van elders": dict(Counter(status for status, _ in seen)),
        "zij wachten p50, p99 en hoogstens (s)": [round(quantile(times, part), 2) for part in (0.5, 0.99, 1)],
        "fouten in het log": errors[:3] or 0,
    }
    return figures, statuses[429] > 0 and {s for s, _ in seen} == {200} and max(times) < SLOWEST_READER and not errors


def heavy(site, numbers):
    """One request of the attacker, another each time."""
    return timed(site.status, HEAVY.format(next(numbers)), headers={"X-Forwarded-For": "203.0.113.7"})


def reading(site, network, seed=0):
    """One page that nobody asked before, for a reader in a network of his own."""
    page = f"/tools/?q=eenzaam&x={random.random()}-{seed}"  # noqa: S311
    return timed(site.status, page, headers={"X-Forwarded-For": f"198.51.{network}.9"})


def until_stop(stop, seen, act, pause):
    """Do `act` until `stop`; a refused one waits a little, as each program does."""
    while not stop.is_set():
        seen.append(act())
        stop.wait(pause or (0.05 if seen[-1][0] == 429 else 0))


def visitors(folder):
    """Each visitor has turns of his own, however a proxy writes his address; one cannot write his way to more."""
    written = ("::ffff:203.0.{}.9", "203.0.{}.9:443", "[::ffff:203.0.{}.9]:8443", '"203.0.{}.9:80"')
    with running(folder, COSTLY_GETS_PER_MINUTE="100") as site:  # of each process: a form takes 5

        def send(header):
            return site.status("/melden/nieuw/", method="POST", headers={"X-Forwarded-For": header})

        others = Counter(send(each.format(n)) for n in range(1, 26) for each in written)
        one = Counter(send(f"onzin-{n}, {written[n % 4].format(99)}") for n in range(200))
    figures = {"25 netwerken, elk op vier wijzen": dict(others), "één netwerk dat 200 keer vraagt": dict(one)}
    return figures, set(others) == {422} and one[429] > one[422]  # a form that is not filled in


def act(site, path, **fields):
    """(status, the page that follows) of a form at the desk."""
    data = urlencode({"csrfmiddlewaretoken": TOKEN} | fields, doseq=True)
    headers = {"Content-Type": FORM, "Cookie": site.cookie}
    status, answered, text = site.answer(path, "POST", data, headers)
    if status != 302:
        return status, text
    said = "; ".join(cookie.split(";")[0] for cookie in answered.get_all("Set-Cookie", []) if "messages" in cookie)
    return site.ask(answered["Location"], headers={"Cookie": f"{site.cookie}; {said}"})


def together(folder):
    """Two editors merge the same two tools in opposite directions, delete and merge, at the same moment."""
    figures, good = {}, True
    for name, server in (("SQLite", None), ("PostgreSQL", private_postgres if binaries() else False)):
        if server is False:
            figures[name] = "niet geprobeerd: apt-get install postgresql"
            continue
        (folder / name).mkdir()
        if server is None:
            told, left = merge_pairs(folder / name)
        else:
            with server() as running_server:
                told, left = merge_pairs(folder / name, running_server.url)
        figures |= {f"{name}: {label}": value for label, value in told.items()}
        good = (
            good and told["antwoorden"] == {200: 2 * PAIRS} and told["gedaan, en gezegd dat het weg is"] == (PAIRS,) * 2
        )
        good = good and left[0] == left[3] == PAIRS and PAIRS // 2 <= left[1] == left[2]
    return figures, good


def merge_pairs(folder, database=None):
    """Figures of so many pairs, and what is left: tools, merges in the history, old addresses, entries in the bin."""
    with running(folder, database=database) as site:
        made = json.loads(site.manage("shell", "--no-imports", "-v0", "-c", TOOLS % (2 * PAIRS)).splitlines()[-1])
        path, answers, times = "/admin/toolbox/tool/", [], []
        with ThreadPoolExecutor(2) as pool:
            for number in range(PAIRS):
                pair = made[2 * number : 2 * number + 2]
                merge = {"action": "merge_two", "_selected_action": pair, "sure": "yes"}
                delete = {"action": "delete_selected", "_selected_action": pair[1:], "post": "yes"}
                second = merge | {"keep": pair[1]} if number % 2 else delete
                acts = [pool.submit(timed, act, site, path, **fields) for fields in (merge | {"keep": pair[0]}, second)]
                for each in acts:
                    answer, seconds = each.result()
                    answers.append(answer)
                    times.append(seconds)
        left = json.loads(site.manage("shell", "--no-imports", "-v0", "-c", LEFT).splitlines()[-1])
        errors = site.errors()
    texts = [text for _, text in answers]
    done = sum("is nu deel van" in text or "met succes verwijderd" in text for text in texts)
    told = {
        "antwoorden": dict(Counter(status for status, _ in answers)),
        "gedaan, en gezegd dat het weg is": (done, sum("bestaat niet meer" in text for text in texts)),
        "over, samengevoegd, oude adressen, prullenbak": left,
        "de traagste (s)": round(max(times), 2),
        "fouten in het log": errors[:3] or 0,
    }
    return told, left


def passwords(folder):
    """Somebody tries the right password of who is no editor, and is sent to a page that does not exist."""
    with running(folder, SECOND_FACTOR="0") as site:
        site.manage("shell", "--no-imports", "-v0", "-c", READER)
        sign_in = {"csrfmiddlewaretoken": TOKEN, "username": "lezer", "password": PASSWORD, "next": "//elders.example/"}
        cookie = site.cookie.split("; ")[1]
        headers = {"Content-Type": FORM, "Cookie": cookie, "X-Forwarded-For": "203.0.113.7"}
        tries = [site.answer("/admin/login/", "POST", urlencode(sign_in), headers)[0] for _ in range(8)]
        site.manage("shell", "--no-imports", "-v0", "-c", EDITOR)
        headers["X-Forwarded-For"] = "198.51.100.7"
        status, answered, _ = site.answer("/admin/login/", "POST", urlencode(sign_in), headers)
    figures = {
        "acht keer juist, maar geen redacteur": tries,
        "een redacteur met een slechte next": answered["Location"],
    }
    return figures, tries == [200] * 4 + [429] * 4 and (status, answered["Location"]) == (302, "/admin/")


def parameters(folder):
    """Two thousand addresses with parameters that nobody reads: the cache that machines share does not grow."""
    if not redis_server():
        return {"niet gedaan": "Redis ontbreekt: apt-get install redis-server"}, None
    with private_redis() as server, running(folder, CACHE_URL=server.url) as site:
        with closing(redis.from_url(server.url)) as cache:
            ask = partial(site.status, headers={"Accept-Encoding": "gzip"})  # whole, a page is too large to be kept
            ask("/")
            before, memory = cache.dbsize(), cache.info("memory")["used_memory"]
            asked = [f"/?x={n}" if n % 2 else f"/?utm_source=brief-{n}" for n in range(2000)]
            with ThreadPoolExecutor(4) as pool:
                answers = Counter(pool.map(ask, asked))
            after, grown = cache.dbsize(), cache.info("memory")["used_memory"] - memory
    figures = {"antwoorden": dict(answers), "bladzijden bewaard": (before, after), "gegroeid (KiB)": grown // 1024}
    return figures, set(answers) == {200} and after == before == 1


def sqlite(folder):
    """The SQLite of the site: free of the fault at a reset of its log, not slower, and whole after many who write."""
    figures, speeds = {}, {"eigen": [], "ons": []}
    for number in range(3):
        for which, found in speeds.items():
            version, *spent = python(SPEED, which, folder / f"{which}-{number}.sqlite3").split()
            found.append([version, *map(float, spent)])
    for which, found in speeds.items():
        best = [min(column) for column in zip(*(row[1:] for row in found), strict=True)]
        speeds[which] = (found[0][0], best)
        figures[f"{which}: versie, en lezen, zoeken, bewaren (µs rekentijd)"] = (
            found[0][0],
            [round(n, 1) for n in best],
        )
    path = folder / "hamer.sqlite3"
    with ThreadPoolExecutor(HAMMERS) as pool:
        written = sum(pool.map(lambda who: int(python(HAMMER % HAMMERED, path, who)), range(HAMMERS)))
    whole, rows = python(CHECK, path).split()
    figures[f"{HAMMERS} processen, {HAMMERED} s: bewaard, er nog, heel"] = (written, int(rows), whole)
    ours, own = speeds["ons"], speeds["eigen"]
    quick = all(new < old * 1.25 for new, old in zip(ours[1], own[1], strict=True))
    is_repaired = tuple(map(int, ours[0].split("."))) >= (3, 51, 3)
    return figures, is_repaired and quick and (int(rows), whole) == (written, "ok")


def python(program, *arguments):
    """What a program says that runs on the SQLite of the site."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=BASE, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
