"""What each mail says. A letter is written at the moment that it goes, of what is true then: nothing waits in a queue
and grows old, and what could not go is simply still to be told."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from toolbox import SITE_NAME
from toolbox.editorial.dashboard import attention_for, coming_for, usage_for
from toolbox.editorial.urls import change_page
from toolbox.models import MailWish, Report, ReportedChange
from toolbox.models.mail import key_of, unsubscribe_path

MONDAY_MORNING = timedelta(hours=7)
LISTED = 20  # reports in one mail; the rest is at the desk
QUESTIONS = 10  # in one mail


@dataclass
class Letter:
    """A mail for one person, and what has to be noted once it is gone."""

    address: str
    subject: str
    body: str
    unsubscribe: str  # a path
    told: callable


def absolute(path):
    """The full form of an address on this site; there is no request to ask."""
    return f"{settings.SITE_URL}{path}"


def signed(lines, why):
    """The lines of a mail as one text, with why somebody gets it."""
    return "\n".join([*lines, "", "-- ", SITE_NAME, why]) + "\n"


# To an editor


def attention(user):
    """What waits at the desk."""
    lines = [f"- {item.label}: {item.count}\n  {absolute(item.url)}" for item in attention_for(user)]
    return "Dit vraagt je aandacht", lines


def coming(user):
    """What comes to the site by itself or goes from it."""
    verbs = {True: "komt op de site", False: "gaat van de site"}
    return "Dit komt of gaat vanzelf", [
        f"- {item.entry} {verbs[item.comes]} op {timezone.localtime(item.moment):%d/%m/%Y om %H:%M}"
        for item in coming_for(user)
    ]


def unanswered(user):
    """What readers asked this month without finding a good answer."""
    month = usage_for(user)
    found = month.most_unanswered[:QUESTIONS] if month else []
    lines = [f"- {question.text}: {question.unanswered}" for question in found]
    more = [f"  {absolute(reverse('admin:usage'))}"] if lines else []
    return "Dit zochten lezers deze maand zonder goed antwoord", lines + more


# The parts of the digest: functions of an editor, that give a title and lines. A part without lines is left out.
PARTS = [attention, coming, unanswered]


def last_monday():
    """The last Monday at seven in the morning."""
    now = timezone.localtime()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    monday = day + MONDAY_MORNING
    return monday if monday <= now else monday - timedelta(days=7)


def for_editor(wish):
    """The Letter of today for who has this MailWish; None when there is nothing to tell."""
    reports = list(Report.objects.waiting().filter(pk__gt=wish.last_report).order_by("pk")) if wish.reports else []
    is_due = wish.digest and wish.digest_at < last_monday()
    parts = [part(wish.user) for part in PARTS] if is_due else []
    lines = [*about_reports(reports)]
    for title, said in parts:
        if said:
            lines += ["", title, "", *said]
    newest, now = reports[-1].pk if reports else wish.last_report, timezone.now()

    def told():
        values = {"last_report": newest} | ({"digest_at": now} if is_due else {})
        MailWish.objects.filter(pk=wish.pk).update(**values)

    if not lines:
        if is_due:  # all is well: no mail to say so
            told()
        return None
    subject = f"{counted(reports)} in de toolbox" if reports else "Je overzicht van de toolbox"
    why = "Je krijgt deze mail omdat je dat koos bij de redactie. Afmelden kan met één klik:"
    path = unsubscribe_path("redacteur", wish.user_id)
    return Letter(wish.user.email, subject, signed(lines, f"{why}\n{absolute(path)}"), path, told)


def counted(reports):
    """How many reports, in words."""
    return "Een nieuwe melding" if len(reports) == 1 else f"{len(reports)} nieuwe meldingen"


def about_reports(reports):
    """A line for each new report. What the reader wrote stays at the desk."""
    if not reports:
        return
    yield f"{counted(reports)} van lezers:"
    yield ""
    for report in reports[:LISTED]:
        yield f"- {report} ({timezone.localtime(report.sent_at):%d/%m/%Y om %H:%M})\n  {absolute(change_page(report))}"
    if len(reports) > LISTED:
        yield f"- en nog {len(reports) - LISTED} andere"


# To a reader


def for_reader(address):
    """The Letter that tells a reader what became of all that was reported with this address; None without any."""
    reports = list(Report.objects.to_be_told().filter(reply_to__iexact=address).select_related("tool").order_by("pk"))
    if not reports:
        return None
    lines = ["Je meldde iets aan de Toolbox Zorgzame Buurten. Dank je wel. Dit is ermee gebeurd."]
    for report in reports:
        lines += ["", *outcome(report)]
    why = "Dit is het enige bericht hierover. We hebben je adres nu gewist."
    pks = [report.pk for report in reports]
    return Letter(
        address,
        "Wat er met je melding gebeurde",
        signed(lines, why),
        unsubscribe_path("lezer", key_of(address)),
        lambda: Report.objects.filter(pk__in=pks).update(reply_to=""),
    )


def outcome(report):
    """What became of one report, in words for who sent it."""
    about = f"de tool “{report.tool}”" if report.tool else "een nieuwe tool"
    yield f"Op {timezone.localtime(report.sent_at):%d/%m/%Y} schreef je over {about}."
    decided = {
        decision: [change.field for change in changes]
        for decision, changes in groupby(report.changes.order_by("decision", "pk"), attrgetter("decision"))
    }
    if accepted := decided.get(ReportedChange.Decision.ACCEPTED):
        yield f"Overgenomen: {', '.join(accepted)}."
    if declined := decided.get(ReportedChange.Decision.DECLINED):
        yield f"Niet overgenomen: {', '.join(declined)}."
    if not decided:
        done = report.status == Report.Status.DONE
        yield "Een redacteur las het en keek het na." if done else "Een redacteur las het. We veranderden niets."
    if report.tool and report.tool.is_public:
        yield absolute(report.tool.get_absolute_url())
