from django.db import migrations

from fiches.shared.stored_text import names_read_anew


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0017_format_group'),
    ]

    operations = [
        names_read_anew('toolbox'),
    ]
