"""What a view tells the layer before Django: in a header that never leaves the machine, and that a kept page keeps.

So a page that nobody has to make any more still says what was asked, and the layer has nothing to work out.
"""

import json
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from toolbox.usage.questions import keepable, length_of

HEADER = "X-Usage"


class Note(NamedTuple):
    """What a page answers: the question as it may be kept ("" when it may not), how long it is ("" without a
    question), whether something answers it, and the filters that are on, as "vorm=video"."""

    text: str
    length: str
    found: bool
    filters: tuple


def noted(response, results, found=True, filters=()):
    """`response`, with what it answers. `results`: what search finds, None without a question."""
    if settings.COUNT_USAGE and (results or filters):
        text = keepable(results.text, results.catalogue.vocabulary.is_ordinary) if results else ""
        length = length_of(results.text) if results else ""
        response.headers[HEADER] = json.dumps([text, length, bool(found), list(filters)])
    return response


@lru_cache(maxsize=1024)
def read(value):
    """The Note in a header."""
    text, length, found, filters = json.loads(value)
    return Note(text, length, found, tuple(filters))
