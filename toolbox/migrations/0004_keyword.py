"""Keywords get a table of their own, with the numbers that they had in the table of taggit."""

import taggit.managers
from django.core.management.color import no_style
from django.db import migrations, models

import fiches.shared.order


def take_over(apps, schema_editor):
    """Copy the keywords, and let the history call them by their new table."""
    Tag, Keyword = apps.get_model("taggit", "Tag"), apps.get_model("toolbox", "Keyword")
    Keyword.objects.bulk_create(Keyword(pk=tag.pk, name=tag.name, slug=tag.slug) for tag in Tag.objects.all())
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [Keyword]):
        schema_editor.execute(statement)
    Revision = apps.get_model("toolbox", "Revision")
    for revision in Revision.objects.filter(model="taggit.tag"):
        revision.model = "toolbox.keyword"
        rows = [row | {"model": "toolbox.keyword"} if row["model"] == "taggit.tag" else row for row in revision.rows]
        revision.rows = rows
        revision.save()


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0003_analysed_documents")]

    operations = [
        migrations.DeleteModel(name="Keyword"),
        migrations.CreateModel(
            name="Keyword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("slug", models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name="slug")),
                ("sort_key", fiches.shared.order.SortKey("name")),
            ],
            options={"verbose_name": "trefwoord", "verbose_name_plural": "trefwoorden", "ordering": ["sort_key"]},
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="toolkeyword",
            name="tag",
            field=models.ForeignKey(
                on_delete=models.CASCADE,
                related_name="tool_keywords",
                to="toolbox.keyword",
                verbose_name="trefwoord",
            ),
        ),
        migrations.AlterField(
            model_name="tool",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="Gescheiden door komma’s.",
                through="toolbox.ToolKeyword",
                to="toolbox.Keyword",
                verbose_name="trefwoorden",
            ),
        ),
    ]
