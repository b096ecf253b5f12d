"""Two application servers, PostgreSQL with a replica, Redis and Caddy: each of them fails once, under load.

Readers and an editor go on through the proxy meanwhile. What somebody was told that is saved, is there at the end; what
a reader sees is never more than a second behind what was committed.
"""

import shutil
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import partial
from http.client import HTTPException
from itertools import count
from urllib.parse import urlencode

import psycopg
import redis

from ops.torture.proxy import CADDY, NO_CADDY, Proxy
from ops.torture.restart import before_start
from ops.torture.site import BASE, FORM, TOKEN, WRITTEN, Site, at_once, free_port, halves, until
from tests.mail_server import mail_server
from tests.private_postgres import Postgres, binaries
from tests.private_redis import private_redis, redis_server

PAGES = ("/", "/tools/", "/tools/?q=eenzaam", "/fiches/a/")
READERS = 3
STALE = 1.0  # seconds that a reader may be behind
LONGEST = 30.0  # seconds that a reader may wait, of which most is the choice of a new primary
QUIET = 3  # seconds before and after each blow
SLOW = 0.1  # seconds that a letter takes: two who send at the same time have to meet
FIRST = "SELECT min(slug) FROM toolbox_tool WHERE status = 'gepubliceerd'"
MARKED = f"UPDATE toolbox_tool SET summary = %s WHERE slug = ({FIRST})"  # noqa: S608  both are ours
NEW_MIGRATION = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("toolbox", "{after}")]
    operations = [migrations.RunSQL("ALTER TABLE toolbox_tool ADD COLUMN proef text", "SELECT 1")]
"""
EDITOR, LETTERS = "proef@buurt.be", 25  # of which one to the editor
TO_TELL = f"""
from django.contrib.auth import get_user_model
from toolbox.models import MailWish, Report
user = get_user_model().objects.get(username="proef")
get_user_model().objects.filter(pk=user.pk).update(email="{EDITOR}")
MailWish.objects.create(user=user, reports=True)
Report.objects.create(kind="nieuw", note="Proef.", token="nieuw")
for number in range({LETTERS} - 1):
    Report.objects.create(
        kind="nieuw", note="Proef.", status="verwerkt", token=str(number), reply_to=f"lezer-{{number}}@thuis.be"
    )
