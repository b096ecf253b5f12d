"""The catalogue at the editors’ desk, by subject. Django imports this package as the admin of the app."""

from toolbox.admin import (  # noqa: F401
    collections,
    experiences,
    links,
    people,
    reports,
    revisions,
    sources,
    thesaurus,
    tools,
)
