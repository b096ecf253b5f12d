import django.utils.timezone
import fiches.shared.publication
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('buurtanalyse', '0006_publication_window'),
        ('fiches', '0007_publication_window'),
        ('toolbox', '0012_usage'),
    ]

    operations = [
        migrations.AddField(
            model_name='collection',
            name='public_from',
            field=models.DateTimeField(blank=True, help_text='Leeg is meteen. Met een moment komt een gepubliceerd item dan vanzelf op de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar vanaf'),
        ),
        migrations.AddField(
            model_name='collection',
            name='public_until',
            field=models.DateTimeField(blank=True, help_text='Leeg is voor altijd. Met een moment gaat het item dan vanzelf van de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar tot'),
        ),
        migrations.AddField(
            model_name='experience',
            name='public_from',
            field=models.DateTimeField(blank=True, help_text='Leeg is meteen. Met een moment komt een gepubliceerd item dan vanzelf op de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar vanaf'),
        ),
        migrations.AddField(
            model_name='experience',
            name='public_until',
            field=models.DateTimeField(blank=True, help_text='Leeg is voor altijd. Met een moment gaat het item dan vanzelf van de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar tot'),
        ),
        migrations.AddField(
            model_name='tool',
            name='public_from',
            field=models.DateTimeField(blank=True, help_text='Leeg is meteen. Met een moment komt een gepubliceerd item dan vanzelf op de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar vanaf'),
        ),
        migrations.AddField(
            model_name='tool',
            name='public_until',
            field=models.DateTimeField(blank=True, help_text='Leeg is voor altijd. Met een moment gaat het item dan vanzelf van de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar tot'),
        ),
        migrations.AddField(
            model_name='worry',
            name='public_from',
            field=models.DateTimeField(blank=True, help_text='Leeg is meteen. Met een moment komt een gepubliceerd item dan vanzelf op de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar vanaf'),
        ),
        migrations.AddField(
            model_name='worry',
            name='public_until',
            field=models.DateTimeField(blank=True, help_text='Leeg is voor altijd. Met een moment gaat het item dan vanzelf van de site.', null=True, validators=[fiches.shared.publication.near], verbose_name='openbaar tot'),
        ),
        migrations.AlterField(
            model_name='indexstate',
            name='token',
            field=models.CharField(max_length=80, verbose_name='merkteken'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='public_since',
            field=models.DateTimeField(editable=False, null=True, verbose_name='voor het eerst gepubliceerd op'),
        ),
        migrations.AlterField(
            model_name='tool',
            name='updated_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Voor een lezer: van wat nog moet komen, is dat het moment waarop het komt.', verbose_name='laatst gewijzigd op'),
        ),
        migrations.AddConstraint(
            model_name='collection',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('public_until', None), ('public_until__gt', models.F('public_from')), _connector='OR'), name='collection_ends_after_it_begins', violation_error_message='Dit valt niet na “openbaar vanaf”: zo staat het item nooit op de site. Kies een later moment.'),
        ),
        migrations.AddConstraint(
            model_name='experience',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('public_until', None), ('public_until__gt', models.F('public_from')), _connector='OR'), name='experience_ends_after_it_begins', violation_error_message='Dit valt niet na “openbaar vanaf”: zo staat het item nooit op de site. Kies een later moment.'),
        ),
        migrations.AddConstraint(
            model_name='tool',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('public_until', None), ('public_until__gt', models.F('public_from')), _connector='OR'), name='tool_ends_after_it_begins', violation_error_message='Dit valt niet na “openbaar vanaf”: zo staat het item nooit op de site. Kies een later moment.'),
        ),
        migrations.AddConstraint(
            model_name='worry',
            constraint=models.CheckConstraint(condition=models.Q(('public_from', None), ('public_until', None), ('public_until__gt', models.F('public_from')), _connector='OR'), name='worry_ends_after_it_begins', violation_error_message='Dit valt niet na “openbaar vanaf”: zo staat het item nooit op de site. Kies een later moment.'),
        ),
    ]
