"""The page of a tool stays within nine queries, for every tool of the toolbox and with all that can stand on it."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.page import main_text, queries, visit
from toolbox.models import Tool


@pytest.mark.slow
def test_page_of_every_tool_stays_within_nine_queries(toolbox, settings):
    settings.EXPERIENCES = True
    full = Tool.objects.filter(errata__isnull=False, links__isnull=False).first()
    Tool.objects.filter(pk=full.pk).update(successor=Tool.objects.exclude(pk=full.pk).first())
    make.LinkCheckFactory(url=full.links.first().url, state="dood", checked_at=timezone.now())
    for _ in range(3):
        make.ExperienceFactory(tool=full, status="gepubliceerd")
    counts = {tool.slug: queries(tool.get_absolute_url()) for tool in Tool.objects.published()}
    assert {slug: count for slug, count in counts.items() if count > 9} == {}
    assert counts[full.slug] == 8


def test_no_heading_stands_above_nothing(db):
    heading = "Van wie en voor wie?"
    assert heading not in main_text(visit(make.ToolFactory().get_absolute_url()))
    assert heading in main_text(visit(make.ToolFactory(owners=[make.OwnerFactory()]).get_absolute_url()))