"""
NOT_CODE = shutil.ignore_patterns(".git", ".venv", "build", "staticfiles", "__pycache__", "*.sqlite3*", ".*_cache")


class Replica(Postgres):
    """A server that follows another one on `port_of_primary`, until it is promoted."""

    def __init__(self, folder, port_of_primary, **settings):
        self.primary = port_of_primary
        super().__init__(folder, **settings)

    def fill(self):
        self.run(
            "pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--host=127.0.0.1", f"--port={self.primary}",
            "--username=toolbox",
        )  # fmt: skip

    def promote(self):
        """Make it the primary."""
        self.run("pg_ctl", "--wait", "promote")


class Pair:
    """A primary and its replica, each on a port of this machine, and the one address of both."""

    def __init__(self, folder):
        ports = free_port(), free_port()
        parts = folder / "een", folder / "twee"
        for part in parts:
            part.mkdir()
        listens = {"listen_addresses": "127.0.0.1"}
        self.primary = Postgres(parts[0], **listens, port=ports[0])
        self.replica = Replica(parts[1], ports[0], **listens, port=ports[1])
        hosts = f"host=127.0.0.1,127.0.0.1&port={ports[0]},{ports[1]}"
        self.url = f"postgres://toolbox@/postgres?{hosts}&target_session_attrs=read-write"
        self.running = [self.primary, self.replica]
        with self.connect() as connection:  # a save is confirmed when both have it
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")

    def connect(self):
        """A connection to whichever may be written."""
        return psycopg.connect(self.url, autocommit=True, connect_timeout=3)

    def stop(self):
        for server in self.running:
            server.stop("immediate")

    def fail_over(self):
        """The power of the primary fails, somebody notices after two seconds, and the replica takes over."""
        self.primary.stop("immediate")
        self.running.remove(self.primary)
        time.sleep(2)
        self.replica.promote()


class Machines:
    """Two application servers behind one proxy. What may be told from one machine to the other is the same."""

    def __init__(self, folder, pair, cache, mail):
        given = {"CACHE_URL": cache.url, "EMAIL_URL": mail.url, "MAIL_FROM": "toolbox@buurt.be"}
        first = Site(folder / "a", database=pair.url, workers=1, **given)
        second = Site(folder / "b", database=pair.url, workers=1, **given)
        self.sites, self.pair = [first, second], pair
        self.proxy = Proxy(first, second)
        for site in self.sites:
            site.folder.mkdir()
            site.env |= {
                "SECRET_KEY": first.env["SECRET_KEY"],
                "STATIC_ROOT": str(site.folder / "static"),
                "BACKUP_DIR": str(site.folder / "kopie"),
                "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{self.proxy.port}",
            }

    def prepare(self):
        """Both at once on an empty database, as after a power cut; then an editor who signed in at the first."""
        with at_once([partial(prepare, site) for site in self.sites]):
            pass
        self.sites[0].sign_in()
        self.sites[1].cookie = self.sites[0].cookie
        for site in self.sites:
            site.start()

    def stop(self):
        for site in self.sites:
            site.stop()


def prepare(site):
    """What the unit does before it starts the server."""
    for command in before_start():
        site.manage(*command)


class Load:
    """Readers, an editor, and somebody who counts up on one page; all through the proxy."""

    def __init__(self, machines):
        self.machines, self.site, self.port = machines, machines.sites[0], machines.proxy.port
        self.stop, self.seen, self.saves, self.stale = threading.Event(), [], [], []
        self.confirmed, self.marks = [], []
        with machines.pair.connect() as connection:
            self.page = f"/tools/{connection.execute(FIRST).fetchone()[0]}/"

    @property
    def works(self):
        return [*[partial(self.read, start) for start in range(READERS)], self.save, self.mark, self.look]

    def ask(self, path):
        """(status, text) through the proxy; 0 when there was no answer."""
        try:
            return self.site.ask(path, port=self.port, timeout=90)
        except (OSError, HTTPException):
            return 0, ""

    def read(self, start):
        """A reader on his way through the site."""
        for number in count(start):
            if self.stop.wait(0.02):
                return
            asked = time.monotonic()
            status, _ = self.ask(PAGES[number % len(PAGES)])
            self.seen.append((asked, status, time.monotonic() - asked))

    def save(self):
        """An editor who saves on, whatever was answered."""
        for number in count(1):
            if self.stop.wait(0.2):
                return
            asked = time.monotonic()
            try:
                done, status = self.site.add_owner(f"proef-{number}", timeout=90, port=self.port)
            except (OSError, HTTPException):
                done, status = False, 0
            if done:
                self.confirmed.append(f"proef-{number}")
            self.saves.append((asked, status, time.monotonic() - asked))

    def mark(self):
        """A number that goes up, written straight into the database."""
        for number in count(1):
            if self.stop.wait(0.3):
                return
            try:
                with self.machines.pair.connect() as connection:
                    connection.execute(MARKED, [f"Stand {number}."])
            except psycopg.Error:
                continue
            self.marks.append((time.monotonic(), number))

    def look(self):
        """A reader who compares that number with what was committed a second before he asked."""
        while not self.stop.wait(0.05):
            asked = time.monotonic()
            status, text = self.ask(self.page)
            self.seen.append((asked, status, time.monotonic() - asked))
            due = max((number for when, number in self.marks if when < asked - STALE), default=0)
            if status == 200 and due:
                shown = int(text.split("Stand ")[1].split(".")[0]) if "Stand " in text else 0
                self.stale.append(due - shown)


def roll_out(machines, folder):
    """A new version with a migration, one server at a time, while the other serves with the old code."""
    code = folder / "nieuw"
    shutil.copytree(BASE, code, ignore=NOT_CODE)
    after = sorted(path.stem for path in (code / "toolbox" / "migrations").glob("0*.py"))[-1]
    (code / "toolbox" / "migrations" / "9999_proef.py").write_text(NEW_MIGRATION.format(after=after))
    base = code / "templates" / "base.html"
    base.write_text(base.read_text().replace("</body>", "<!-- nieuwe versie --></body>"))
    for site in machines.sites:
        site.stop()
        site.base = code
        prepare(site)
        site.start()
        until(lambda site=site: site.status("/readyz") == 200, 60)
    if not all("<!-- nieuwe versie -->" in site.ask("/")[1] for site in machines.sites):
        raise RuntimeError("a server still runs the old code")


def lock_out(machines):
    """Wrong passwords at the one and at the other; gives what each try is answered."""
    fields = urlencode({"csrfmiddlewaretoken": TOKEN, "username": "iemand", "password": "fout"})
    headers = {"Content-Type": FORM, "Cookie": f"csrftoken={TOKEN}"}
    return [
        machines.sites[number % 2].ask("/admin/login/", method="POST", body=fields, headers=headers)[0]
        for number in range(7)
    ]


def send(machines, mail):
    """The timers of both go off at one moment, twice: (letters, who got one, how many each command sent)."""
    machines.sites[0].manage("shell", "--no-imports", "-c", TO_TELL)
    said = []
    for _ in range(2):
        with at_once([lambda site=site: said.append(site.manage("send_mail")) for site in machines.sites]):
            pass
    return len(mail.recipients), len(set(mail.recipients)), sorted(int(words.split()[1].strip(".")) for words in said)


def once(machines, mail):
    """What happens once although there are two machines: figures, and whether each is right."""
    tools = "SELECT count(*), count(DISTINCT slug) FROM toolbox_tool"
    first, second = machines.sites
    with machines.pair.connect() as connection:
        number, different = connection.execute(tools).fetchone()
    statuses = lock_out(machines)
    styles = {site.ask("/")[1].split('rel="stylesheet" href="')[1].split('"')[0] for site in machines.sites}
    asked_as = {"Host": f"127.0.0.1:{machines.proxy.port}"}
    tags = {site.answer("/fiches/b/", headers=asked_as)[1]["ETag"] for site in machines.sites}
    first.manage("backup", "-v0")
    copies = [len(list(site.folder.glob("kopie/toolbox-*.dump"))) for site in (first, second)]
    letters = send(machines, mail)
    figures = {
        "tools geladen, en verschillende": (number, different),
        "fout wachtwoord, om beurten op beide": statuses,
        "stijl en bladzijde gelijk op beide": (len(styles), len(tags)),
        "kopieën per machine": copies,
        "mails, aan hoeveel mensen, en wie er hoeveel verstuurde": letters,
    }
    good = number == different and statuses[5:] == [429, 429] and len(styles) == len(tags) == 1 and copies == [1, 0]
    return figures, good and letters[:2] == (LETTERS, LETTERS)


@contextmanager
def set_up(folder):
    """(machines, Redis, mail server), all running."""
    with ExitStack() as stack:
        (folder / "databank").mkdir()
        folder.chmod(0o755)
        folder.parent.chmod(0o755)  # PostgreSQL runs as somebody without rights
        pair = Pair(folder / "databank")
        stack.callback(pair.stop)
        cache = stack.enter_context(private_redis())
        mail = stack.enter_context(mail_server())
        mail.delay = SLOW
        machines = Machines(folder, pair, cache, mail)
        stack.callback(machines.stop)
        machines.prepare()
        stack.enter_context(machines.proxy.running())
        yield machines, cache, mail


def run(folder):
    """Figures of each blow, of all together, and of what is done once."""
    if missing := [word for word, there in (("postgresql", binaries()), ("redis", redis_server())) if not there]:
        return {"niet gedaan": f"apt-get install {' '.join(missing)}"}, None
    if not CADDY:
        return {"niet gedaan": NO_CADDY}, None
    with set_up(folder) as (machines, cache, mail):
        figures, right = once(machines, mail)
        load = Load(machines)
        blows = {
            "een server gedood": lambda: (machines.sites[0].kill(), time.sleep(QUIET), machines.sites[0].start()),
            "primaire databank weg, kopie neemt over": machines.pair.fail_over,
            "Redis leeggemaakt": lambda: redis.Redis.from_url(cache.url).flushall(),
            "nieuwe versie met migratie, één voor één": lambda: roll_out(machines, folder),
        }
        with at_once(load.works, load.stop):
            for name, blow in blows.items():
                time.sleep(QUIET)
                since = time.monotonic()
                blow()
                time.sleep(QUIET)
                until(lambda: load.site.status("/readyz", timeout=60) == 200, 60)
                figures[name] = told(load, since)
            time.sleep(QUIET)
            end = time.monotonic()
            time.sleep(QUIET)
        with machines.pair.connect() as connection:
            rows = connection.execute(WRITTEN).fetchall()
        late = {status for asked, status, _ in load.seen + load.saves if asked > end}
    lost = set(load.confirmed) - {row[0] for row in rows}
    longest = max(seconds for _, _, seconds in load.seen)
    figures |= {
        "bevestigde bewaringen, en toch weg": (len(load.confirmed), len(lost)),
        "half bewaard": len(halves(rows)),
        "vergeleken bladzijden, en meer dan een seconde oud": (len(load.stale), sum(each > 0 for each in load.stale)),
        "langst gewacht door een lezer (s)": round(longest, 1),
    }
    good = right and not lost and not halves(rows) and load.stale and max(load.stale) <= 0
    return figures, good and late <= {200, 302} and longest < LONGEST and {s for _, s, _ in load.seen} <= {200, 503}


def told(load, since):
    """What readers and the editor got since a moment, in words."""
    parts = []
    for who, answers in (("lezers", load.seen), ("bewaringen", load.saves)):
        some = [(status, seconds) for asked, status, seconds in answers if asked >= since - 1]
        slowest = max((seconds for _, seconds in some), default=0)
        parts.append(f"{who} {dict(sorted(Counter(status for status, _ in some).items()))}, traagste {slowest:.1f} s")
    return "; ".join(parts)
