"""The forms of tools in five groups, by what you do with one, and the icon of each. Our choice: docs/redactie.md."""

from dataclasses import dataclass

OTHER_ICON = "shapes"


@dataclass(frozen=True)
class FormatGroup:
    """Forms that ask the same of who takes the tool up. `icons`: {slug of a form: name of its icon}."""

    value: str
    label: str
    icons: dict


GROUPS = (
    FormatGroup("kijken", "Kijken", {"video": "clapperboard", "kennisclip": "circle-play"}),
    FormatGroup("luisteren", "Luisteren", {"podcast": "headphones"}),
    FormatGroup(
        "lezen",
        "Lezen",
        {
            "website": "globe",
            "publicatie": "book-open",
            "artikel": "newspaper",
            "brochure": "file-text",
            "tips": "lightbulb",
            "praktijkvoorbeeld": "map-pin",
        },
    ),
    FormatGroup(
        "doen",
        "Doen",
        {
            "draaiboek": "list-checks",
            "sjabloon": "square-pen",
            "methodiek": "puzzle",
            "toolkit": "package",
            "meetinstrument": "gauge",
            "app": "smartphone",
            "organisatie": "handshake",
        },
    ),
    FormatGroup(
        "leren",
        "Leren",
        {"webinar": "monitor-play", "vorming": "graduation-cap", "begeleidingstraject": "footprints"},
    ),
)
BY_VALUE = {group.value: group for group in GROUPS}
GROUP_OF = {slug: group.value for group in GROUPS for slug in group.icons}
ICONS = {slug: icon for group in GROUPS for slug, icon in group.icons.items()}


def look_of(slugs):
    """(icon, group) of a tool with these forms: those of its first. A form that is in no group has an icon too."""
    slug = next(iter(slugs), "")
    return ICONS.get(slug, OTHER_ICON), GROUP_OF.get(slug, "")
