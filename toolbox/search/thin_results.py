"""Why a list is thin: how many tools there would be without each of the choices."""

from dataclasses import dataclass

THIN = 3


@dataclass(frozen=True)
class Relaxation:
    """A choice that can be dropped, the number of tools that are left then, and the address of that list."""

    label: str
    count: int
    address: str


def relaxations(tool_filter):
    """What dropping each single choice of `tool_filter` gives, the most first. What gives no more is left out."""
    present = tool_filter.bits_without().bit_count()
    found = [Relaxation(chip.label, count_without(tool_filter, chip), chip.without) for chip in tool_filter.chips]
    return sorted((item for item in found if item.count > present), key=lambda item: -item.count)


def count_without(tool_filter, chip):
    """How many tools are left when the choice of `chip` is dropped; other values of its facet stay on."""
    bits = tool_filter.bits_without(chip.param)
    others = [value for value in tool_filter.chosen(chip.param) if value != chip.value] if chip.value else []
    return (bits & tool_filter.catalogue.tools_with(chip.param, others) if others else bits).bit_count()
