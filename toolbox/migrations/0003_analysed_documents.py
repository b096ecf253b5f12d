from django.db import migrations, models

from toolbox.models.tool import validate_questions


class Migration(migrations.Migration):
    """One table of analysed documents instead of seven; the next look at the index fills it."""

    dependencies = [("toolbox", "0002_importfile_notes")]

    operations = [
        migrations.DeleteModel("Misspelling"),
        migrations.DeleteModel("Posting"),
        migrations.DeleteModel("Spelling"),
        migrations.DeleteModel("Term"),
        migrations.DeleteModel("FacetValue"),
        migrations.DeleteModel("Document"),
        migrations.CreateModel(
            "Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "tool"), (1, "fiche"), (2, "stap"), (3, "figuur")], verbose_name="soort"
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="welk")),
                (
                    "version",
                    models.PositiveBigIntegerField(db_index=True, default=0, verbose_name="sinds welke stand"),
                ),
                ("gone", models.BooleanField(default=False, verbose_name="niet meer openbaar")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("year", models.PositiveSmallIntegerField(default=0, verbose_name="jaar van de nieuwste bron")),
                ("places", models.PositiveSmallIntegerField(default=0, verbose_name="aantal plaatsen")),
                ("values", models.JSONField(default=dict, verbose_name="waarden van de filters")),
                ("terms", models.TextField(default="{}", verbose_name="sleutels met hun gewicht, als JSON")),
                ("words", models.TextField(default="{}", verbose_name="woorden met hun sleutel, als JSON")),
                ("card", models.TextField(default="", verbose_name="wat de kaart van een tool zegt, als JSON")),
            ],
            options={
                "verbose_name": "document in de zoekindex",
                "verbose_name_plural": "documenten in de zoekindex",
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="document_once")],
            },
        ),
        migrations.AddField(
            "indexstate",
            "lineage",
            models.TextField(default="", verbose_name="merktekens van de vorige standen"),
        ),
        migrations.AddField(
            "indexstate",
            "version",
            models.PositiveBigIntegerField(default=0, verbose_name="hoeveelste stand"),
        ),
        migrations.AddField(
            "tool",
            "questions",
            models.TextField(
                blank=True,
                help_text="Eén vraag per regel, in de woorden van wie de toolbox niet kent. "
                "De zoekmachine vindt de tool ermee.",
                validators=[validate_questions],
                verbose_name="vragen waarop dit antwoordt",
            ),
        ),
    ]
