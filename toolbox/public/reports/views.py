"""A reader reports something: first what it is about, then what it should be. No account, no cookie."""

from difflib import get_close_matches

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from toolbox.models import Experience, OldAddress, Report, ReportedChange, Tool
from toolbox.public.reports import protection
from toolbox.public.reports.fields import FIELDS
from toolbox.public.reports.forms import ExperienceForm, LinkForm, ReportForm
from toolbox.public.reports.way_back import is_page, way_back
from toolbox.search.catalogue import Catalogue
from toolbox.serving.client_ip import client_ip

SOMETHING_ELSE = "anders"
CANDIDATES = 12  # what is found on the name of a new tool, of which some may be called alike
LONG = 5  # letters of a word that says something: not “de”, “van”, “voor”
ALMOST = 0.8  # alike for difflib: "gezel" with an ending, or a letter wrong


# Why exempt: see protection.py. The usual token would need a cookie, and visitors get none. The heirs read their
# tool in setup(): a dispatch() of their own would lose the exemption, and then no browser could send anything.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ReportView(View):
    """The second step and what it does; the heirs say what it is about."""

    kind = None
    tool = None

    def get(self, request, **kwargs):
        return self.show(self._form())

    def post(self, request, **kwargs):
        """Keep the report, or show the form again with all that was typed and what is wrong."""
        form = self._form(request.POST)
        if protection.from_elsewhere(request):
            form.add_error(None, "Verstuur het formulier vanaf deze site.")
            return self.show(form, status=403)
        if not form.is_valid():
            return self.show(form, status=422)
        if protection.throttled(client_ip(request.META)):
            form.add_error(None, "Er kwamen net veel meldingen van bij jou. Probeer het over een uur opnieuw.")
            return self.show(form, status=429)
        self.keep(form)
        return redirect(reverse("melden:thanks", query=self.thanked()))

    def thanked(self):
        """What the thanks are about, as parameters of their address."""
        return {"tool": self.tool.slug}

    def show(self, form, status=200, **context):
        """The page with the form."""
        context |= {"form": form, "tool": self.tool}
        return TemplateResponse(self.request, self.template_name, context, status=status)

    @transaction.atomic
    def keep(self, form):
        """Store what the reader proposes; the same form sent twice is kept once."""
        said = {"note": form.cleaned_data["note"], "reply_to": form.cleaned_data.get("reply_to", "")}
        report, is_new = Report.objects.get_or_create(
            token=form.number, defaults={"kind": self.kind, "tool": still_there(self.tool), **said}
        )
        if is_new:
            ReportedChange.objects.bulk_create(
                ReportedChange(report=report, field=name, before=before, proposed=proposed)
                for name, before, proposed in form.changes()
            )


class ToolReportView(ReportView):
    """The same about a tool that is here."""

    about = "tool"
    queryset = Tool.objects.published()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        slug = kwargs["slug"]
        self.tool = self.queryset.filter(slug=slug).first()
        if self.tool is None and request.method == "POST":  # what somebody wrote meanwhile, is not lost
            self.tool = OldAddress.objects.target(Tool, slug) or self._withdrawn(request, slug)
        if self.tool is None:
            raise Http404

    def _withdrawn(self, request, slug):
        """The tool that was still public when the form was asked for; its token says that it was."""
        tool = Tool.objects.filter(slug=slug).first()
        seen = tool and protection.read_token(request.POST.get("token", ""), self.subject_of(tool))
        return tool if seen else None

    def subject_of(self, tool):
        """What a token of this form is about."""
        return f"{self.about} {tool.pk}"


class ReportCorrection(ToolReportView):
    """Something about a tool is not right."""

    kind = Report.Kind.CORRECTION
    template_name = "toolbox/report_correction.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.chosen = request.GET.getlist("wat")

    def get(self, request, **kwargs):
        if set(self.chosen) & {*FIELDS, SOMETHING_ELSE}:
            return super().get(request, **kwargs)
        context = {"tool": self.tool, "fields": FIELDS.values(), "is_empty": "stap" in request.GET}
        return first_step(request, "toolbox/report_choose.html", context)

    def _form(self, data=None):
        names = [name for name in FIELDS if name in self.chosen]
        return ReportForm(data, subject=self.subject_of(self.tool), names=names, tool=self.tool)


class ReportLink(ToolReportView):
    """Somebody knows where a tool stands on the web: that one question."""

    kind = Report.Kind.CORRECTION
    about = "link"
    template_name = "toolbox/report_link.html"

    def _form(self, data=None):
        return LinkForm(data, subject=self.subject_of(self.tool), tool=self.tool)

    def show(self, form, status=200, **context):
        owners = [owner.name for owner in self.tool.owners.all()]
        return super().show(form, status, web_search_url=self.tool.web_search_url(owners), **context)

    def thanked(self):
        return super().thanked() | {"wat": "link"}


class ReportNewTool(ReportView):
    """A tool that is not here yet: first its name, to see whether it is here after all."""

    kind = Report.Kind.NEW_TOOL
    template_name = "toolbox/report_new.html"

    def get(self, request, **kwargs):
        name = request.GET.get("naam", "").strip()[:200]
        if not name:
            context = {"way_back": way_back(request), "is_empty": "naam" in request.GET}
            return first_step(request, "toolbox/report_new_name.html", context)
        form = self._form()
        form.initial["naam"] = name
        return self.show(form, doubles=like(name))

    def show(self, form, status=200, doubles=()):
        return super().show(form, status, doubles=doubles)

    def thanked(self):
        came_from = way_back(self.request)
        return {"van": came_from} if came_from else {}

    def _form(self, data=None):
        return ReportForm(data, subject="nieuw", names=list(FIELDS))


class ShareExperience(ToolReportView):
    """Somebody used a tool and tells how it went. Off unless settings.EXPERIENCES says otherwise."""

    about = "ervaring"
    template_name = "toolbox/experience.html"

    def setup(self, request, *args, **kwargs):
        if not settings.EXPERIENCES:
            raise Http404
        super().setup(request, *args, **kwargs)

    def _form(self, data=None):
        return ExperienceForm(data, subject=self.subject_of(self.tool))

    @transaction.atomic
    def keep(self, form):
        """Store what the reader tells; the same form sent twice is kept once."""
        if (tool := still_there(self.tool)) is None:
            raise Http404
        Experience.objects.get_or_create(token=form.number, defaults={"tool": tool, **form.answers()})


class Thanks(TemplateView):
    """What happens with a report, and the way back to where its reader came from."""

    template_name = "toolbox/report_thanks.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        came_from = asked.get("van", "")
        return super().get_context_data(
            tool=Tool.objects.published().filter(slug=asked.get("tool", "")).first(),
            lends_light=asked.get("wat") == "link",
            way_back=came_from if is_page(came_from) else "",
            **kwargs,
        )


def still_there(tool):
    """`tool`, that nobody can delete until the transaction ends; None when somebody just did, or when there is none."""
    return tool and Tool.objects.select_for_update(no_key=True).filter(pk=tool.pk).first()


def first_step(request, template, context):
    """The first step of a form; 422 when it was sent and `is_empty`."""
    return render(request, template, context, status=422 if context["is_empty"] else 200)


def like(name):
    """The tools that a new one may be the same as: found, and called almost the same."""
    said, found = _said(name), Catalogue.current().search(name).tools()[:CANDIDATES]
    return [tool for tool in found if any(get_close_matches(word, _said(tool.name), cutoff=ALMOST) for word in said)]


def _said(name):
    """The whole of a name, and the long words in it."""
    return [slugify(name), *(word for word in slugify(name).split("-") if len(word) >= LONG)]
