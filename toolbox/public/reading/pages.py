"""What the pages of a fiche and of a step have in common."""

from django.views.generic import DetailView

from fiches.shared.passages import attach_placements
from toolbox.public.read_once import ReadOnce
from toolbox.public.reading.groups import tool_groups
from toolbox.public.reading.mentions import WithMentions


class ReadingPage(WithMentions, ReadOnce, DetailView):
    """A fiche or a step to read: its passages and the tools that are placed there, tied together."""

    findings = ""  # the relation from a placement to the passages that it rests on

    def complete(self, entry):
        """Its passages and its placements, tied together, and those in groups."""
        entry.page_passages, entry.page_placements = entry.passages.all(), entry.placements.for_page(self.findings)
        attach_placements(entry.page_passages, entry.page_placements, self.findings)
        entry.page_groups = tool_groups(entry.page_placements)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            passages=self.object.page_passages,
            placements=self.object.page_placements,
            groups=self.object.page_groups,
            **kwargs,
        )
