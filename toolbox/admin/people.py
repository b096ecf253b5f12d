"""Who may work at the desk."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.utils.html import format_html
from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from toolbox.admin.editing import NeverAdded
from toolbox.admin.lists import DeskList
from toolbox.editorial.signin.roles import rights_at_the_desk
from toolbox.models import SignInAttempt

# The keys of a second step are nobody's business, not even a beheerder's.
admin.site.unregister([TOTPDevice, StaticDevice, User, Group])

MAY = {"add": "toevoegen", "change": "wijzigen", "delete": "verwijderen", "view": "bekijken"}


class RightsField(forms.ModelMultipleChoiceField):
    """The rights at the desk, in an editor's words: Django keeps their names in English."""

    def label_from_instance(self, right):
        return name_of(right)


def name_of(right):
    """What a right allows, such as “tool: wijzigen”; the rights of our own have a name in Dutch already."""
    action = MAY.get(right.codename.partition("_")[0])
    return f"{right.content_type.name}: {action}" if action else right.name


@admin.register(Group)
class RolesAdmin(DeskList, GroupAdmin):
    filter_horizontal = []  # Django's widget with two lists speaks English

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            kwargs["form_class"] = RightsField
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["queryset"] = Permission.objects.filter(pk__in=[right.pk for right in rights_at_the_desk()])
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class PasswordForm(AdminPasswordChangeForm):
    """A new password for somebody; without the choice of having none, since there is no other way in here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


@admin.register(User)
class EditorsAdmin(DeskList, UserAdmin):
    list_display = ["username", "first_name", "last_name", "role_names", "is_active", "has_second_step"]
    list_filter = ["groups", "is_active", "is_superuser"]
    actions = ["reset_second_step"]
    add_form, add_form_template = UserCreationForm, None
    change_password_form, change_user_password_template = PasswordForm, "admin/user_password.html"
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
        ("Wat mag deze persoon?", {"fields": ["is_staff", "groups"]}),
    ]
    # Rights come with a role; the list of single rights is long, and nobody finds back who has which.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Wie is dit?", {"fields": ["first_name", "last_name", "email"]}),
        ("Wat mag deze persoon?", {"fields": ["is_active", "is_staff", "groups", "is_superuser"]}),
        ("Wanneer", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "totpdevice_set")

    def has_delete_permission(self, request, obj=None):
        """Nobody: the history must still say who did what. Somebody who leaves is no longer active."""
        return False

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)

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
        messages.success(
            request,
            f"{names} stelt de tweede stap opnieuw in bij de volgende aanmelding. Het wachtwoord blijft gelden.",
        )


@admin.register(SignInAttempt)
class SignInAttemptAdmin(NeverAdded, DeskList, admin.ModelAdmin):
    list_display = ["username", "attempt_time", "failures_since_start"]
    search_fields = ["username"]
    fields = readonly_fields = ["username", "attempt_time", "failures_since_start", "explain"]

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="uitleg")
    def explain(self, attempt):
        return format_html("Verwijder deze rij om {} meteen opnieuw te laten proberen.", attempt.username or "iemand")
