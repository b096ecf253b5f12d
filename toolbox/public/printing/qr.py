"""QR codes for on paper: who holds the page, opens its address with a phone."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString

WIDTH = 34  # millimetres
LONGEST = 1200  # characters; beyond that the points are too small for a phone
REPAIRABLE = 300  # characters; up to there is room to read a code with a stain on it


@lru_cache(maxsize=512)
def qr_svg(address):
    """The address as a QR code in SVG; "" for an address that is too long to be read from paper."""
    if len(address) > LONGEST:
        return ""
    code = segno.make_qr(address, error="m" if len(address) <= REPAIRABLE else "l")
    scale = WIDTH / code.symbol_size(border=2)[0]
    drawing = code.svg_inline(border=2, scale=round(scale, 3), unit="mm", svgclass="qr", lineclass=None, omitsize=False)
    return SafeString(drawing)
