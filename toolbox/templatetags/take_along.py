"""What a page offers to take along."""

from django import template

from toolbox.citations.paragraph import paragraph
from toolbox.citations.record import record_with

register = template.Library()


@register.simple_tag(takes_context=True)
def dossier_paragraph(context, tool, values):
    """The tool as a paragraph to paste in a file."""
    return paragraph(record_with(tool, values or {}, context["request"].build_absolute_uri))
