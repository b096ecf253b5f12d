"""Where an editor chooses what mail to get."""

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from toolbox.models import MailWish, Report

NO_ADDRESS = "Dit is geen e-mailadres. Kijk na of er niets ontbreekt, zoals in naam@voorbeeld.be."


class WishForm(forms.ModelForm):
    """An address, and what to send there."""

    email = forms.EmailField(
        label="Je e-mailadres",
        required=False,
        max_length=254,
        widget=forms.EmailInput({"class": "vTextField", "autocomplete": "email"}),
        error_messages={"invalid": NO_ADDRESS},
    )

    class Meta:
        model = MailWish
        fields = ["digest", "reports"]

    field_order = ["email", "digest", "reports"]

    def clean(self):
        cleaned = super().clean()
        if (cleaned["digest"] or cleaned["reports"]) and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Typ je e-mailadres: anders weten we niet waarheen.")
        return cleaned

    def save(self, commit=True):
        """What is asked for from now on, tells what comes from now on."""
        wish = super().save(commit=False)
        if "digest" in self.changed_data:
            wish.digest_at = timezone.now()
        if "reports" in self.changed_data:
            wish.last_report = Report.objects.aggregate(last=Max("pk"))["last"] or 0
        wish.user.email = self.cleaned_data["email"]
        wish.user.save(update_fields=["email"])
        wish.save()
        return wish


def choose_mail(request, site):
    """The page with that form, for who is signed in."""
    wish = MailWish.objects.filter(user=request.user).first() or MailWish(user=request.user)
    form = WishForm(request.POST or None, instance=wish, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Bewaard. Je krijgt hoogstens één mail per dag.")
        return redirect("admin:mail")
    context = {**site.each_context(request), "title": "Mail van de redactie", "form": form}
    return TemplateResponse(request, "admin/mail.html", context)
