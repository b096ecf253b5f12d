"""The forms of signing in."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django_otp import devices_for_user

WRONG = "De naam, het wachtwoord of de code klopt niet. Let op hoofdletters. Een code geldt maar één keer."


class CodeField(forms.CharField):
    """A code from an app, or a spare code; spaces between its digits do not matter."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        return "".join(super().to_python(value).split())


class SignInForm(AdminAuthenticationForm):
    """Name, password and the code. Who has no second step yet leaves the code empty and is asked to set it up.

    What is wrong is not told apart: that would say which passwords are right.
    """

    otp_token = CodeField(
        label="Code uit je app",
        required=False,
        help_text="Of een reservecode. Meld je je voor het eerst aan? Laat dit leeg.",
    )
    error_messages = {**AdminAuthenticationForm.error_messages, "invalid_login": WRONG}

    def confirm_login_allowed(self, user):
        """Who is no editor fails, and that is counted: else the right passwords of others could be guessed for ever."""
        try:
            super().confirm_login_allowed(user)
        except forms.ValidationError:
            self._count_failure(user)
            raise

    def _count_failure(self, user):
        user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=self.request)

    def clean(self):
        cleaned = super().clean()
        user = self.get_user()
        if user is not None:
            user.otp_device = self._verified_device(user, cleaned.get("otp_token", ""))
        return cleaned

    def _verified_device(self, user, token):
        with transaction.atomic():  # a wrong code is counted with the device, so nothing may be rolled back here
            devices = list(devices_for_user(user, for_verify=True))
            found = next((device for device in devices if token and device.verify_token(token)), None)
        if devices and found is None:
            self._count_failure(user)
            raise self.get_invalid_login_error()
        return found


class ConfirmForm(forms.Form):
    """The first code of a new app: proof that it works before it is asked for."""

    token = CodeField(label="Code uit je app")

    def __init__(self, device, data=None):
        super().__init__(data)
        self.device = device

    def clean_token(self):
        if not self.device.verify_token(self.cleaned_data["token"]):
            raise forms.ValidationError("Deze code klopt niet. Wacht even en typ de volgende code uit je app.")
        return self.cleaned_data["token"]
