"""The same tools in Datasette: a table with full-text search and four facets."""

import json
import sqlite3
from contextlib import closing

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


def query(word):
    """The address of a search with the four facets."""
    facets = "&".join(f"_facet_array={name}" for name in FACETS)
    return f"/datasette/tools?_search={word}&{facets}&_size=24"
