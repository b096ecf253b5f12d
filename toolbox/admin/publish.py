"""Publishing and withdrawing many entries at once."""

from django.contrib import admin, messages

from fiches.publication import PublicationStatus
from toolbox.history.record import recorded


class PublishActions:
    """Two actions of a list; the admin site says who may use them (toolbox/history/publish.py)."""

    @admin.action(description="Publiceer de gekozen %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request, queryset):
        self._set_status(request, queryset, PublicationStatus.PUBLISHED, "gepubliceerd")

    @admin.action(description="Trek de gekozen %(verbose_name_plural)s in", permissions=["publish"])
    def withdraw(self, request, queryset):
        self._set_status(request, queryset, PublicationStatus.WITHDRAWN, "ingetrokken")

    def _set_status(self, request, queryset, status, done):
        total = queryset.count()
        entries = list(queryset.exclude(status=status))
        for entry in entries:
            with recorded(entry, request.user):
                entry.status = status
                entry.save()
        noun = self.opts.verbose_name if len(entries) == 1 else self.opts.verbose_name_plural
        message = f"{len(entries)} {noun} {done}."
        if total > len(entries):
            message += f" {total - len(entries)} overgeslagen: al {done}."
        self.message_user(request, message, messages.SUCCESS if entries else messages.WARNING)
