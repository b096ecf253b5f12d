"""The buurtplan as a page, as a file to keep, and as a Word document."""

from django.shortcuts import redirect
from django.views.generic import TemplateView

from toolbox.models import Tool
from toolbox.public.export_views import ExportMixin
from toolbox.public.selection import plan as plans
from toolbox.public.selection.address import MAX_ENTRIES, joined
from toolbox.public.selection.offers import asked_for, offers
from toolbox.public.selection.plan_files import PLAN


class BuurtPlan(ExportMixin, TemplateView):
    """A selection along the four steps. What the reader writes in it stays on the device."""

    template_name = "toolbox/selection/plan.html"
    table = PLAN

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.plan = plans.plan_of(request.GET, Tool.objects.published().for_plan())

    def get(self, request, *args, **kwargs):
        places = self.changed_places(request.GET)
        return redirect(self.address_after(places)) if places else super().get(request, *args, **kwargs)

    def address_after(self, places):
        """Where a button leads: to the step that it was about, with what the reader looks for there."""
        query = self.request.GET
        search = {"zoek": asked_for(query), "stap": self.searched} if self.searched else {}
        step = query.get("zet", "").partition(":")[2]
        return plans.address(places, search) + (f"#{step}" if step in self.plan.places else "")

    @property
    def searched(self):
        """The name of the step for which the reader looks for something; "" for none."""
        name = self.request.GET.get("stap", "")
        return name if name in self.plan.places and asked_for(self.request.GET) else ""

    def changed_places(self, query):
        """Where everything stands after the button that was pressed; None when it was none."""
        if "zet" in query:
            key, _, to = query["zet"].partition(":")
            return plans.moved(self.plan.places, key, to)
        if "weg" in query:
            return plans.moved(self.plan.places, query["weg"], None)
        if "voorstel" in query:
            return plans.spread(self.plan.places, self.proposed(self.fitting()))
        return None

    def fitting(self):
        """What fits which step."""
        return plans.Fitting([part.step for part in self.plan.parts])

    def proposed(self, fitting):
        """The steps that fit each entry without a step, as {key: [step, ...]}."""
        return {entry.key: fitting.of_entry(entry) for entry in self.plan.unplaced.entries}

    def exported(self):
        return self.plan

    def get_context_data(self, **kwargs):
        plan, fitting = self.plan, self.fitting()
        proposed = self.proposed(fitting)
        fits = fitting.offers([part.step for part in plan.parts], plan)
        wanted = asked_for(self.request.GET)
        rows = [
            {
                "part": part,
                "fits": fits[part.step.number],
                "wanted": wanted if part.name == self.searched else "",
                "found": offers(wanted, plan.keys) if part.name == self.searched else [],
                "others": [other for other in plan.parts if other != part],
            }
            for part in plan.parts
        ]
        return super().get_context_data(
            plan=plan,
            entries=plan,
            rows=rows,
            unplaced=[{"entry": entry, "proposed": proposed[entry.key]} for entry in plan.unplaced.entries],
            address=self.request.build_absolute_uri(plans.address(plan.places)),
            query=plans.address(plan.places).partition("?")[2],
            selection=joined(plan.keys),
            left_out=plan.left_out,
            doubled=plan.doubled,
            max_entries=MAX_ENTRIES,
            **kwargs,
        )
