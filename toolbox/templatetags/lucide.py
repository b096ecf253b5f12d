"""The {% lucide %} tag, each icon made once: the package copies and writes out an XML tree for every icon on a page."""

from functools import lru_cache

from django import template
from lucide.templatetags import lucide as package

register = template.Library()
register.simple_tag(lru_cache(200)(package.lucide), name="lucide")
