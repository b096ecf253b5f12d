"""Mijn selectie: to look at, share, reorder, compare, print and take along."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from toolbox.models import Tool
from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin
from toolbox.public.selection.address import MAX_ENTRIES, joined, keys_in
from toolbox.public.selection.changes import CHANGES
from toolbox.public.selection.entries import entries_of
from toolbox.public.selection.offers import asked_for, offers

COMPARED = 4


class SelectionMixin:
    """A page about the entries that `t` in its address names."""

    tools = Tool.objects.published().for_selection()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.asked = keys_in(request.GET.getlist("t"))

    def entries(self):
        """What the address names."""
        return entries_of(self.asked, self.tools)

    def get_context_data(self, **kwargs):
        entries = self.entries()
        return super().get_context_data(
            entries=entries,
            value=joined(entries.keys),
            kept=joined(entries.kept),
            doubled=self.asked.doubled,
            left_out=self.asked.left_out,
            max_entries=MAX_ENTRIES,
            **kwargs,
        )


class Selection(SelectionMixin, ExportMixin, TemplateView):
    """The selection as a list, each entry with what can be done with it."""

    template_name = "toolbox/selection/selection.html"
    table = tables.SELECTION

    def get(self, request, *args, **kwargs):
        pressed = next((name for name in CHANGES if name in request.GET), None)
        if pressed is None:
            return super().get(request, *args, **kwargs)
        changed = keys_in([request.GET[pressed]])[:1]
        return redirect(address(CHANGES[pressed](list(self.asked), *changed) if changed else self.asked))

    def exported(self):
        return entries_of(self.asked, Tool.objects.published().for_export()).tools

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        keys = context["entries"].keys
        wanted = asked_for(self.request.GET)
        return context | {
            "wanted": wanted,
            "offers": offers(wanted, keys),
            "address": self.request.build_absolute_uri(address(keys)),
        }


class Compare(SelectionMixin, TemplateView):
    """Up to four tools side by side, on the same fields."""

    template_name = "toolbox/selection/compare.html"
    tools = Tool.objects.published().for_export()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        tools = context["entries"].tools
        return context | {"compared": tools[:COMPARED], "not_compared": tools[COMPARED:], "most": COMPARED}


def address(keys):
    """The address of the selection page for some keys."""
    return f"{reverse('selection')}?t={joined(keys)}" if keys else reverse("selection")
