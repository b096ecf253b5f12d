"""Setting up the second step of signing in."""

from base64 import b32encode
from textwrap import wrap
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django_otp import login, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from toolbox.editorial.signin.forms import ConfirmForm

SPARE_CODES = 10


# What only a button asks; whoever is sent there gets a page that says no.
BUTTONS = ("logout", "revert", "still_right", "apply", "view_on_site")


def leads_to_a_page(url):
    """Whether somebody who signed in can be sent to `url`, a path of ours with perhaps a query."""
    try:
        match = resolve(urlsplit(url).path)
    except (Resolver404, ValueError):
        return False
    is_of_one_entry = bool(match.kwargs) and match.app_name != "admin"  # which may be gone; the desk itself says so
    # Without a name: what the desk answers to each address that it does not know.
    return bool(match.url_name) and not match.url_name.endswith(BUTTONS) and not is_of_one_entry


def must_set_up(user):
    """Whether somebody gave a right password and has no second step yet."""
    return settings.SECOND_FACTOR and user.is_active and user.is_staff and not user_has_device(user)


@never_cache
@login_not_required
def set_up(request, site):
    """Show the code to scan, take the first code from the app, and give spare codes once.

    Only for who has no second step yet: with a right password alone, nobody may add another one.
    """
    if not request.user.is_authenticated or not must_set_up(request.user):
        return HttpResponseRedirect(reverse("admin:index"))
    device, _ = TOTPDevice.objects.get_or_create(user=request.user, confirmed=False, defaults={"name": "app"})
    form = ConfirmForm(device, request.POST or None)
    if request.method == "POST" and form.is_valid():
        device.confirmed = True
        device.save()
        login(request, device)
        return page(request, site, codes=new_spare_codes(request.user))
    key = " ".join(wrap(b32encode(device.bin_key).decode().rstrip("="), 4))  # to type over, in groups of four
    picture = segno.make(device.config_url).svg_inline(scale=5, border=2)
    # Made here from our own data, not by an editor.
    return page(request, site, form=form, picture=mark_safe(picture), key=key)  # noqa: S308


def page(request, site, **context):
    """The page, in the look of the desk."""
    context = {
        **site.each_context(request),
        "title": "Tweede stap bij het aanmelden",
        "is_nav_sidebar_enabled": False,  # its links would only lead back here
        **context,
    }
    return TemplateResponse(request, "admin/second_step.html", context)


def new_spare_codes(user):
    """Ten codes that each work once, in place of any older ones."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="reservecodes")
    codes = [StaticToken.random_token() for _ in range(SPARE_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
