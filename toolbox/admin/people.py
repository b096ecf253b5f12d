"""Who may work at the desk."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.utils.html import format_html
from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from toolbox.models import SignInAttempt

# The keys of a second step are nobody's business, not even a beheerder's.
admin.site.unregister([TOTPDevice, StaticDevice, User])


@admin.register(User)
class EditorsAdmin(UserAdmin):
    list_display = ["username", "first_name", "last_name", "role_names", "is_active", "has_second_step"]
    list_filter = ["groups", "is_active", "is_superuser"]
    actions = ["reset_second_step"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "totpdevice_set")

    @admin.display(description="rol")
    def role_names(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(["alles", *names] if user.is_superuser else names) or "geen"

    @admin.display(description="tweede stap", boolean=True)
    def has_second_step(self, user):
        return any(device.confirmed for device in user.totpdevice_set.all())

    @admin.action(description="Telefoon kwijt: zet de tweede stap uit", permissions=["change"])
    def reset_second_step(self, request, queryset):
        for user in queryset:
            for device in devices_for_user(user, confirmed=None):
                device.delete()
            self.log_change(request, user, "Tweede stap uitgezet.")
        names = ", ".join(user.get_username() for user in queryset)
        self.message_user(
            request,
            f"{names} stelt de tweede stap opnieuw in bij de volgende aanmelding. Het wachtwoord blijft gelden.",
            messages.SUCCESS,
        )


@admin.register(SignInAttempt)
class SignInAttemptAdmin(admin.ModelAdmin):
    list_display = ["username", "attempt_time", "failures_since_start"]
    search_fields = ["username"]
    fields = readonly_fields = ["username", "attempt_time", "failures_since_start", "explain"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="uitleg")
    def explain(self, attempt):
        return format_html("Verwijder deze rij om {} meteen opnieuw te laten proberen.", attempt.username or "iemand")
