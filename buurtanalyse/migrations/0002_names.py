from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('buurtanalyse', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='resource',
            name='name',
            field=models.CharField(error_messages={'unique': 'Er is al een bron met deze naam.'}, max_length=160, verbose_name='naam'),
        ),
    ]
