"""Which state of the catalogue this is: one row that every change of content renews."""

from django.db import models


class CatalogueVersionQuerySet(models.QuerySet):
    def current(self):
        """The token of the present content; "" while the catalogue is empty."""
        return self.values_list("token", flat=True).first() or ""


class CatalogueVersion(models.Model):
    """One row with a token. Database triggers renew it inside the transaction of each change of content.

    A token and not a number: after a backup is restored a number could come back with other content.
    """

    token = models.CharField("merkteken", max_length=40)

    objects = CatalogueVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van de catalogus"
        verbose_name_plural = "versie van de catalogus"

    def __str__(self):
        return self.token
