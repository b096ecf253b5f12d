"""The documentation page of the API, made from its own description."""

from django.views.generic import TemplateView

from toolbox.opendata.api.api import api

EXAMPLE = "tools/?fiche=c&doelgroep=ouderen&per_pagina=2"
KINDS = {"string": "tekst", "integer": "geheel getal", "boolean": "ja of nee", "null": "niets"}


class Documentation(TemplateView):
    """What can be asked of the API, and what it answers: the description (OpenAPI) as a page."""

    template_name = "toolbox/api/documentation.html"

    def get_context_data(self, **kwargs):
        schema = api.schema
        return super().get_context_data(
            schema=schema, groups=grouped(schema), shapes=list(shapes(schema)), example=EXAMPLE, **kwargs
        )


def grouped(schema):
    """The operations by subject, as [(subject, [operation, ...])]."""
    groups = {}
    for address, operations in schema["paths"].items():
        operation = operations["get"]
        groups.setdefault(operation["tags"][0], []).append(
            {
                "address": address,
                "id": operation["operationId"],
                "summary": operation["summary"],
                "parameters": [
                    {
                        "name": parameter["name"],
                        "kind": kind(parameter["schema"]),
                        "description": parameter.get("description") or parameter["schema"].get("description", ""),
                        "required": parameter["required"],
                    }
                    for parameter in operation.get("parameters", [])
                ],
                "answer": kind(operation["responses"][200]["content"]["application/json"]["schema"]),
            }
        )
    return list(groups.items())


def shapes(schema):
    """The shapes of the answers, each with its fields."""
    for name, shape in schema["components"]["schemas"].items():
        yield {
            "name": name,
            "fields": [
                {"name": field, "kind": kind(details), "description": details.get("description", "")}
                for field, details in shape.get("properties", {}).items()
            ],
        }


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
