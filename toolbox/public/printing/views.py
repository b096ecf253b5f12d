"""The whole catalogue, or what a filter leaves of it, as sheets to print."""

from django.urls import reverse
from django.views.generic import TemplateView

from toolbox.public.printing.qr import qr_svg
from toolbox.search.filterset import ToolFilter
from toolbox.search.querystring import querystring

MAX_TOOLS = 500  # about a hundred sheets


class PrintedCatalogue(TemplateView):
    """The tools that the filters of the tools list leave, in one document, each with a QR code to its page."""

    template_name = "toolbox/paper/catalogue.html"

    def get_context_data(self, **kwargs):
        chosen = ToolFilter(self.request.GET)
        return super().get_context_data(
            filter=chosen,
            tools=[self.with_code(tool) for tool in chosen.qs[:MAX_TOOLS]],
            total=len(chosen.qs),
            most=MAX_TOOLS,
            query=self.request.GET.urlencode(),
            list_address=self.request.build_absolute_uri(reverse("toolbox:list") + querystring(self.request.GET)),
            **kwargs,
        )

    def with_code(self, tool):
        """(tool, its full address, the QR code of that)."""
        address = self.request.build_absolute_uri(tool.get_absolute_url())
        return tool, address, qr_svg(address)
