"""What newsletters and other sites add to a link to count who follows it: it says nothing of the page."""

import re

NAME = re.compile(
    r"(?:utm|mtm|pk|hsa|oly|vero)_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|_ga|_gl|_hsenc|ref_src|trk",
    re.IGNORECASE,
)


def is_tracking(parameter):
    """Whether the parameter with this name only counts visitors."""
    return NAME.fullmatch(parameter) is not None
