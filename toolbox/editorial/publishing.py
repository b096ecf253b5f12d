"""Publishing is for who may publish; others see the status and cannot change it."""


class PublishMixin:
    """Makes the status of an entry read-only for who may not publish. A new entry is then a draft."""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm("toolbox.publish_tool") else [*fields, "status"]

    def has_publish_permission(self, request):
        """For the actions that publish and withdraw."""
        return request.user.has_perm("toolbox.publish_tool")
