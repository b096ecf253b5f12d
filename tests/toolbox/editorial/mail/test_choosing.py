"""An editor chooses what mail to get, a reader leaves an address, and both can stop it."""

import pytest
from django.test import Client

from tests import factories as make
from tests.page import form_of, main_text, messages, parse
from tests.toolbox.public.reports.conftest import clock, reader, send, tool  # noqa: F401  fixtures
from toolbox.models import MailWish, Report
from toolbox.models.mail import key_of, unsubscribe_path

NO_ADDRESSES = [
    "x",
    "an@",
    "@buurt.be",
    "an@buurt",
    "an@buurt..be",
    "an b@buurt.be",
    "a@b.be\nBcc: c@d.be",
    "an@buurt.be, bo@buurt.be",
]


@pytest.fixture(autouse=True)
def mails(settings):
    settings.EMAIL_URL = "smtp://post"


def choose(desk, **values):
    return desk.post("/admin/mail/", form_of(desk.get("/admin/mail/")) | values, follow=True)


def test_editor_chooses_at_the_desk(desk, editor):
    report = make.ReportFactory()
    assert 'href="/admin/mail/"' in desk.get("/admin/").text
    assert messages(choose(desk, email="an@buurt.be", reports="on")) == [
        "Bewaard. Je krijgt hoogstens één mail per dag."
    ]
    editor.refresh_from_db()
    wish = MailWish.objects.get()
    assert (editor.email, wish.reports, wish.digest, wish.last_report) == ("an@buurt.be", True, False, report.pk)
    page = form_of(desk.get("/admin/mail/"))
    assert (page["email"], page.get("reports"), page.get("digest")) == ("an@buurt.be", ["on"], None)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_address_of_an_editor_that_is_none_is_refused_and_still_there(desk, editor, address):
    answer = choose(desk, email=address, digest="on")
    assert "Dit is geen e-mailadres." in main_text(answer)
    assert (MailWish.objects.count(), type(editor).objects.get().email) == (0, editor.email)
    assert form_of(answer).get("digest") == ["on"]


def test_who_asks_for_mail_says_where(desk):
    assert "Typ je e-mailadres" in main_text(choose(desk, email="", digest="on"))
    assert not MailWish.objects.exists()


def test_page_is_for_who_is_signed_in(client, db):
    assert client.get("/admin/mail/").status_code == 302


def test_desk_of_a_site_without_a_mail_server_does_not_speak_of_it(desk, settings):
    settings.EMAIL_URL = ""
    assert "/admin/mail/" not in desk.get("/admin/").text


PAGE = "/melden/tool/buurtkaart/?wat=anders"


def test_reader_may_leave_an_address(send, tool, desk):  # noqa: F811
    assert send(PAGE, note="De foto is fout.", reply_to="lezer@thuis.be").status_code == 302
    report = Report.objects.get()
    assert report.reply_to == "lezer@thuis.be"
    page = desk.get(f"/admin/toolbox/report/{report.pk}/change/")
    assert ("Ja, met één mail" in main_text(page), "lezer@thuis.be" in page.text) == (True, False)


def test_reader_need_not_leave_one(send, tool, desk):  # noqa: F811
    send(PAGE, note="De foto is fout.", reply_to="")
    assert Report.objects.get().reply_to == ""


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_address_of_a_reader_that_is_none_is_refused_at_the_field_and_nothing_is_lost(send, tool, address):  # noqa: F811
    answer = send(PAGE, note="De foto is fout.", reply_to=address)
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    said = "".join(parse(answer).find(".//ul[@id='id_reply_to_error']").itertext())
    assert "Dit is geen e-mailadres." in said
    assert "De foto is fout." in answer.text


def test_site_without_a_mail_server_asks_no_address(send, tool, settings):  # noqa: F811
    settings.EMAIL_URL = ""
    send(PAGE, note="De foto is fout.", reply_to="lezer@thuis.be")
    assert (Report.objects.get().reply_to, "e-mailadres" in Client().get(PAGE).text) == ("", False)


# No more


@pytest.fixture
def wish(editor):
    return MailWish.objects.create(user=editor, digest=True, reports=True)


@pytest.mark.parametrize("lost", ["", "/"])  # a mail program that makes a link of an address may lose its end
def test_one_click_of_a_mail_program_stops_the_mail_of_an_editor(wish, lost):
    path = unsubscribe_path("redacteur", wish.user_id).removesuffix(lost)
    opened = Client(enforce_csrf_checks=True).get(path)  # as a program does that looks after mail
    assert (opened.status_code, MailWish.objects.get().digest) == (200, True)
    clicked = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert "Je krijgt geen mail meer" in main_text(clicked)
    assert (MailWish.objects.get().digest, MailWish.objects.get().reports) == (False, False)
    assert not (opened.cookies or clicked.cookies)
    assert "no-store" in clicked.headers["Cache-Control"]


def test_one_click_forgets_the_address_of_a_reader_everywhere(db):
    for number, address in enumerate(("lezer@thuis.be", "Lezer@thuis.be", "ander@thuis.be")):
        make.ReportFactory(reply_to=address, token=str(number))
    Client().post(unsubscribe_path("lezer", key_of("lezer@thuis.be")))
    assert sorted(Report.objects.values_list("reply_to", flat=True)) == ["", "", "ander@thuis.be"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_address_that_was_changed_stops_nothing(wish, method):
    path = unsubscribe_path("redacteur", wish.user_id)
    answer = getattr(Client(), method)(f"{path[:-2]}/")
    assert (answer.status_code, "Dit adres klopt niet" in main_text(answer)) == (404, True)
    assert MailWish.objects.get().digest


def test_privacy_page_tells_what_is_kept_and_how_long(client, db):
    said = main_text(client.get("/over/privacy/"))
    for promise in (
        "één keer te laten weten",
        "redacteurs zien het niet",
        "een jaar niet behandeld",
        "één mail per dag",
    ):
        assert promise in said
