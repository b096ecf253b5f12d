"""What a letter is about: a worry or a theme, what neighbourhoods learned of it, and tools to begin with."""

from itertools import groupby
from typing import NamedTuple

from fiches.models import Fiche
from fiches.shared.passages import split_lines
from toolbox.models import Placement, Worry
from toolbox.public.selection.address import FICHE

SOURCE = "Toolbox Zorgzame Buurten, februari 2024"
FINDINGS = 3  # of a theme; a worry has those that its editor chose
TOOLS = 3


class Subject(NamedTuple):
    """A worry or a theme. `learned`: [(title or "", text)]; `reasons`: {slug of a tool: why it fits}, best first."""

    key: str
    item: object
    title: str
    learned: list
    findings: list
    reasons: dict

    @property
    def sources(self):
        """Where the findings stand, a line for each page: "Fiche C, Titel: “bevinding”, “bevinding”"."""
        pages = groupby(self.findings, lambda passage: passage.page)
        return [f"{SOURCE}. {page_name(page)}: {quoted(passages)}." for page, passages in pages]


def page_name(page):
    """A fiche or a step, as one refers to it."""
    if isinstance(page, Fiche):
        return f"Fiche {page.letter}, {page.title}"
    return f"Stap {page.number}, {page.title}"


def quoted(passages):
    """What passages are called, between quotes."""
    return ", ".join(f"“{passage}”" for passage in passages)


def subject_of(key):
    """The public subject that is called `key` in an address; None without one."""
    if key.startswith(FICHE):
        fiche = Fiche.objects.published().filter(slug=key.removeprefix(FICHE)).first()
        return fiche and about_fiche(fiche)
    worry = Worry.objects.published().for_detail().filter(slug=key).first()
    return worry and about_worry(worry)


def about_worry(worry):
    """What its page says."""
    reasons = {row.tool.slug: row.reason for row in worry.tools.select_related("tool")}
    return Subject(
        worry.slug, worry, worry.sentence, [("", text) for text in worry.learned_list], worry.all_findings, reasons
    )


def about_fiche(fiche):
    """Its first findings, and its first tools with what they offer there."""
    findings = list(fiche.passages.findings().with_page()[:FINDINGS])
    placements = Placement.objects.for_list().filter(fiche=fiche)[: 4 * TOOLS]  # a tool may stand there more than once
    reasons = {}
    for placement in placements:
        reasons.setdefault(placement.tool.slug, first_paragraph(placement.description))
    learned = [(finding.title, told_in_full(finding)) for finding in findings]
    return Subject(f"{FICHE}{fiche.slug}", fiche, fiche.title, learned, findings, reasons)


def told_in_full(finding):
    """What a finding begins with, and its points: without these it may announce what does not come."""
    return " ".join([first_paragraph(finding.text), *finding.point_list])


def first_paragraph(text):
    """What a text begins with."""
    return next(iter(split_lines(text)), "")
