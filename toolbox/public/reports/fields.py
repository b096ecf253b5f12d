"""The fields of a tool that a reader may correct: how each is shown, and how a proposal is applied.

Every value travels as text, one name or address per line, so that an editor reads and edits it as it is.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from fiches.shared.passages import split_lines
from fiches.shared.text import reading_key
from toolbox.content.slugs import free_slug
from toolbox.models import Audience, Format, Link, Owner, TargetGroup


def lines(text):
    """The non-empty lines of `text`, each once, without spaces around them."""
    return list(dict.fromkeys(split_lines(text)))


@dataclass(frozen=True)
class Field:
    """A field of which the proposal replaces the value."""

    name: str  # in the address of the form and in the report
    attribute: str
    label: str
    question: str

    choices = None

    def current(self, tool):
        """The present value as text."""
        return getattr(tool, self.attribute)

    def apply(self, tool, proposed):
        """Put the proposal in place; a ValidationError says why it cannot."""
        setattr(tool, self.attribute, proposed)
        tool.save_checked()


class NamesField(Field):
    """Entries that have a name."""

    def current(self, tool):
        return "\n".join(entry.name for entry in getattr(tool, self.attribute).all())


@dataclass(frozen=True)
class ListField(NamesField):
    """Values of one of the short lists. Only what is on the list can be chosen."""

    model: type = None

    @property
    def choices(self):
        """What a reader can tick."""
        return [(value.name, value.name) for value in self.model.objects.all()]

    def apply(self, tool, proposed):
        names = lines(proposed)
        values = {value.name_key: value for value in self.model.objects.filter(name_key__in=names)}
        unknown = [name for name in names if reading_key(name) not in values]
        if unknown:
            raise ValidationError(f"Staat niet in de lijst: {', '.join(unknown)}.")
        getattr(tool, self.attribute).set(values.values())
        tool.save_checked()


class OwnerField(NamesField):
    """Owners by name or by another name of theirs; an unknown one is made."""

    def apply(self, tool, proposed):
        tool.owners.set([self._owner(name) for name in lines(proposed)])
        tool.save_checked()

    def _owner(self, name):
        known = Owner.objects.filter(Q(name_key=name) | Q(aliases__alias_key=name)).order_by("pk").first()
        return known or Owner(name=name, slug=free_slug(Owner, name)).save_checked()


class LinkField(Field):
    """The addresses of a tool. A changed one keeps its place; a new one belongs to the tool as a whole."""

    def current(self, tool):
        return "\n".join(link.url for link in tool.distinct_links)

    def apply(self, tool, proposed):
        old, new = lines(self.current(tool)), lines(proposed)
        for url in new:
            URLValidator(schemes=["http", "https"], message=f"Dit is geen volledig webadres: {url}")(url)
        gone, added = [url for url in old if url not in new], [url for url in new if url not in old]
        for before, after in zip(gone, added, strict=False):
            for link in tool.links.filter(url=before):
                link.url = after
                link.save_checked()
        tool.links.filter(url__in=gone[len(added) :]).delete()
        for url in added[len(gone) :]:
            Link(tool=tool, url=url).save_checked()
        tool.save_checked()


FIELDS = {
    field.name: field
    for field in (
        Field("naam", "name", "De naam", "Hoe heet de tool?"),
        Field("uitleg", "summary", "De uitleg in één zin", "Wat is het, en wat doe je ermee?"),
        LinkField("link", "links", "De link", "Waar vind je de tool op het web? Zet elk adres op een eigen regel."),
        OwnerField("eigenaar", "owners", "De eigenaar", "Van wie is de tool? Zet elke naam op een eigen regel."),
        ListField("doelgroep", "target_groups", "De doelgroep", "Voor of over wie is de tool?", TargetGroup),
        ListField("voor", "audiences", "Voor wie het bedoeld is", "Wie gebruikt de tool?", Audience),
        ListField("vorm", "formats", "De vorm", "Wat voor iets is de tool?", Format),
    )
}
