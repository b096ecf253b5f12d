"""The tools of a reading page in groups, one for each heading that they are placed under."""

from typing import NamedTuple

from django.utils.text import slugify


class ToolGroup(NamedTuple):
    """The placements under one heading, and the fragment under which they stand on the page."""

    anchor: str
    path: list  # the levels of the heading, from the outside in; empty for tools without one
    placements: list

    @property
    def name(self):
        """What it is called where the outer levels go without saying."""
        return self.path[-1] if self.path else ""


def tool_groups(placements):
    """The groups in the order of their first tool. A heading that comes back is the same group."""
    groups, taken = {}, set()
    for placement in placements:
        if placement.heading not in groups:
            path = placement.heading_path
            names = [slugify(path[-1]) if path else "", slugify(" ".join(path)), str(len(groups) + 1)]
            anchor = next(f"groep-{name}" for name in names if name and name not in taken)
            taken.add(anchor.removeprefix("groep-"))
            groups[placement.heading] = ToolGroup(anchor, path, [])
        groups[placement.heading].placements.append(placement)
    return list(groups.values())
