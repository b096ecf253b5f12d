"""The same tools in Datasette: a table with full-text search and four facets.

A question is "buurt" with another word of the toolbox, of which any may match: then both sides always have a full page
to show. A longer question would be cheaper for Datasette, which then finds nothing, and shows nothing.
"""

import json
import sqlite3
from contextlib import closing
from urllib.parse import quote

EVERYWHERE = "buurt"
ROWS = 24  # on a page, as on ours
AS_IT_COMES = "zoals hij komt"
# That, and as somebody who knows it well would serve a file that does not change.
SETTINGS = {
    AS_IT_COMES: [],
    "zonder voorstellen voor facetten, bestand vast": ["--setting", "suggest_facets", "off", "--immutable"],
}
FACETS = {
    "doelgroep": ("targetgroup", "tool_target_groups", "targetgroup_id"),
    "vorm": ("format", "tool_formats", "format_id"),
    "voor": ("audience", "tool_audiences", "audience_id"),
    "eigenaar": ("owner", "tool_owners", "owner_id"),
}
TOOLS = """
SELECT id, name, summary, (SELECT group_concat(description, ' ') FROM toolbox_placement WHERE tool_id = toolbox_tool.id)
FROM toolbox_tool WHERE status = 'gepubliceerd'
"""


def export(source, target):
    """Make the database that Datasette serves out of the site's own."""
    with closing(sqlite3.connect(source)) as site, closing(sqlite3.connect(target)) as copy:
        columns = ", ".join(FACETS)
        copy.execute(f"CREATE TABLE tools (id INTEGER PRIMARY KEY, name, summary, description, {columns})")
        for row in site.execute(TOOLS).fetchall():
            values = [
                json.dumps(
                    [
                        name
                        for (name,) in site.execute(
                            f"SELECT v.slug FROM toolbox_{table} v JOIN toolbox_{link} l ON l.{column} = v.id "  # noqa: S608
                            "WHERE l.tool_id = ?",
                            [row[0]],
                        )
                    ]
                )
                for table, link, column in FACETS.values()
            ]
            copy.execute("INSERT INTO tools VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*row, *values])
        copy.execute('CREATE VIRTUAL TABLE tools_fts USING fts5(name, summary, description, content="tools")')
        copy.execute("INSERT INTO tools_fts(tools_fts) VALUES ('rebuild')")
        copy.commit()


def words(target):
    """All words of four letters and more that the tools have."""
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, tools_fts, 'row')")
        found = [word for (word,) in copy.execute("SELECT term FROM temp.words ORDER BY term")]
    return [word for word in found if len(word) > 3 and word.isalpha() and word != EVERYWHERE]


def query(word):
    """The address of a search with the four facets."""
    facets = "&".join(f"_facet_array={name}" for name in FACETS)
    return f"/datasette/tools?_search={EVERYWHERE}+OR+{quote(word)}&_searchmode=raw&{facets}&_size={ROWS}"
