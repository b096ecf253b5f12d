import secrets

from django.db import migrations
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from fiches.shared.stored_text import cleaned_stored
from toolbox.models.dates import FIRST_YEAR, PUBLICATION
from toolbox.models.keyword import split_keywords

MADE_BY_THE_SITE = {
    'catalogueversion', 'change', 'document', 'importfile', 'indexstate', 'reportthrottle', 'revision',
}


def split_stored(apps, schema_editor):
    """A keyword with a comma stood for several; one without a letter or digit for none."""
    keyword_model = apps.get_model('toolbox', 'Keyword')
    for keyword in keyword_model.objects.order_by('pk'):
        names = [name for name in split_keywords(keyword.name) if any(map(str.isalnum, name))]
        if len(names) == 1:
            continue
        for name in names:
            other = keyword_model.objects.filter(name__iexact=name).first()
            other = other or keyword_model.objects.create(name=name, slug=f'{slugify(name)}-{keyword.pk}'.strip('-'))
            for row in keyword.tool_keywords.all():
                other.tool_keywords.get_or_create(content_object_id=row.content_object_id)
        keyword.delete()


def mend_dates(apps, schema_editor):
    """A day that cannot be right kept a tool from review: it has to be looked after again."""
    today = timezone.localdate()
    tools, references = apps.get_model('toolbox', 'Tool').objects, apps.get_model('toolbox', 'Reference').objects
    tools.filter(Q(reviewed_on__lt=PUBLICATION) | Q(reviewed_on__gt=today)).update(reviewed_on=None)
    references.filter(Q(year__lt=FIRST_YEAR) | Q(year__gt=today.year + 1)).update(year=None)


def index_anew(apps, schema_editor):
    """What changed here, no trigger may have seen."""
    apps.get_model('toolbox', 'IndexState').objects.all().delete()
    apps.get_model('toolbox', 'CatalogueVersion').objects.update(token=secrets.token_hex(16))


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0006_names'),
        ('fiches', '0003_clean_text'),
        ('buurtanalyse', '0003_clean_text'),
    ]

    operations = [
        migrations.RunPython(split_stored, migrations.RunPython.noop),
        cleaned_stored('toolbox', without=MADE_BY_THE_SITE),
        migrations.RunPython(mend_dates, migrations.RunPython.noop),
        migrations.RunPython(index_anew, migrations.RunPython.noop),
    ]
