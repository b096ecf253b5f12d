"""A column beside each name, for how it reads; filled in 0007_clean_text and unique since 0008_names_once."""

import django.utils.timezone
import toolbox.models.dates
import toolbox.models.keyword
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0005_sort_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='audience',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='collection',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='format',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='keyword',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='owner',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='owneralias',
            name='alias_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='reference',
            name='citation_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='targetgroup',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='tool',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='wordform',
            name='form_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='audience',
            name='name',
            field=models.CharField(error_messages={'unique': 'Deze naam staat al in de lijst.'}, max_length=80, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='collection',
            name='name',
            field=models.CharField(error_messages={'unique': 'Er is al een collectie met deze naam.'}, max_length=120, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='experience',
            name='sent_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, validators=[toolbox.models.dates.not_ahead], verbose_name='ontvangen op'),
        ),
        migrations.AlterField(
            model_name='format',
            name='name',
            field=models.CharField(error_messages={'unique': 'Deze naam staat al in de lijst.'}, max_length=80, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='keyword',
            name='name',
            field=models.CharField(error_messages={'unique': 'Dit trefwoord bestaat al.'}, max_length=100, validators=[toolbox.models.keyword.one_keyword], verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='keyword',
            name='slug',
            field=models.SlugField(allow_unicode=True, error_messages={'unique': 'Er is al een trefwoord met dit adres.'}, help_text='Komt in het adres van de gefilterde lijst.', max_length=100, unique=True, verbose_name='adres'),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, validators=[toolbox.models.dates.not_ahead], verbose_name='gecontroleerd op'),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='failing_since',
            field=models.DateTimeField(blank=True, null=True, validators=[toolbox.models.dates.not_ahead], verbose_name='niet gevonden sinds'),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='worked_at',
            field=models.DateTimeField(blank=True, null=True, validators=[toolbox.models.dates.not_ahead], verbose_name='werkte laatst op'),
        ),
        migrations.AlterField(
            model_name='owner',
            name='name',
            field=models.CharField(error_messages={'unique': 'Er is al een eigenaar met deze naam.'}, max_length=120, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='owneralias',
            name='alias',
            field=models.CharField(error_messages={'unique': 'Deze andere naam is al van een eigenaar.'}, max_length=120, verbose_name='andere naam'),
        ),
        migrations.AlterField(
            model_name='reference',
            name='citation',
            field=models.CharField(error_messages={'unique': 'Deze bronvermelding bestaat al.'}, help_text='Auteur, jaar. Bv. “Bloemen et al., 2022”.', max_length=200, verbose_name='bronvermelding'),
        ),
        migrations.AlterField(
            model_name='reference',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Leeg = zonder jaar (z.d.).', null=True, validators=[toolbox.models.dates.year_of_source], verbose_name='jaar'),
        ),
        migrations.AlterField(
            model_name='targetgroup',
            name='name',
            field=models.CharField(error_messages={'unique': 'Deze naam staat al in de lijst.'}, max_length=80, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='created_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, validators=[toolbox.models.dates.not_ahead], verbose_name='gemaakt op'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='name',
            field=models.CharField(error_messages={'unique': 'Er is al een tool met deze naam.'}, help_text='Zoals de maker het noemt.', max_length=200, verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='public_since',
            field=models.DateTimeField(editable=False, null=True, validators=[toolbox.models.dates.not_ahead], verbose_name='voor het eerst gepubliceerd op'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='reviewed_on',
            field=models.DateField(blank=True, help_text='Wanneer keek iemand na of dit nog juist is?', null=True, validators=[toolbox.models.dates.since_publication, toolbox.models.dates.not_ahead], verbose_name='nagekeken op'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='updated_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, validators=[toolbox.models.dates.not_ahead], verbose_name='laatst gewijzigd op'),
        ),
        migrations.AlterField(
            model_name='wordform',
            name='form',
            field=models.CharField(error_messages={'unique': 'Deze vorm staat al in de lijst.'}, help_text='Zoals iemand het schrijft: “ouderen”.', max_length=60, verbose_name='vorm'),
        ),
    ]
