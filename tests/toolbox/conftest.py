"""A small catalogue."""

import pytest

from fiches.shared.publication import PublicationStatus
from tests.catalogue import complete_tool


@pytest.fixture
def tools(db):
    """Two public tools, and one that nobody may see any more."""
    return [complete_tool(1), complete_tool(2), complete_tool(3, status=PublicationStatus.WITHDRAWN)]
