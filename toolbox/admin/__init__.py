"""All that editors fill, at their desk, by subject. Django imports this package as the admin of the app."""

from toolbox.admin import (  # noqa: F401
    collections,
    cycle,
    experiences,
    fiches,
    links,
    people,
    reports,
    revisions,
    sources,
    thesaurus,
    tools,
    worries,
)
