"""Publishing and withdrawing many entries at once."""

from django.contrib import admin

from fiches.shared.publication import PublicationStatus
from toolbox.editorial.history.record import recorded
from toolbox.editorial.messages import skipped, tell


class PublishActions:
    """Two actions of a list, for who may publish."""

    def has_publish_permission(self, request):
        """For the two actions."""
        return request.user.has_perm("toolbox.publish_tool")

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
        names = self.opts.verbose_name, self.opts.verbose_name_plural
        left_out = skipped(total - len(entries), f"al {done}")
        hidden = sum(not entry.is_public for entry in entries) if status == PublicationStatus.PUBLISHED else 0
        waiting = f"Nu nog niet of niet meer te zien: {hidden}. Kijk daar naar de momenten."
        tell(self, request, len(entries), *names, done, f"{left_out} {waiting if hidden else ''}".strip())
