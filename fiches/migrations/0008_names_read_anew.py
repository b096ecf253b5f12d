from django.db import migrations

from fiches.shared.stored_text import names_read_anew


class Migration(migrations.Migration):

    dependencies = [
        ('fiches', '0007_publication_window'),
    ]

    operations = [
        names_read_anew('fiches'),
    ]
