"""What changed between two snapshots, field by field."""

from typing import NamedTuple


class Change(NamedTuple):
    """One field: where it stands, and what it was and became. An empty field means that a whole row came or went."""

    where: str
    field: str
    old: str
    new: str


def diff(old_rows, new_rows):
    """The changes that lead from `old_rows` to `new_rows`."""
    old, new = ({(row["model"], row["pk"]): row for row in rows} for rows in (old_rows, new_rows))
    changes = []
    for key in new | old:
        before, after = old.get(key), new.get(key)
        if before and after:
            changes += field_changes(before, after, is_root=after is new_rows[0])
        else:
            row = after or before
            changes.append(Change(row["kind"], "", before["title"] if before else "", after["title"] if after else ""))
    return changes


def field_changes(before, after, is_root):
    """The fields of one row that differ."""
    where = "" if is_root else f"{after['kind']} “{after['title']}”"
    return [
        Change(where, label, before["shown"].get(label, ""), text)
        for label, text in after["shown"].items()
        if before["shown"].get(label, "") != text
    ]
