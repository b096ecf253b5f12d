from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('fiches', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='unreachedgroup',
            name='name_key',
            field=models.CharField(blank=True, default='', editable=False, max_length=400, serialize=False),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='unreachedgroup',
            name='name',
            field=models.CharField(error_messages={'unique': 'Er is al een groep met deze naam.'}, max_length=120, verbose_name='groep'),
        ),
    ]
