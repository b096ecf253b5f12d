"""The icon of each form: a drawing, so a choice of who makes the site. A form without one has the icon of its group."""

from toolbox.models import FormatGroup

OTHER = "shapes"
OF_GROUP = {
    FormatGroup.LOOK: "eye",
    FormatGroup.LISTEN: "volume-2",
    FormatGroup.READ: "book",
    FormatGroup.DO: "hammer",
    FormatGroup.LEARN: "school",
}
OF_FORM = {  # by its slug
    "app": "smartphone",
    "artikel": "newspaper",
    "begeleidingstraject": "footprints",
    "brochure": "file-text",
    "draaiboek": "list-checks",
    "kennisclip": "circle-play",
    "meetinstrument": "gauge",
    "methodiek": "puzzle",
    "organisatie": "handshake",
    "podcast": "headphones",
    "praktijkvoorbeeld": "map-pin",
    "publicatie": "book-open",
    "sjabloon": "square-pen",
    "tips": "lightbulb",
    "toolkit": "package",
    "video": "clapperboard",
    "vorming": "graduation-cap",
    "webinar": "monitor-play",
    "website": "globe",
}


def icon_of(form="", group=""):
    """The name of the icon of a form, by its slug and its group; both are empty for a tool without a form."""
    return OF_FORM.get(form) or OF_GROUP.get(group, OTHER)
