"""`manage.py send_mail` as a timer runs it, and a mail server at the other end of a line."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr, parsedate_to_datetime

import pytest

from ops.torture.site import until
from tests.mail_server import HANG_UP, mail_server
from tests.silent import silent_server
from tests.toolbox.backup.conftest import Site, database, make
from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs

NAME = "Café “Zoë” & €"
PEOPLE = ["an@buurt.be", "bo@buurt.be", "ca@buurt.be"]
READER = "lezer@thuis.be"
FILL = f"""
from django.contrib.auth import get_user_model
from toolbox.models import MailWish, Report, Tool
tool = Tool.objects.create(name={NAME!r}, slug="cafe", summary="Koffie.", status="gepubliceerd")
for address in {PEOPLE}:
    user = get_user_model().objects.create_superuser(address[:2], address)
    MailWish.objects.create(user=user, reports=True)
Report.objects.create(kind="verbetering", tool=tool, note="Kijk.", token="a")
Report.objects.create(kind="verbetering", tool=tool, note="Kijk.", token="b", status="verwerkt", reply_to="{READER}")
"""
TOMORROW = "UPDATE toolbox_mailslip SET until = '2020-01-01 00:00:00+00:00'"
HALF_AN_HOUR = timedelta(minutes=30)


class Post(Site):
    """A site that sends its mail to `server`: three editors who wait for a report, and a reader who waits to hear."""

    def __init__(self, folder, url, server):
        super().__init__(folder, url)
        self.server = server
        self.env |= {
            "EMAIL_URL": server.url,
            "MAIL_FROM": "Toolbox “Zorgzame Buurten” <toolbox@buurt.be>",
            "SITE_URL": "https://toolbox.buurt.be",
            "SECRET_KEY": "post" * 16,  # of all commands the same: what a slip is called, follows from it
        }

    def send(self):
        """What the command says, and to whom letters went meanwhile."""
        self.server.kept.clear()
        done = self.manage("send_mail")
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        return done.stdout.strip(), self.server.recipients


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The URL of a database in which there is mail to send."""
    folder = tmp_path_factory.mktemp("post")
    with database(folder, "post") as url:
        make(site := Site(folder, url))
        done = site.manage("shell", "--no-imports", "-c", FILL)
        assert done.returncode == 0, done.stderr
        yield url


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def post(filled, server, tmp_path):
    with database(tmp_path, "brieven", like=filled) as url:
        yield Post(tmp_path, url, server)


def said(gone, refused=0, waiting=0):
    return f"Verstuurd: {gone}. Geweigerd: {refused}. Later opnieuw: {waiting}."


@pytest.mark.postgresql
def test_letters_arrive_once_and_whole(post, server):
    assert post.send() == (said(4), sorted([*PEOPLE, READER]))
    letters = dict(server.letters)
    assert post.send() == (said(0), [])
    assert post.sql("SELECT count(*) FROM toolbox_report WHERE reply_to <> ''") == 0
    for to, letter in letters.items():
        assert (letter["To"], letter["From"]) == (to, "Toolbox “Zorgzame Buurten” <toolbox@buurt.be>")
        assert (letter.get_content_type(), letter.get_content_charset()) == ("text/plain", "utf-8")
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        path = re.fullmatch(r"<https://toolbox\.buurt\.be(/post/afmelden/\S+/)>", letter["List-Unsubscribe"].strip())[1]
        assert (f"“{NAME}”" if to == READER else NAME) in letter.get_content()
        if to != READER:
            assert letter.get_content().rstrip().endswith(f"https://toolbox.buurt.be{path}")
        assert abs(parsedate_to_datetime(letter["Date"]) - datetime.now(UTC)) < HALF_AN_HOUR
        assert parseaddr(letter["Message-ID"])[1].endswith("@buurt.be")
    assert len({letter["Message-ID"] for letter in letters.values()}) == 4
    assert {letter["Subject"] for letter in letters.values()} == {
        "Een nieuwe melding in de toolbox", "Wat er met je melding gebeurde",
    }  # fmt: skip


def test_letter_on_the_line_is_ascii_and_its_lines_are_short(post, server):
    post.send()
    for _, letter in server.kept:
        assert letter.isascii()
        assert [line for line in letter.split(b"\r\n") if len(line) > 998] == []


def test_who_stops_mail_with_the_address_in_a_letter_gets_no_more(post, server):
    post.send()
    path = dict(server.letters)[PEOPLE[0]]["List-Unsubscribe"].strip(" <>").removeprefix("https://toolbox.buurt.be")
    code = "from django.test import Client; print(Client(HTTP_HOST='localhost').post({!r}).status_code)"
    done = post.manage("shell", "--no-imports", "-v0", "-c", code.format(path))
    assert done.stdout.strip() == "200"
    post.sql(TOMORROW)
    post.sql("UPDATE toolbox_mailwish SET last_report = 0")
    assert post.send() == (said(2), PEOPLE[1:])


