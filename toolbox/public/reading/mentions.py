"""Where a text says "fiche C", "figuur 4" or "stap 1": a link to that page, if a visitor may see it."""

import re
from functools import lru_cache

from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.search.catalogue import Catalogue

KINDS = {
    "fiche": "fiche",
    "fiches": "fiche",
    "figuur": "figuur",
    "figuren": "figuur",
    "stap": "stap",
    "stappen": "stap",
}
NAME = re.compile(r"\b(?:[A-Z]|\d{1,2})\b(?!-)")
MENTION = re.compile(
    rf"\b(?P<word>(?i:{'|'.join(sorted(KINDS, key=len, reverse=True))}))\s+"
    rf"(?P<names>{NAME.pattern}(?:(?:,\s+|,?\s+(?:en|of)\s+){NAME.pattern})*)"
)


def addresses():
    """{(kind, name): address} of all that a text can mention and a visitor may see."""
    found = {("fiche", fiche.letter): fiche for fiche in Fiche.objects.published()}
    found |= {("figuur", str(figure.number)): figure for figure in Figure.objects.published()}
    found |= {("stap", str(step.number)): step for step in Step.objects.published()}
    return {mention: page.get_absolute_url() for mention, page in found.items()}


class Mentions:
    """Texts of editors as HTML for the page at `here`, which is not linked to itself."""

    def __init__(self, known, here):
        self.known = known
        self.here = here
        # A step has fifty texts, that only an editor changes.
        self.prose, self.line = lru_cache(None)(self._prose), lru_cache(None)(self._line)

    @classmethod
    def on(cls, here, catalogue):
        """Those for one page, kept for the state of the content of `catalogue`."""
        known = catalogue.once("mentions", addresses)
        return catalogue.once(("mentions", here), lambda: cls(known, here))

    def _line(self, text):
        """`text`, escaped, with its mentions as links."""
        return mark_safe(MENTION.sub(self._linked, str(escape(text))))  # noqa: S308  escaped before anything is added

    def _prose(self, text):
        """The same in paragraphs: an empty line begins one."""
        return mark_safe(linebreaks(self.line(text)))  # noqa: S308  as above

    def _linked(self, found):
        """One mention: "fiche C" as a link, and of "fiches F, G en J" each name."""
        word = found["word"]
        kind = KINDS[word.lower()]

        def linked(name):
            said = f"{word} {name[0]}" if name.start() == 0 else name[0]
            address = self.known.get((kind, name[0]))
            if address in (None, self.here):
                return said
            if name.start() == 0:
                return format_html('<a href="{}">{}</a>', address, mark_safe(said))  # noqa: S308  a piece of what was escaped
            return format_html('<a href="{}"><span class="visually-hidden">{} </span>{}</a>', address, kind, said)

        return NAME.sub(linked, found["names"])


class WithMentions:
    """A page whose template writes its texts with `mentions`."""

    catalogue = None  # of a page that has read it already

    def get_context_data(self, **kwargs):
        mentions = Mentions.on(self.request.path, self.catalogue or Catalogue.current())
        return super().get_context_data(mentions=mentions, **kwargs)
