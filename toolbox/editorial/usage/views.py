"""The pages of the desk on what readers look for."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from fiches.shared.text import clean_line
from toolbox.editorial.urls import change_page
from toolbox.editorial.usage.forms import QuestionForm
from toolbox.editorial.usage.report import Month
from toolbox.models import UsageCount
from toolbox.models.tool import LONGEST_QUESTION
from toolbox.opendata.exports.files import attachment
from toolbox.opendata.spreadsheets.csv_files import CSV_TYPE, csv_file

TITLE = "Wat lezers zoeken"
COLUMNS = ("maand", "soort", "wat", "aantal")


def asked_month(request, months):
    """The month in the address, else the last one that has counts; Http404 for what is no month."""
    text = request.GET.get("maand")
    if not text:
        return months[0] if months else timezone.localdate().replace(day=1)
    try:
        return datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise Http404 from None


def month_address(first):
    """The address of this page for the month that begins on `first`."""
    return f"{reverse('admin:usage')}?{urlencode({'maand': f'{first:%Y-%m}'})}"


def usage(request, site):
    """What readers asked and opened in a month, as a page or as a file."""
    if not request.user.has_perm("toolbox.view_usagecount"):
        raise PermissionDenied
    months = UsageCount.objects.months()
    report = Month(asked_month(request, months))
    if request.GET.get("formaat") == "csv":
        return attachment(csv_file(COLUMNS, report.rows()), CSV_TYPE, f"wat-lezers-zoeken-{report.first:%Y-%m}.csv")
    most, least = report.tools()
    context = {
        **site.each_context(request),
        "title": TITLE,
        "report": report,
        "months": [(month, month_address(month)) for month in months],
        "csv": f"{month_address(report.first)}&formaat=csv",
        "lists": [
            ("Meest gevraagd zonder goed antwoord", with_actions(request.user, report.most_unanswered)),
            ("Meest gevraagd", with_actions(request.user, report.most_asked)),
        ],
        "opened": [("Tools die het meest geopend zijn", most), ("Tools die het minst geopend zijn", least)],
        "counts": settings.COUNT_USAGE,
    }
    return TemplateResponse(request, "admin/usage.html", context)


def with_actions(user, questions):
    """Questions with what this editor can do with each: [(question, [(label, address), ...]), ...]."""
    return [(question, list(actions(user, question.text))) for question in questions]


def actions(user, text):
    """What an editor can do with a question: (label, address)."""
    yield "Zoek dit zelf", f"{reverse('search')}?{urlencode({'q': text})}"
    if user.has_perm("toolbox.change_tool"):
        yield "Maak er een vraag van bij een tool", f"{reverse('admin:usage_question')}?{urlencode({'vraag': text})}"
    if user.has_perm("toolbox.add_thesaurusgroup"):
        field = "sayings" if " " in text else "words"
        add = reverse("admin:toolbox_thesaurusgroup_add")
        yield "Zet het in de thesaurus", f"{add}?{urlencode({field: text})}"


def question(request, site):
    """Make a question of readers one that a tool answers."""
    if not request.user.has_perm("toolbox.change_tool"):
        raise PermissionDenied
    asked = clean_line(request.GET.get("vraag", ""))[:LONGEST_QUESTION]
    form = QuestionForm(request.POST or None, asked=asked)
    if form.is_valid():
        try:
            tool = form.save(request.user)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"De vraag staat nu bij “{tool}”. Wie zo zoekt, vindt die tool.")
            return redirect(change_page(tool))
    title = "Maak er een vraag van bij een tool"
    context = {**site.each_context(request), "title": title, "form": form, "parent": TITLE}
    return TemplateResponse(request, "admin/usage_question.html", context)
