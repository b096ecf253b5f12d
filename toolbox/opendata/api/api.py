"""The API itself: its addresses put together, and its description."""

from functools import cached_property

from ninja import NinjaAPI

from toolbox import SITE_NAME
from toolbox.opendata.api import catalogue, problems, reading

DESCRIPTION = (
    "Alles wat op de site staat, als data. Alleen lezen, zonder sleutel. Elke lijst komt in bladzijden. "
    "Elk antwoord draagt een ETag: stuur die mee met If-None-Match en je krijgt 304 zolang er niets veranderde."
)
# As RFC 9110 names them; the names that Python has for them change with its version.
STATUSES = {
    200: "OK",
    404: "Not Found",
    414: "URI Too Long",
    422: "Unprocessable Content",
    429: "Too Many Requests",
}


class ReadOnlyAPI(NinjaAPI):
    """Ninja's API with problems described as what they are: problem+json."""

    @cached_property
    def schema(self):
        """The description; made once, since it only changes with the code."""
        return self.get_openapi_schema()

    def get_openapi_operation_id(self, operation):
        """Without the room that the code stands in: whoever made a program from the description, calls it by this."""
        return super().get_openapi_operation_id(operation).replace("_opendata", "")

    def get_openapi_schema(self, **kwargs):
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    response["description"] = STATUSES[int(status)]
                    if int(status) >= 400:
                        response["content"] = {problems.CONTENT_TYPE: response["content"]["application/json"]}
        return schema


api = ReadOnlyAPI(
    title=SITE_NAME,
    version="1.0.0",
    description=DESCRIPTION,
    urls_namespace="api-1",
    docs_url=None,  # ours is a page of the site (toolbox/opendata/api/views.py)
)
problems.install(api)
for router in (catalogue.router, reading.reading, reading.makers, reading.search):
    api.add_router("", router)
