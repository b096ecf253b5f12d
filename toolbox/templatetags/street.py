"""Drawings of the public pages, for the admin."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def drawing(name):
    """{% drawing "logo" %}: a drawing of templates/street/, that are templates of Jinja2."""
    return mark_safe(render_to_string(f"street/{name}.html"))  # noqa: S308  our own file, nothing is put in
