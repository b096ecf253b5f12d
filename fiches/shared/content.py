"""What makes up the public pages. A model says here once what it is; triggers, roles, history, dump, sitemaps, news and
loading follow from it. A table that does not derive from `Content` is not content: the search index, reports, history.
"""

from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from fiches.shared.fields import NameKey
from fiches.shared.following import names_with_following, with_following


class ContentQuerySet(models.QuerySet):
    """What the querysets of all content have in common."""

    def get_by_natural_key(self, *key):
        """The entry that a fixture calls by `key`: the values of its `natural_key_fields`, "" for nothing."""
        named = zip(self.model.natural_key_fields, key, strict=True)
        return self.get(**{_as_read(self.model, path): None if value == "" else value for path, value in named})

    def update(self, **values):
        """As Django's, with what follows from a name."""
        return super().update(**with_following(self.model, values))

    def bulk_update(self, objs, fields, batch_size=None):
        """As Django's, with what follows from a name."""
        return super().bulk_update(objs, names_with_following(self.model, fields), batch_size)

    update.alters_data = bulk_update.alters_data = True


class Content(models.Model):
    """A table of the public pages. What it says of itself has a default that is right for a plain model."""

    natural_key_fields = ("slug",)  # by which fixtures call an entry; "fiche__letter" looks further
    shown_as = "{0.name}"  # what an entry is called, for readers and editors
    children = ()  # related names of the rows that an editor changes on its page: they share its rights and history
    dump_file = "9-overig/{0._meta.model_name}"  # where a dump puts an entry, without extension
    sitemap = ""  # the name of its section in the sitemap; "" for what has no page of its own
    news_label = ""  # what the page of news calls it; "" for what is no news
    neuter = False  # whether its Dutch name takes "het"

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.shown_as.format(self)

    def save(self, *args, **kwargs):
        if changed := kwargs.get("update_fields"):
            kwargs["update_fields"] = names_with_following(type(self), changed)
        super().save(*args, **kwargs)

    def validate_unique(self, exclude=None):
        """Also refuses a name that reads like that of another entry, and says it by the name."""
        keys = name_keys(type(self))
        exclude = {*(exclude or ())}
        errors = {}
        try:
            super().validate_unique(exclude | {key.name for key in keys})
        except ValidationError as error:
            errors = error.error_dict
        for key in keys:
            others = type(self)._base_manager.filter(**{key.name: getattr(self, key.name)}).exclude(pk=self.pk)
            if key.named not in exclude and others.exists():
                errors.setdefault(key.named, []).append(self.unique_error_message(type(self), [key.named]))
        if errors:
            raise ValidationError(errors)

    def save_checked(self):
        """Save what an editor's form would save; a ValidationError says why it would not. Gives the entry."""
        self.full_clean()
        self.save()
        return self

    def natural_key(self):
        """How fixtures call this entry."""
        return tuple(_value(self, name.split("__")) for name in self.natural_key_fields)


def once(name, message, *fields, **options):
    """The constraint `name`: what the fields hold together, occurs once; else an editor reads `message`."""
    return models.UniqueConstraint(fields=fields, name=name, violation_error_message=message, **options)


def name_keys(model):
    """The fields of `model` that say how a name of it reads."""
    return [field for field in model._meta.concrete_fields if isinstance(field, NameKey)]


def _as_read(model, path):
    """The field to look in for what stands at `path`: a name is the same however it is written."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return f"{path}_key" if last in {key.named for key in name_keys(model)} else path


def _value(entry, path):
    for name in path:
        entry = "" if entry is None else getattr(entry, name)
    return entry


def content_models():
    """Every model of content."""
    return [model for model in apps.get_models() if issubclass(model, Content)]


@cache
def row_parents():
    """{model of rows: the name of its field for the entry that they belong to}."""
    fields = [model._meta.get_field(name).field for model in content_models() for name in model.children]
    return {field.model: field.name for field in fields}
