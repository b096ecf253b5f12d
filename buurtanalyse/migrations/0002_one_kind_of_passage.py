"""Findings and testimonies are questions to the queryset of passages; they were models of their own without a table."""

from django.db import migrations


def remove_rights(apps, schema_editor):
    """The rights of the models that go; else they would stay in the list from which a beheerder chooses."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    types.filter(app_label="buurtanalyse", model__in=["stepfinding", "steptestimony"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("buurtanalyse", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(remove_rights, migrations.RunPython.noop),
        migrations.DeleteModel(name="StepFinding"),
        migrations.DeleteModel(name="StepTestimony"),
    ]
