"""What the documents point at exists, and every decision has the same headings and stands in the list."""

import re

import pytest
from django.conf import settings

DOCS = settings.BASE_DIR / "docs"
PAGES = [settings.BASE_DIR / "README.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted(path for path in (DOCS / "beslissingen").iterdir() if path.name != "README.md")
OURS = r"`((?:toolbox|buurtanalyse|fiches|templates|static|fixtures|tests|ops|docs)/[\w./-]*)`"
HEADINGS = ["Context", "Keuze", "Wat niet hielp", "Datum"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_points_at_what_exists(page):
    text = page.read_text()
    links = [page.parent / link for link in re.findall(r"\]\((?!http)([^)#]+)", text)]
    files = [settings.BASE_DIR / path for path in re.findall(OURS, text)]
    assert [path for path in links + files if not path.exists()] == []


def test_code_points_at_decisions_that_exist():
    code = "".join(path.read_text() for path in (settings.BASE_DIR / "toolbox").rglob("*.py"))
    numbers = set(re.findall(r"docs/beslissingen/(\d+)", code))
    assert numbers
    assert numbers <= {path.name[:4] for path in DECISIONS}


def test_decisions_have_the_same_headings_and_stand_in_the_list():
    assert re.findall(r"\]\((\d.*?)\)", (DOCS / "beslissingen/README.md").read_text()) == [p.name for p in DECISIONS]
    for path in DECISIONS:
        assert [
            head for head in re.findall(r"^## (.*)", path.read_text(), re.MULTILINE) if head != "Status"
        ] == HEADINGS
