"""What stands in the head of a page for other sites and search engines."""

from django.urls import reverse
from django.utils.functional import cached_property

from fiches.models import Fiche
from toolbox import SITE_NAME
from toolbox.public.seo.described import as_script, describe
from toolbox.search.querystring import querystring

PAGE = "pagina"  # alone it makes another page; all other parameters only narrow or order one


class Head:
    """The canonical address, the picture, the description and the feed of a page.

    context: that of its template, with at least "request" and "view"; "object" is what it is about.
    """

    def __init__(self, context):
        self.context = context
        self.request = context["request"]
        self.item = context.get("object")
        self.fiche = self.item if isinstance(self.item, Fiche) else None
        self.title = str(self.item or SITE_NAME)
        self.summary = getattr(self.item, "summary", "") or getattr(self.item, "lead", "")
        self.pictured = self.fiche.title if self.fiche else SITE_NAME

    @cached_property
    def canonical(self):
        """The address without what only narrows or orders the page."""
        address = self.request.path
        if set(self.request.GET) == {PAGE}:
            address += f"?{self.request.GET.urlencode()}"
        return self.request.build_absolute_uri(address)

    @cached_property
    def picture(self):
        """The address of the picture of the page: of its fiche, or of the site."""
        address = reverse("picture", args=[self.fiche.slug if self.fiche else "toolbox"])
        return self.request.build_absolute_uri(address)

    @cached_property
    def described(self):
        """The page in the words of schema.org, for in a script block; "" when there is nothing to say."""
        described = describe(self.item or self.request.path, self.context, self.request.build_absolute_uri)
        return as_script(described) if described else ""

    @cached_property
    def feed(self):
        """The address of the same list as a feed; "" for a page that has none."""
        table = getattr(self.context["view"], "table", None)
        if not table or "atom" not in table.formats:
            return ""
        return querystring(self.request.GET, formaat="atom", **{PAGE: None})
