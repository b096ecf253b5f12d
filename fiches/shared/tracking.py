"""What newsletters and other sites add to a link to count who follows it: it says nothing of the page."""

import re

NAME = re.compile(
    r"(?:utm|mtm|pk|hsa|oly|vero|piwik|matomo|__cf_chl)_\w+|mc_[ce]id|(?:fb|g|d|y|tt|tw)clid|msclkid|igshid?|[gw]braid"
    r"|gclsrc|gad_source|_ga|_gl|_hsenc|_hsmi|hsctatracking|mkt_tok|s_?c_?cid|srsltid|li_fat_id|wt_mc|ref_src|trk",
    re.IGNORECASE,
)


def is_tracking(parameter):
    """Whether the parameter with this name only counts visitors."""
    return NAME.fullmatch(parameter) is not None
