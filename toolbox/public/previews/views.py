"""A preview behind its link. It is never public: no cache, search engine or other site may hear of it."""

import re

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.generic import View

from fiches.shared.publication import Publishable
from toolbox.models.preview import Preview

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
AROUND = "/.,;:!?)]}>\"'’”»"  # what a sentence leaves behind an address
HEADER = re.compile(r"(?=<header\b)|(?<=</body>)")  # where the bar goes: before the header of the page


class ShowPreview(View):
    """One of the pages of a preview, with a bar that says what it is and leads to the others."""

    def get(self, request, token, number=1):
        token = token.rstrip(AROUND)
        try:
            preview = Preview.objects.by_token(token)
        except signing.SignatureExpired:
            return self.refuse("over", 410)
        except (signing.BadSignature, ValueError, TypeError):
            return self.refuse("changed", 404)
        if preview is None:
            return self.refuse("over", 410)
        entry = preview.entry
        if not preview.holds_for(entry):
            return self.lead_on(entry)
        if not 1 <= number <= len(preview.pages):
            return self.refuse("changed" if preview.pages else "nowhere", 404)
        return self.answer(self.page(preview, token, number))

    def lead_on(self, entry):
        """What became public meanwhile has a page of its own, or stands on that of its tool; what was withdrawn or
        deleted is not shown."""
        shown = [one for one in (entry, getattr(entry, "tool", None)) if isinstance(one, Publishable)]
        if shown and all(one.is_public for one in shown) and hasattr(shown[-1], "get_absolute_url"):
            return self.answer(redirect(shown[-1]))
        return self.refuse("withdrawn", 410)

    def page(self, preview, token, number):
        """The page with its bar."""
        shown = preview.pages[number - 1]
        places = [
            (page["label"], self.address(token, place, page["anchor"]), place == number)
            for place, page in enumerate(preview.pages, start=1)
        ]
        context = {"preview": preview, "places": places}
        bar = render_to_string("toolbox/preview/bar.html", context, self.request)
        html = shown["html"].replace("<title>", "<title>Voorbeeld: ", 1)
        before, after = HEADER.split(html, maxsplit=1)
        return HttpResponse(f"{before}{bar}{after}")

    @staticmethod
    def address(token, number, anchor):
        """The address of one of the pages, and of where the entry stands on it."""
        address = reverse("preview-page", args=[token, number])
        return f"{address}#{anchor}" if anchor else address

    def refuse(self, why, status):
        """The page that says why there is nothing to see."""
        return self.answer(render(self.request, "toolbox/preview/refused.html", {"why": why}, status=status))

    @staticmethod
    def answer(response):
        """The response, for this reader alone."""
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response
