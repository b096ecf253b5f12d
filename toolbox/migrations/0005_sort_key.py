"""What a name is sorted by, kept beside it; filled for what is there already."""

from django.db import migrations

import fiches.shared.order

MODELS = ["audience", "collection", "format", "owner", "owneralias", "reference", "targetgroup", "tool", "wordform"]


def fill(apps, schema_editor):
    """Give every entry its place: the field tells it by itself."""
    for name in MODELS:
        entries = apps.get_model("toolbox", name).objects
        entries.bulk_update(entries.all(), ["sort_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0004_keyword")]

    operations = [
        migrations.AlterModelOptions(
            name='audience',
            options={'ordering': ['order', 'sort_key'], 'verbose_name': 'gebruiker (voor wie)', 'verbose_name_plural': 'gebruikers (voor wie)'},
        ),
        migrations.AlterModelOptions(
            name='citation',
            options={'ordering': ['reference__sort_key'], 'verbose_name': 'bronvermelding bij een tool', 'verbose_name_plural': 'bronvermeldingen bij een tool'},
        ),
        migrations.AlterModelOptions(
            name='collection',
            options={'ordering': ['sort_key'], 'verbose_name': 'collectie', 'verbose_name_plural': 'collecties'},
        ),
        migrations.AlterModelOptions(
            name='format',
            options={'ordering': ['order', 'sort_key'], 'verbose_name': 'vorm', 'verbose_name_plural': 'vormen'},
        ),
        migrations.AlterModelOptions(
            name='owner',
            options={'ordering': ['sort_key'], 'verbose_name': 'eigenaar', 'verbose_name_plural': 'eigenaars'},
        ),
        migrations.AlterModelOptions(
            name='owneralias',
            options={'ordering': ['sort_key'], 'verbose_name': 'andere naam', 'verbose_name_plural': 'andere namen'},
        ),
        migrations.AlterModelOptions(
            name='reference',
            options={'ordering': ['sort_key'], 'verbose_name': 'bronvermelding', 'verbose_name_plural': 'bronvermeldingen'},
        ),
        migrations.AlterModelOptions(
            name='targetgroup',
            options={'ordering': ['order', 'sort_key'], 'verbose_name': 'doelgroep', 'verbose_name_plural': 'doelgroepen'},
        ),
        migrations.AlterModelOptions(
            name='tool',
            options={'ordering': ['sort_key'], 'permissions': [('publish_tool', 'Mag publiceren en intrekken, ook fiches en stappen'), ('merge_tool', 'Mag tools en eigenaars samenvoegen')], 'verbose_name': 'tool', 'verbose_name_plural': 'tools'},
        ),
        migrations.AlterModelOptions(
            name='toolkeyword',
            options={'ordering': ['tag__sort_key'], 'verbose_name': 'trefwoord bij een tool', 'verbose_name_plural': 'trefwoorden bij tools'},
        ),
        migrations.AlterModelOptions(
            name='wordform',
            options={'ordering': ['sort_key'], 'verbose_name': 'woordvorm', 'verbose_name_plural': 'woordvormen'},
        ),
        migrations.AddField(
            model_name='audience',
            name='sort_key',
            field=fiches.shared.order.SortKey('name'),
        ),
        migrations.AddField(
            model_name='collection',
            name='sort_key',
            field=fiches.shared.order.SortKey('name'),
        ),
        migrations.AddField(
            model_name='format',
            name='sort_key',
            field=fiches.shared.order.SortKey('name'),
        ),
        migrations.AddField(
            model_name='owner',
            name='sort_key',
            field=fiches.shared.order.SortKey('name', db_index=True),
        ),
        migrations.AddField(
            model_name='owneralias',
            name='sort_key',
            field=fiches.shared.order.SortKey('alias'),
        ),
        migrations.AddField(
            model_name='reference',
            name='sort_key',
            field=fiches.shared.order.SortKey('citation'),
        ),
        migrations.AddField(
            model_name='targetgroup',
            name='sort_key',
            field=fiches.shared.order.SortKey('name'),
        ),
        migrations.AddField(
            model_name='tool',
            name='sort_key',
            field=fiches.shared.order.SortKey('name', db_index=True),
        ),
        migrations.AddField(
            model_name='wordform',
            name='sort_key',
            field=fiches.shared.order.SortKey('base', 'form'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
