"""The whole content as fixtures, in the layout of fixtures/: small files that a person can read and diff.

Loaded into an empty installation they give the same site. What only follows from content (the search index) or is
nobody's content (accounts, reports, history) is not in them; that is what a backup is for.
"""

from collections import defaultdict

import yaml
from django.core import serializers

from fiches.shared.content import content_models
from toolbox.models import Placement

WIDTH = 112  # characters of a line
ONE_LINE = 80  # characters; a longer text is folded over several lines
NOWHERE = "elders"
SUPERSEDED = "vervangen"  # read after all other tools: the tool in its place must be there first


def ordered_models():
    """Every model that makes up the public pages, those that others refer to first."""
    return serializers.sort_dependencies([(None, content_models())])


def files():
    """The whole content as {path without extension: text}."""
    layout = Layout()
    items = defaultdict(list)
    for rank, model in enumerate(ordered_models()):
        keys = [field.name for field in model._meta.fields if field.is_relation]
        for entry in model._base_manager.select_related(*keys).order_by("pk"):
            path, group = layout.of(entry)
            items[path].append(((group, rank, entry.pk), entry))
    return {path: _text([entry for _, entry in sorted(found)]) for path, found in items.items()}


class Layout:
    """In which file each entry goes, and which entries stand together there."""

    def __init__(self):
        self.named = {model: model.dump_file for model in content_models()}
        self.first = {}  # the file of the first place of each tool, in the order of the publication
        self.last_link = {}  # where the previous link of each tool went
        printed = Placement.objects.select_related("fiche", "step").order_by(
            "fiche__letter", "whole_cycle", "step__number", "order", "pk"
        )
        for placement in sorted(printed, key=lambda placement: placement.fiche_id is not None):
            self.first.setdefault(placement.tool_id, place_of(placement))

    def of(self, entry):
        """The path for `entry`, and a number that entries which stand together share."""
        name = entry._meta.label_lower
        if name == "toolbox.tool":
            return f"6-tools/{self._of_tool(entry)}", entry.pk
        if name == "toolbox.toolkeyword":
            return f"6-tools/{self._of_tool(entry.content_object)}", entry.content_object_id
        if name == "toolbox.placement":
            return f"7-plaatsen/{place_of(entry)}", entry.pk
        if name in {"toolbox.link", "toolbox.citation"}:
            return self._of_source(entry)
        return self.named[type(entry)].format(entry).lower(), 0

    def _of_tool(self, tool):
        return SUPERSEDED if tool.successor_id else self.first.get(tool.pk, NOWHERE)

    def _of_source(self, source):
        """With its place; but no earlier than the previous link of the tool, since their order shows on its page."""
        place = place_of(source.placement) if source.placement else self.first.get(source.tool_id, NOWHERE)
        where = (f"7-plaatsen/{place}", source.placement_id or 0)
        if source._meta.model_name == "link":
            where = max(where, self.last_link.get(source.tool_id, where))
            self.last_link[source.tool_id] = where
        return where


def place_of(placement):
    """The name of the file for a place."""
    if placement.fiche:
        return placement.fiche.letter.lower()
    return f"stap-{placement.step.number}" if placement.step else "cyclus"


# Text


class Writer(yaml.SafeDumper):
    """YAML as a person writes it: long text over several lines, keys of other items between brackets."""


class Key(list):
    """The natural key of another item."""


def _write_text(writer, text):
    folded = (len(text) > ONE_LINE or "\n" in text) and text == text.strip() and " \n" not in text
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=">" if folded else None)


def _write_key(writer, key):
    return writer.represent_sequence("tag:yaml.org,2002:seq", key, flow_style=True)


Writer.add_representer(str, _write_text)
Writer.add_representer(Key, _write_key)


def _text(entries):
    return "\n".join(_item(entry) for entry in entries)


def _item(entry):
    [data] = serializers.serialize("python", [entry], use_natural_foreign_keys=True, use_natural_primary_keys=True)
    fields = {}
    for field in entry._meta.get_fields():
        value = data["fields"].get(field.name)
        if field.name in data["fields"] and not _is_default(field, value):
            fields[field.name] = Key(_keys(value)) if field.is_relation and value is not None else value
    item = [{"model": data["model"], "fields": fields}]
    return yaml.dump(item, Dumper=Writer, sort_keys=False, allow_unicode=True, width=WIDTH)


def _keys(value):
    return [Key(key) if isinstance(key, list | tuple) else key for key in value]


def _is_default(field, value):
    if field.many_to_many:
        return not value
    moves = field.has_default() and callable(field.default)  # such as “now”: another one when it is read
    return value == field.get_default() and not moves
