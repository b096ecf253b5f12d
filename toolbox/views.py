"""The pages of the catalogue."""

from django.views.generic import DetailView, ListView, TemplateView
from django_filters.views import FilterView

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox import facets
from toolbox.filters import ToolFilter
from toolbox.models import Erratum, Owner, TargetGroup, Tool
from toolbox.redirects import FollowsOldAddress

LISTED_TOOLS = 50


class Home(TemplateView):
    """The street and the question."""

    template_name = "toolbox/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            fiches=Fiche.objects.published().for_list(), steps=Step.objects.published(), **kwargs
        )


class ToolList(FilterView):
    """The tools, with search and facets."""

    queryset = Tool.objects.published().for_list()
    filterset_class = ToolFilter
    template_name = "toolbox/tool_list.html"
    context_object_name = "tools"
    paginate_by = 24
    page_kwarg = "pagina"
    strict = False  # a filter that cannot be read is named on the page; the others still work


class ToolDetail(FollowsOldAddress, DetailView):
    """A tool with every place where it is put down."""

    queryset = Tool.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        values = facets.values_of(self.object)
        owners = [name for _, name in values.get("eigenaar", [])]
        return super().get_context_data(values=values, web_search_url=self.object.web_search_url(owners), **kwargs)


class OwnerList(ListView):
    """Who made the tools."""

    queryset = Owner.objects.published().for_list()
    context_object_name = "owners"


class OwnerDetail(FollowsOldAddress, DetailView):
    """An owner and its tools."""

    queryset = Owner.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        tools = self.object.tools.published().for_list()[:LISTED_TOOLS]
        return super().get_context_data(tools=tools, **kwargs)


class TargetGroupList(ListView):
    """Whom the tools are for or about."""

    queryset = TargetGroup.objects.with_tool_count()
    context_object_name = "target_groups"


class TargetGroupDetail(DetailView):
    """A target group and its tools."""

    queryset = TargetGroup.objects.with_tool_count().select_related("unreached_group")
    context_object_name = "target_group"

    def get_context_data(self, **kwargs):
        tools = self.object.tools.published().for_list()[:LISTED_TOOLS]
        return super().get_context_data(tools=tools, **kwargs)


class ErratumList(ListView):
    """The source and what it has wrong."""

    queryset = Erratum.objects.for_list()
    context_object_name = "errata"


class Search(TemplateView):
    """One search over tools, fiches and steps."""

    template_name = "toolbox/search.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()
        return super().get_context_data(
            query=query,
            tools=Tool.objects.published().for_list().search(query)[:LISTED_TOOLS] if query else [],
            fiches=Fiche.objects.published().search(query) if query else [],
            steps=Step.objects.published().search(query) if query else [],
            **kwargs,
        )
