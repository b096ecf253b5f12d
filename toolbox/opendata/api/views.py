"""The documentation page of the API, made from its own description."""

from django.views.generic import TemplateView

from toolbox.opendata.api.api import api

EXAMPLE = "tools/?fiche=c&doelgroep=ouderen&per_pagina=2"
KINDS = {"string": "tekst", "integer": "geheel getal", "boolean": "ja of nee", "null": "niets"}


class Documentation(TemplateView):
    """What can be asked of the API, and what it answers: the description (OpenAPI) as a page."""

    template_name = "toolbox/api/documentation.html"
    extra_context = {"example": EXAMPLE}

    def get_context_data(self, **kwargs):
        return super().get_context_data(schema=api.schema, kind=kind, **kwargs)


def kind(details):
    """What a field or parameter holds, in words."""
    if "$ref" in details:
        return details["$ref"].rpartition("/")[2]
    if "anyOf" in details:
        return " of ".join(kind(option) for option in details["anyOf"])
    if details.get("type") == "array":
        return f"lijst van {kind(details['items'])}"
    if details.get("format") == "date-time":
        return "tijdstip"
    return KINDS.get(details.get("type"), "")