def test_letter_that_the_server_takes_later_goes_later_and_the_others_go_now(post, server):
    server.says = {("RCPT", PEOPLE[0]): "450 4.2.0 greylisted", (".", READER): "451 4.3.0 try again"}
    assert post.send() == (said(2, waiting=2), PEOPLE[1:])
    server.says = {}
    assert post.send() == (said(2), [PEOPLE[0], READER])
    assert post.send() == (said(0), [])


def test_letters_that_the_server_refuses_are_counted_and_the_others_go(post, server):
    server.says = {("RCPT", PEOPLE[1]): "550 5.1.1 no such user", (".", PEOPLE[0]): "554 5.7.1 spam"}
    server.says[("RCPT", READER)] = "550 5.1.1 no such user"
    assert post.send() == (said(1, refused=3), [PEOPLE[2]])
    assert post.send() == (said(0), [])
    assert post.sql("SELECT count(*) FROM toolbox_report WHERE reply_to <> ''") == 0  # nobody is there
    server.says = {}
    post.sql(TOMORROW)
    assert post.send() == (said(2), PEOPLE[:2])


@pytest.mark.parametrize("where", ["RCPT", "DATA", "."])
def test_line_that_breaks_off_loses_nothing_and_nobody_gets_two_a_day(post, server, where):
    server.says = {(where, PEOPLE[0]): HANG_UP}
    may_have = [PEOPLE[0]] if where == "." else []
    assert post.send() == (said(0), may_have)
    assert post.send() == (said(3), sorted([*PEOPLE[1:], READER]))  # the rest, and not this one again
    post.sql(TOMORROW)
    assert post.send() == (said(0), may_have)
    server.says = {}
    assert post.send() == (said(0), [])
    post.sql(TOMORROW)
    assert post.send() == (said(1), [PEOPLE[0]])


def test_server_that_stops_halfway_is_left_alone_and_the_rest_goes_later(post, server):
    server.says = {("RCPT", PEOPLE[1]): "421 4.3.2 closing"}
    assert post.send() == (said(1), [PEOPLE[0]])
    assert server.calls == 1  # one line for all letters, and no other one after that
    server.says = {}
    assert post.send() == (said(3), sorted([*PEOPLE[1:], READER]))


def test_server_that_is_not_there_or_says_nothing_loses_nothing(post, server):
    with silent_server() as port:
        for url in ("smtp://127.0.0.1:1", f"smtp://127.0.0.1:{port}"):
            done = post.python("-c", IMPATIENT, url)
            assert (done.returncode, done.stdout.strip()) == (0, said(0)), done.stderr
            assert "De mailserver antwoordt niet of neemt nu niets aan." in done.stderr
    assert post.send() == (said(4), sorted([*PEOPLE, READER]))


IMPATIENT = """
import os, sys
os.environ |= {"EMAIL_URL": sys.argv[1], "DJANGO_SETTINGS_MODULE": "toolbox.settings"}
import django
django.setup()
from django.conf import settings
settings.EMAIL_TIMEOUT = 1
from django.core.management import call_command
call_command("send_mail")
"""


@pytest.mark.postgresql  # as two machines on one server would
def test_commands_that_run_at_once_send_each_letter_once(post, server):
    server.delay = 0.5
    with ThreadPoolExecutor(3) as pool:
        done = [each.result() for each in [pool.submit(post.manage, "send_mail") for _ in range(3)]]
    assert [each.returncode for each in done] == [0] * 3
    assert sum(int(re.match(r"Verstuurd: (\d+)\.", each.stdout)[1]) for each in done) == 4
    assert server.recipients == sorted([*PEOPLE, READER])
    assert post.send() == (said(0), [])


def test_command_that_is_killed_while_it_sends_loses_nothing(post, server):
    server.delay = 60
    command = [sys.executable, "manage.py", "send_mail"]
    with subprocess.Popen(command, cwd=BASE_DIR, env=post.env, stderr=subprocess.DEVNULL) as sending:  # noqa: S603
        until(lambda: post.sql("SELECT count(*) FROM toolbox_mailslip") and server.calls, 20)
        sending.kill()
    server.delay = 0
    assert post.send() == (said(3), sorted([*PEOPLE[1:], READER]))
    post.sql(TOMORROW)
    assert post.send() == (said(1), [PEOPLE[0]])


def test_address_that_is_none_stops_no_other_letter(post, server):
    post.sql(f"UPDATE auth_user SET email = 'an@' WHERE email = '{PEOPLE[0]}'")  # noqa: S608
    post.sql(f"UPDATE auth_user SET email = 'jörg b@@x' WHERE email = '{PEOPLE[1]}'")  # noqa: S608
    assert post.send()[1] == [PEOPLE[2], READER]


def test_address_with_other_letters_is_written_as_the_net_knows_it(post, server):
    post.sql(f"UPDATE auth_user SET email = 'an@bücher.be' WHERE email = '{PEOPLE[0]}'")  # noqa: S608
    assert post.send() == (said(4), sorted(["an@xn--bcher-kva.be", *PEOPLE[1:], READER]))
