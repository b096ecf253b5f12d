"""No more mail: a page that asks, and a POST that a mail program sends by itself (RFC 8058)."""

from django.core import signing
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from toolbox.models import MailWish, Report
from toolbox.models.mail import read_unsubscribe


# Why exempt: a mail program has no token of ours. The signed address is the proof, and all it can do is stop mail.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class Unsubscribe(View):
    """What stands behind the address in each mail. To open it changes nothing: programs that look after mail do so."""

    def get(self, request, token):
        return self.show(token, False)

    def post(self, request, token):
        return self.show(token, True)

    def show(self, token, is_asked):
        """The page, once it is done what is asked."""
        try:
            kind, who = read_unsubscribe(token)
        except (signing.BadSignature, ValueError, TypeError):
            return self.page({"state": "changed"}, 404)
        if is_asked and kind == "redacteur":
            MailWish.objects.filter(user=who).update(digest=False, reports=False)
        elif is_asked:
            Report.objects.forget(who)
        return self.page({"state": "done" if is_asked else "asks", "kind": kind}, 200)

    def page(self, context, status):
        response = render(self.request, "toolbox/unsubscribe/unsubscribe.html", context, status=status)
        for name, value in {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}.items():
            response.headers[name] = value
        return response
