"""What the API answers when something is wrong: problem+json (RFC 9457), in Dutch, as its description says too."""

import json
from pathlib import Path

import yaml
from django.http import Http404, HttpResponse
from ninja import Field, Schema
from ninja.errors import HttpError, ValidationError

CONTENT_TYPE = "application/problem+json"
WORDS = yaml.safe_load(Path(__file__).with_name("problems.yaml").read_text(encoding="utf-8"))
TITLES, MESSAGES = WORDS["titles"], WORDS["messages"]


class Fault(Schema):
    """Een parameter die niet klopt, en waarom."""

    parameter: str
    melding: str


class Problem(Schema):
    """Wat er misging (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    fouten: list[Fault] = Field(default_factory=list)


COMMON = {414: Problem, 429: Problem}  # any address can be too long, or asked too often


class BadParameters(Exception):
    """Parameters that are well formed but say nothing that exists: {name of the parameter: [messages]}."""

    def __init__(self, faults):
        super().__init__(faults)
        self.faults = [
            Fault(parameter=name, melding=message) for name, messages in faults.items() for message in messages
        ]


def problem(status, detail="", faults=()):
    """The response for a problem."""
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    body = Problem(title=title, status=status, detail=detail or f"{title}.", fouten=list(faults))
    content = json.dumps(body.model_dump(), ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)


def fault(error):
    """An error of pydantic as a Fault."""
    known = MESSAGES.get(error["type"])
    if error["type"] == "value_error":
        known = error["ctx"]["error"]
    text = known.format_map(error.get("ctx", {})) if known else "Deze waarde konden we niet lezen."
    return Fault(parameter=str(error["loc"][-1]), melding=text)


def install(api):
    """Make `api` answer every error as a problem. A crash stays Django's: it is logged, and the middleware words it."""
    bad, missing = "Kijk bij “fouten” welke parameter het is.", "Er is niets openbaars met dit id of op deze bladzijde."
    answers = {
        ValidationError: lambda request, error: problem(422, bad, [fault(item) for item in error.errors]),
        BadParameters: lambda request, error: problem(422, bad, error.faults),
        Http404: lambda request, error: problem(404, missing),
        HttpError: lambda request, error: problem(error.status_code),
        Exception: crash,
    }
    for exception, answer in answers.items():
        api.add_exception_handler(exception, answer)


def crash(request, error):
    """Not ours to answer."""
    raise error
