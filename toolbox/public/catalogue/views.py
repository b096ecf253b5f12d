"""The pages of the catalogue."""

from collections import defaultdict
from dataclasses import asdict

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, TemplateView, View
from django_filters.views import FilterView

from buurtanalyse.models import Step
from fiches.models import Fiche, FigureRow
from toolbox.models import Erratum, Owner, TargetGroup, Tool
from toolbox.opendata.citations.paragraph import paragraph
from toolbox.opendata.citations.record import record_with
from toolbox.opendata.exports import tables
from toolbox.public.catalogue.source_notes import source_notes
from toolbox.public.catalogue.windows import street_windows
from toolbox.public.clean_address import CleanAddressMixin
from toolbox.public.export_views import ExportMixin, ExportToolMixin, FilteredExportMixin
from toolbox.public.read_once import ReadOnce
from toolbox.public.reading.cycle import published_steps
from toolbox.public.reading.fiches import published_fiches
from toolbox.public.worries.sentences import first_of_each_group, published_worries, sentences_with
from toolbox.search.catalogue import Catalogue
from toolbox.search.filterset import SearchForm, ToolFilter
from toolbox.search.thin_results import THIN, relaxations
from toolbox.usage.notes import noted

LISTED_TOOLS = 50
SHOWN_RESULTS = 24
FIRST_WORRIES = 3  # as many as fit on the first screen of a phone


def tools_with(param, value):
    """The first tools, by title, with a value of a facet."""
    index = Catalogue.current()
    return index.select(index.tools_with(param, [value.slug]))[:LISTED_TOOLS]


class Home(TemplateView):
    """The street and the question."""

    template_name = "toolbox/home.html"

    def get_context_data(self, **kwargs):
        catalogue = Catalogue.current()
        fiches = published_fiches(catalogue)
        # The starting situations stand at figure 4.
        worries = [worry for worry in published_worries(catalogue) if not worry.situation_id]
        return super().get_context_data(
            fiches=fiches,
            steps=published_steps(catalogue),
            worries=worries,
            first_worries=first_of_each_group(worries)[:FIRST_WORRIES],
            number_of_tools=catalogue.number,
            windows=catalogue.once("windows", lambda: street_windows(fiches, catalogue)),
            **kwargs,
        )


class ToolList(CleanAddressMixin, FilteredExportMixin, FilterView):
    """The tools, with search and facets."""

    table = tables.TOOLS
    queryset = Tool.objects.none()  # the filter finds the tools in the catalogue
    filterset_class = ToolFilter
    template_name = "toolbox/tool_list.html"
    context_object_name = "tools"
    paginate_by = 24
    page_kwarg = "pagina"
    strict = False  # a filter that cannot be read is named on the page; the others still work

    @cached_property
    def filter(self):
        """What the address asks, also for a file."""
        return self.get_filterset(self.filterset_class)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        thin, chosen = context["paginator"].count <= THIN, context["filter"]
        at_the_end = chosen.is_only_a_question and not context["page_obj"].has_next()
        near = chosen.results.near() if at_the_end else []
        return {**context, "near": near, "relaxations": relaxations(chosen) if thin else []}

    def render_to_response(self, context, **kwargs):
        chosen, results = context["filter"], context["filter"].results
        answered = results and results.has_tools  # whatever the filters leave of them
        return noted(super().render_to_response(context, **kwargs), results, answered, chosen.chosen_filters)


class ToolDetail(ExportToolMixin, ReadOnce, DetailView):
    """A tool with every place where it is put down."""

    table = tables.TOOL
    queryset = Tool.objects.published().for_detail()

    def complete(self, tool):
        """What the source and readers say of it, where else to look, and the tools that go with it."""
        tool.notes = source_notes(tool)
        tool.owner_sites = [] if tool.links.all() else list(tool.owners.exclude(url=""))
        tool.related = self.catalogue.related(tool)

    def get_context_data(self, **kwargs):
        tool, values = self.object, self.catalogue.labels_of(self.object.stored_values)
        return super().get_context_data(
            values=values,
            web_search_url=tool.web_search_url([name for _, name in values["eigenaar"]]),
            notes=tool.notes,
            dossier_text=paragraph(record_with(tool, values, tool.notes, self.request.build_absolute_uri)),
            experiences_on=settings.EXPERIENCES,
            related_tools=tool.related,
            **kwargs,
        )


class OwnerList(ExportMixin, ListView):
    """Who made the tools."""

    table = tables.OWNERS
    queryset = Owner.objects.published().for_list()
    context_object_name = "owners"

    def exported(self):
        return Owner.objects.published().for_detail()


class OwnerDetail(DetailView):
    """An owner and its tools."""

    queryset = Owner.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        return super().get_context_data(tools=tools_with("eigenaar", self.object), **kwargs)


class TargetGroupList(ExportMixin, ListView):
    """Whom the tools are for or about."""

    table = tables.TARGET_GROUPS
    queryset = TargetGroup.objects.with_tool_count()
    context_object_name = "target_groups"


class TargetGroupDetail(DetailView):
    """A target group and its tools."""

    queryset = TargetGroup.objects.with_tool_count().select_related("unreached_group")
    context_object_name = "target_group"

    def get_context_data(self, **kwargs):
        return super().get_context_data(tools=tools_with("doelgroep", self.object), **kwargs)


class ErratumList(ExportMixin, ListView):
    """The source and what it has wrong."""

    table = tables.ERRATA
    queryset = Erratum.objects.published().for_list()
    context_object_name = "errata"

    def get_context_data(self, **kwargs):
        parts = defaultdict(list)
        for erratum in self.object_list:
            parts[erratum.part].append(erratum)
        return super().get_context_data(parts=dict(parts), **kwargs)


class Search(CleanAddressMixin, TemplateView):
    """One search over tools, fiches, steps and figures."""

    template_name = "toolbox/search.html"

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        found = found_for(Catalogue.current().search(text, form.cleaned_data["exact"])) if text else {"results": None}
        return super().get_context_data(form=form, **found, **kwargs)

    def render_to_response(self, context, **kwargs):
        results = context["results"]
        return noted(super().render_to_response(context, **kwargs), results, results and results.has_answer)


def found_for(results):
    """What the page shows of Results: the street, the house that helps most, and the tools."""
    lit = results.lit_houses
    best = lit[0].page if lit else None
    return {
        "results": results,
        "tools": results.tools()[:SHOWN_RESULTS],
        "near": results.near() if len(results.answer) <= SHOWN_RESULTS else [],
        "lit": lit,
        "other_fiches": [page for page in results.fiches if page is not best],
    }


class Suggestions(View):
    """What a reader may mean while typing, for the script of the search boxes."""

    def get(self, request):
        form = SearchForm(request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        catalogue = Catalogue.current()
        found = [*sentences_with(text, catalogue), *catalogue.suggest(text)] if text else []
        return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in found]})


class StyleGuide(TemplateView):
    """Every component in every state, for who works on the pages. Only with DEBUG."""

    template_name = "toolbox/style_guide.html"

    def dispatch(self, request, *args, **kwargs):
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        index = Catalogue.current()
        return super().get_context_data(
            fiches=Fiche.objects.published().for_list(),
            steps=Step.objects.published().for_list(),
            tools=index.select(index.everything)[:3],
            actors=FigureRow.objects.filter(figure__number=2),
            **kwargs,
        )
