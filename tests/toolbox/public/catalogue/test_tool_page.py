"""The page of a tool stays within nine queries, for every tool of the toolbox and with all that can stand on it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from toolbox.models import Experience, LinkCheck, Tool
from toolbox.search.catalogue import Catalogue


def test_page_of_every_tool_stays_within_nine_queries(toolbox, client, settings):
    settings.EXPERIENCES = True
    full = Tool.objects.filter(errata__isnull=False, links__isnull=False).first()
    Tool.objects.filter(pk=full.pk).update(successor=Tool.objects.exclude(pk=full.pk).first())
    LinkCheck.objects.create(url=full.links.first().url, state="dood", checked_at=timezone.now())
    for number in range(3):
        told = {"neighbourhood": "stad", "effort": "uren", "worked": "Alles.", "status": "gepubliceerd"}
        Experience.objects.create(tool=full, token=f"t{number}", **told)
    Catalogue.current()
    counts = {}
    for tool in Tool.objects.published():
        with CaptureQueriesContext(connection) as queries:
            client.get(tool.get_absolute_url())
        counts[tool.slug] = len(queries)
    assert {slug: count for slug, count in counts.items() if count > 9} == {}
    assert counts[full.slug] == 8
