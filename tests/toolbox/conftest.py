"""A small catalogue for the files of a list, with what tends to go wrong in them."""

import pytest

from fiches.shared.publication import PublicationStatus
from tests.catalogue import FORMULA, complete_tool


@pytest.fixture
def tools(db):
    """Two public tools, of which one tries to be a formula, and one that nobody may see."""
    return [
        complete_tool(1),
        complete_tool(2, name=FORMULA),
        complete_tool(3, name="Geheim concept", status=PublicationStatus.DRAFT),
    ]
