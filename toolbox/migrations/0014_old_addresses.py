import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0013_publication_window'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='oldaddress',
            name='old_address_has_one_target',
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='collection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='toolbox.collection', verbose_name='collectie'),
        ),
        migrations.AddField(
            model_name='oldaddress',
            name='worry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='toolbox.worry', verbose_name='vraag'),
        ),
        migrations.AddConstraint(
            model_name='oldaddress',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('collection__isnull', True), ('owner__isnull', True), ('tool__isnull', False), ('worry__isnull', True)), models.Q(('collection__isnull', True), ('owner__isnull', False), ('tool__isnull', True), ('worry__isnull', True)), models.Q(('collection__isnull', True), ('owner__isnull', True), ('tool__isnull', True), ('worry__isnull', False)), models.Q(('collection__isnull', False), ('owner__isnull', True), ('tool__isnull', True), ('worry__isnull', True)), _connector='OR'), name='old_address_has_one_target', violation_error_message='Een oud adres hoort bij één item.'),
        ),
        migrations.AddConstraint(
            model_name='oldaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('worry__isnull', False)), fields=('slug',), name='old_address_of_one_worry', violation_error_message='Dit oude adres leidt al naar een vraag.'),
        ),
        migrations.AddConstraint(
            model_name='oldaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('collection__isnull', False)), fields=('slug',), name='old_address_of_one_collection', violation_error_message='Dit oude adres leidt al naar een collectie.'),
        ),
    ]
