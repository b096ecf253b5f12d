"""A published collection with a tool, a theme and a tool that nobody may see."""

import pytest

from fiches.models import Fiche
from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.catalogue import complete_tool


@pytest.fixture
def collection(db):
    """The second tool stands before the first; a draft and the theme are in it too."""
    first, second, draft = complete_tool(1), complete_tool(2), complete_tool(3, "Geheim", PublicationStatus.DRAFT)
    complete_tool(4, "Niet gekozen")
    second.target_groups.create(name="Ouderen", slug="ouderen")
    text = {"name": "Waasland", "slug": "waasland", "introduction": "Welkom.\n\n<script>alert(1)</script>"}
    collection = make.CollectionFactory(status=PublicationStatus.PUBLISHED, **text)
    collection.entries.create(tool=second, order=1, note="Begin hier.")
    collection.entries.create(fiche=Fiche.objects.get(slug="a"), order=2)
    collection.entries.create(tool=draft, order=3)
    collection.entries.create(tool=first, order=4)
    return collection
