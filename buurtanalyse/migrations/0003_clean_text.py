from django.db import migrations

from fiches.shared.stored_text import cleaned_stored


class Migration(migrations.Migration):

    dependencies = [
        ('buurtanalyse', '0002_names'),
    ]

    operations = [
        cleaned_stored('buurtanalyse'),
    ]
