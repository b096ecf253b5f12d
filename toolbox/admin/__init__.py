"""The catalogue at the editors’ desk, by subject. Django imports this package as the admin of the app."""

from toolbox.admin import collections, links, people, reports, revisions, sources, thesaurus, tools  # noqa: F401
