"""The addresses on a page of a list: the same list, a little different."""

from django import template

from toolbox.public.frames import filled
from toolbox.search.querystring import query_string

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context, **changes):
    """{% address pagina=2 exact=None %}: as {% querystring %}, in a tenth of the time."""
    changed = {name: [] if value is None else [value] for name, value in changes.items()}
    query = query_string(context.request.GET, **changed)
    return f"?{query}" if query else ""


@register.simple_tag(takes_context=True)
def pagination(context, page):
    """{% pagination page_obj %}: to the page before and the one after; nothing when there is only one page."""
    if not page.has_other_pages():
        return ""
    return filled(
        "_partials/_pagination.html",
        number=str(page.number),
        pages=str(page.paginator.num_pages),
        previous=address(context, pagina=page.previous_page_number()) if page.has_previous() else "",
        next=address(context, pagina=page.next_page_number()) if page.has_next() else "",
    )
