"""What a page offers to take along."""

from django import template

from toolbox.opendata.citations.paragraph import paragraph
from toolbox.opendata.citations.record import record_with
from toolbox.public.printing.qr import qr_svg

register = template.Library()


@register.simple_tag(takes_context=True)
def qr(context, address=""):
    """This page, or `address` on this site, as a QR code."""
    request = context["request"]
    return qr_svg(request.build_absolute_uri(address or request.path))


@register.simple_tag(takes_context=True)
def full_address(context, address=""):
    """The full address of this page, or of `address` on this site."""
    request = context["request"]
    return request.build_absolute_uri(address or request.path)


@register.simple_tag(takes_context=True)
def dossier_paragraph(context, tool, values, notes):
    """The tool as a paragraph to paste in a file."""
    return paragraph(record_with(tool, values or {}, notes, context["request"].build_absolute_uri))
