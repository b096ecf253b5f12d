"""The API keeps to its own description, whatever is asked of it (schemathesis).

Not through its pytest plug-in, which does not run under pytest 9: the operations are our own parameters.
"""

from functools import cache

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from toolbox.opendata.api.api import ReadOnlyAPI, api

CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # An id or a filter value that is well formed may still name nothing: 404 and 422 are right answers then.
            "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]},
            # Very many values are refused before the API sees them: 414.
            "negative_data_rejection": {"expected-statuses": ["404", "405", "414", "422"]},
        }
    }
)
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
PATHS = sorted(api.schema["paths"])


@cache
def described():
    """The API as it describes itself: asked once, since it says the same whatever is in the database."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=CONFIG)


@pytest.fixture
def schema(toolbox, settings, open_connection):
    settings.COSTLY_GETS_PER_MINUTE = 0  # here so many questions are meant
    return described()


def test_contract_covers_every_noun_of_the_catalogue():
    nouns = {path.split("/")[3] for path in PATHS}
    assert nouns == {
        "tools", "plaatsen", "fiches", "stappen", "eigenaars", "doelgroepen", "zoeken", "facetten",
    }  # fmt: skip


def test_description_tells_in_dutch_what_each_shape_is():
    told = {name: shape.get("description", "") for name, shape in api.schema["components"]["schemas"].items()}
    english = {"a", "and", "the", "what", "which", "with"}
    assert {name for name, text in told.items() if not text or english & set(text.lower().split())} == set()


def test_description_is_the_same_whatever_names_python_has(monkeypatch):
    monkeypatch.setattr("ninja.openapi.schema.responses", dict.fromkeys(range(600), "anders"))
    assert ReadOnlyAPI.get_openapi_schema(api)["paths"] == api.schema["paths"]


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES, ids=["valid", "invalid"])
@pytest.mark.parametrize("path", PATHS)
def test_api_keeps_to_its_schema(schema, path, mode):
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case):
        case.call_and_validate()

    call()
