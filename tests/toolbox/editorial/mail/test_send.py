"""The mail of the site: who gets what, once, and at most one a day."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests import factories as make
from tests.desk import make_editor, run_action
from tests.toolbox.editorial.mail.helpers import DAY, addresses, report, sent, wish
from toolbox.editorial.mail import letters
from toolbox.editorial.mail.send import send_all
from toolbox.models import MailSlip, Report, UsageCount

pytestmark = pytest.mark.usefixtures("mails")


# To an editor


def test_new_report_is_told_to_who_asked_for_it_and_once(an):
    wish(an, reports=True)
    bo = make.EditorFactory(username="bo", email="bo@buurt.be")
    wish(bo, digest=True)
    make.EditorFactory(username="ca", email="ca@buurt.be")
    one = report(tool=make.ToolFactory(name="Buurtkaart"), note="Schatkist.")
    [(to, subject, text)] = sent()
    assert (to, subject) == (["an@buurt.be"], "Een nieuwe melding in de toolbox")
    assert "Verbetering: Buurtkaart (29/11/2026 om" in text
    assert f"https://toolbox.be/admin/toolbox/report/{one.pk}/change/" in text
    assert "Schatkist" not in text  # what a reader wrote stays at the desk
    assert sent() == []


def test_more_reports_on_one_day_wait_for_the_mail_of_tomorrow(an, clock):
    wish(an, reports=True)
    report()
    assert addresses() == ["an@buurt.be"]
    report()
    report()
    clock(timedelta(hours=20))
    assert sent() == []
    clock(timedelta(hours=4))
    [(_, subject, _)] = sent()
    assert subject == "2 nieuwe meldingen in de toolbox"


def test_report_that_somebody_handled_meanwhile_is_not_told(an):
    wish(an, reports=True)
    report("verwerkt")
    assert sent() == []


def test_digest_goes_once_a_week_on_monday_with_what_waits(an, clock):
    wish(an, digest=True)
    report()
    make.ToolFactory(name="Straks", public_from=timezone.now() + 2 * DAY)
    assert sent() == []
    clock(timedelta(hours=18))  # Monday at six
    assert sent() == []
    clock(timedelta(hours=2))
    [(_, subject, text)] = sent()
    assert subject == "Je overzicht van de toolbox"
    assert "- Meldingen van lezers: 1\n  https://toolbox.be/admin/toolbox/report/?status__exact=nieuw" in text
    assert "- Straks komt op de site op 01/12/2026 om 12:00" in text
    for _ in range(6):
        clock(DAY)
        assert sent() == []
    clock(DAY)
    assert addresses() == ["an@buurt.be"]


def test_digest_with_nothing_to_tell_is_no_mail(an, clock):
    wish(an, digest=True)
    clock(DAY)
    assert sent() == []
    report()
    clock(timedelta(hours=2))
    assert sent() == []  # that of this week is over


def test_digest_and_report_of_the_same_day_are_one_mail(an, clock):
    wish(an, digest=True, reports=True)
    report()
    clock(DAY)
    [(_, _, text)] = sent()
    assert ("van lezers:" in text, "Dit vraagt je aandacht" in text) == (True, True)
    assert sent() == []


def test_digest_tells_an_editor_only_what_that_editor_may_see(db, clock):
    user = make_editor("redacteur", "gast")
    user.email = "gast@buurt.be"
    user.save()
    user.groups.clear()
    wish(user, digest=True)
    report()
    clock(DAY)
    assert sent() == []


def test_part_that_another_room_adds_is_told_too(an, clock, monkeypatch):
    monkeypatch.setattr(letters, "PARTS", [*letters.PARTS, lambda user: ("Niet gevonden", ["- hemelbed: 4"])])
    wish(an, digest=True)
    clock(DAY)
    [(_, _, text)] = sent()
    assert "Niet gevonden\n\n- hemelbed: 4" in text


def test_digest_tells_what_readers_could_not_find(an, clock, settings):
    counts = {("gevraagd", "hemelbed"): 4, ("niets", "hemelbed"): 3, ("gevraagd", "burenhulp"): 9}
    UsageCount.objects.bulk_create(
        UsageCount(day=timezone.localdate(), kind=kind, key=key, number=number)
        for (kind, key), number in counts.items()
    )
    wish(an, digest=True)
    clock(DAY)
    [(_, _, text)] = sent()
    told = "Dit zochten lezers deze maand zonder goed antwoord\n\n- hemelbed: 3\n  https://toolbox.be/admin/wat-lezers-zoeken/"
    assert (told in text, "burenhulp" in text) == (True, False)
    settings.COUNT_USAGE = False
    clock(7 * DAY)
    assert sent() == []


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_nothing(an, change):
    wish(an, reports=True)
    report()
    type(an).objects.update(**change)
    assert sent() == []


# To a reader


def test_reader_hears_once_what_became_of_it_and_the_address_is_forgotten(handled):
    [(to, subject, text)] = sent()
    assert (to, subject) == (["lezer@thuis.be"], "Wat er met je melding gebeurde")
    for said in (
        "“Buurtkaart”",
        "Overgenomen: link.",
        "Niet overgenomen: naam.",
        "https://toolbox.be/tools/buurtkaart/",
    ):
        assert said in text
    for kept in ("Schatkist", "Geheime reden", "https://x.be"):
        assert kept not in text
    handled.refresh_from_db()
    assert handled.reply_to == ""
    assert "lezer" not in str(list(MailSlip.objects.values()))
    assert sent() == []


def test_reader_hears_nothing_before_it_is_handled(handled):
    Report.objects.update(status="nieuw")
    assert sent() == []
    assert Report.objects.get().reply_to == "lezer@thuis.be"


def test_reader_of_several_reports_gets_one_mail_and_never_two_a_day(handled, clock):
    report("afgewezen", reply_to="Lezer@Thuis.be")
    [(_, _, text)] = sent()
    assert text.count("schreef je over") == 2
    report("verwerkt", reply_to="lezer@thuis.be")
    assert sent() == []
    clock(DAY)
    assert addresses() == ["lezer@thuis.be"]


def test_tool_that_is_not_public_has_no_link(handled):
    type(handled.tool).objects.update(status="concept")
    [(_, _, text)] = sent()
    assert "/tools/" not in text


def test_spam_is_not_answered(desk):
    spam = report(reply_to="slachtoffer@elders.be")
    run_action(desk, "decline_as_spam", spam)
    assert (sent(), Report.objects.get().reply_to) == ([], "")


def test_address_of_a_report_that_nobody_handles_is_forgotten_after_a_year(handled, clock):
    Report.objects.update(status="nieuw", sent_at=timezone.now())
    clock(timedelta(days=364))
    send_all()
    assert Report.objects.get().reply_to
    clock(timedelta(days=2))
    send_all()
    assert Report.objects.get().reply_to == ""


def test_every_mail_can_be_stopped_with_one_click(handled, an):
    wish(an, reports=True)
    report()
    send_all()
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        headers = message.message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert re.fullmatch(r"<https://toolbox\.be/post/afmelden/\S+/>", headers["List-Unsubscribe"])
        assert (headers["From"], headers.get_content_type()) == ("toolbox@buurt.be", "text/plain")
