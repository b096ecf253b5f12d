"""The pages of collections."""

from csp.decorators import csp_replace
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import DetailView, ListView

from toolbox.models.collection import Collection
from toolbox.opendata.exports import tables
from toolbox.public.clean_address import CleanAddressMixin
from toolbox.public.collections.filters import CollectionFilter
from toolbox.public.export_views import FilteredExportMixin


class CollectionList(ListView):
    """All collections."""

    template_name = "toolbox/collections/collection_list.html"
    queryset = Collection.objects.published().for_list()
    context_object_name = "collections"


class CollectionDetail(CleanAddressMixin, FilteredExportMixin, DetailView):
    """A collection: its introduction, and its entries with the filters of the tools list."""

    table = tables.TOOLS
    template_name = "toolbox/collections/collection_detail.html"
    queryset = Collection.objects.published().for_detail()

    def get_object(self, queryset=None):
        """The collection; read once, for the page and for its filters."""
        if not hasattr(self, "object"):
            self.object = super().get_object(queryset)
        return self.object

    @cached_property
    def filter(self):
        """What the address asks, among the tools of this collection."""
        entries = self.get_object().entries.all()
        return CollectionFilter(self.request.GET, [entry.tool_id for entry in entries if entry.tool_id])

    def get_context_data(self, **kwargs):
        entries = self.filter.left(self.object.entries.all())
        cards = self.filter.catalogue.cards.of([entry.tool_id for entry in entries if entry.tool_id])
        return super().get_context_data(
            filter=self.filter,
            entries=entries,
            tool_cards={card.pk: card for card in cards},
            embed_code=self.embed_code(),
            **kwargs,
        )

    def embed_code(self):
        """The HTML that shows this collection on another site, as text to copy."""
        address = self.request.build_absolute_uri(reverse("collecties:embedded", args=[self.object.slug]))
        title = escape(self.object.name)
        return f'<iframe src="{escape(address)}" title="{title}" width="100%" height="600"></iframe>'


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_replace({"frame-ancestors": ["*"]}), name="dispatch")
class EmbeddedCollection(DetailView):
    """A collection to show within a page of another site: the one page of this site that may be framed."""

    template_name = "toolbox/collections/collection_embedded.html"
    queryset = Collection.objects.published().for_detail()

    def render_to_response(self, context, **response_kwargs):
        headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
        return super().render_to_response(context, headers=headers, **response_kwargs)
