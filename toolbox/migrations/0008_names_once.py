from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0007_clean_text'),
    ]

    operations = [
        migrations.AlterField(
            model_name='audience',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='collection',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='format',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='keyword',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='owner',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='owneralias',
            name='alias_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='reference',
            name='citation_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='targetgroup',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='tool',
            name='name_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
        migrations.AlterField(
            model_name='wordform',
            name='form_key',
            field=models.CharField(blank=True, editable=False, max_length=400, serialize=False, unique=True),
        ),
    ]
