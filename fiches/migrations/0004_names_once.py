from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('fiches', '0003_clean_text'),
    ]

    operations = [
        migrations.AlterField(
            model_name='unreachedgroup',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
    ]
