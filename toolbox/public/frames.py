"""Templates that only put values in their places: filled in once with a mark for each text, then as a text themselves.

Django goes through a template piece by piece: some 70 µs for a card. What stands around the texts is mostly the same,
so the next time Python only puts other texts there: some 5 µs, and nothing that was made has to be kept. A template
that does more with a text than put it down, or ask whether there is one, cannot be filled in this way.

SafeString and html.escape are what mark_safe and escape call, after they looked for translations that come later. Here
that look took longer than the work: a page has some hundred of such texts.
"""

import secrets
from functools import lru_cache
from html import escape

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

OPEN, CLOSE = secrets.token_hex(16), secrets.token_hex(16)  # no text has them
KEPT_FRAMES = 500


def filled(template_name, **values):
    """A template with `values` in their places.

    What is text, or safe HTML, may be another each time. Anything else (a number, a tuple, None) makes another frame.
    """
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    fixed = {name: value for name, value in values.items() if name not in texts}
    text = _frame(template_name, tuple([name for name, value in texts.items() if value]), **fixed)
    return SafeString(text.format_map({name: safe(value) for name, value in texts.items()}))  # made by a template


def safe(text):
    """`text` as HTML. Django's conditional_escape does the same for any object, in four times the time."""
    return text if hasattr(text, "__html__") else escape(text)


def hole(name):
    """What to fill in for a text that comes later."""
    return SafeString(f"{OPEN}{name}{CLOSE}")  # nobody's text


def as_format(html):
    """HTML with holes as a format for str.format."""
    return html.replace("{", "{{").replace("}", "}}").replace(OPEN, "{").replace(CLOSE, "}")


@lru_cache(KEPT_FRAMES)
def frame(template_name, names, **fixed):
    """A template as a format, when the texts called `names` are there and others are not."""
    return as_format(get_template(template_name).render(fixed | {name: hole(name) for name in names}))


# While working on the site a changed template shows at once.
_frame = frame.__wrapped__ if settings.DEBUG else frame
