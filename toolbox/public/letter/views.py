"""The letter as a page, and as a Word document."""

from urllib.parse import urlencode

from django.urls import reverse
from django.views.generic import TemplateView

from toolbox.models import Tool
from toolbox.opendata.exports.export import ExportRefused
from toolbox.public.export_views import ExportMixin
from toolbox.public.letter.subject import TOOLS, subject_of
from toolbox.public.letter.word import LETTER
from toolbox.public.reading.fiches import published_fiches
from toolbox.public.selection import plan as plans
from toolbox.public.selection.address import keys_in
from toolbox.public.selection.entries import entries_of
from toolbox.public.worries.sentences import published_worries


class Letter(ExportMixin, TemplateView):
    """A worry or a theme, what neighbourhoods learned, three tools and the plan. What the reader writes in it stays
    on the device."""

    template_name = "toolbox/letter/letter.html"
    table = LETTER

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        query, tools = request.GET, Tool.objects.published().for_export()
        self.asked = query.get("over", "").strip().lower().replace("\0", "")
        self.subject = subject_of(self.asked) if self.asked else None
        self.plan = plans.plan_of(query, tools)
        self.with_plan = "plan" in query
        self.chosen = entries_of(keys_in(query.getlist("tool")), tools)
        self.candidates = self.candidates_among(tools) if self.subject else []
        self.tools = (self.chosen.tools or [tool for tool in self.candidates if tool.slug in self.proposed])[:TOOLS]

    @property
    def proposed(self):
        """The tools that the subject begins with."""
        return list(self.subject.reasons)[:TOOLS]

    def candidates_among(self, tools):
        """What the reader can choose from: the first tools of the subject, those of the plan, and those chosen."""
        proposed = entries_of(self.proposed, tools).tools
        return list(dict.fromkeys([*proposed, *self.chosen.tools, *self.plan.tools]))

    @property
    def rows(self):
        """(tool, why it fits) of each tool in the letter."""
        return [(tool, self.subject.reasons.get(tool.slug) or tool.summary) for tool in self.tools]

    @property
    def sources(self):
        """Where the findings and the tools stand."""
        cited = {tool.name: "; ".join(one.citation for one in tool.distinct_references) for tool in self.tools}
        return [*self.subject.sources, *(f"{name}: {citation}" for name, citation in cited.items() if citation)]

    def exported(self):
        if self.subject is None:
            raise ExportRefused("Kies eerst waarover het gaat.")
        return self

    @property
    def query(self):
        """What stands in the address of this letter."""
        places = {name: ".".join(keys) for name, keys in self.plan.places.items() if keys}
        chosen = {"tool": ".".join(tool.slug for tool in self.chosen.tools)} if self.chosen.tools else {}
        plan = {"plan": "ja"} if self.with_plan else {}
        return urlencode({"over": self.asked} | chosen | plan | places, safe=".")

    @property
    def address(self):
        """The full address of this letter."""
        return self.request.build_absolute_uri(f"{reverse('letter')}?{self.query}")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            letter=self,
            worries=published_worries(),
            fiches=published_fiches(),
            most=TOOLS,
            **kwargs,
        )
