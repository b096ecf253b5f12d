"""Lists of tools as an Atom feed, to follow in a reader: what changed last stands on top."""

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from fiches.shared.text import for_xml
from toolbox import SITE_NAME

NEWEST = 50


def entry_id(tool, host):
    """The identity of a tool for feed readers; it stays when the tool gets another name or address."""
    return f"tag:{host},2024:tool/{tool.pk}"


class ToolFeed(Atom1Feed):
    """A feed of which an entry can have several authors.

    It survives what came into the database past the door for text: one sign would stop all of it.
    """

    def add_item(self, **item):
        """As Django's, of what XML can hold."""
        super().add_item(**{name: _for_xml(value) for name, value in item.items()})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["more_authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def _for_xml(value):
    if isinstance(value, list):
        return [_for_xml(part) for part in value]
    return for_xml(value) if isinstance(value, str) else value


def response(export):
    """The tools that changed last, as a feed."""
    host = export.request.get_host().partition(":")[0]
    feed = ToolFeed(
        title=f"{SITE_NAME}: tools",
        link=export.page_address,
        description="Nieuwe en gewijzigde tools, de laatste eerst.",
        language="nl-BE",
        feed_url=export.request.build_absolute_uri(),
        feed_guid=f"tag:{host},2024:{export.request.get_full_path()}",
    )
    for tool in export.objects.newest(NEWEST):
        first, *more = [owner.name for owner in tool.owners.all()] or [SITE_NAME]
        feed.add_item(
            title=tool.name,
            link=export.absolute(tool.get_absolute_url()),
            description=escape(tool.summary),  # Django calls it html
            unique_id=entry_id(tool, host),
            pubdate=tool.public_since or tool.created_at,
            updateddate=tool.updated_at,
            author_name=first,
            more_authors=more,
            categories=[keyword.tag.name for keyword in tool.keywords.all()],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
