"""When somebody has tried to sign in too often with many names from one address: docs/beslissingen/0018.

With one name from one address: the settings of django-axes say that.
"""

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt

MOST_NAMES = 20


class SignInLimits(AxesDatabaseHandler):
    """As the package, and one address can only try so many names."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Count a failure. Which browser it was we need not know, and do not keep."""
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = ""
        super().user_login_failed(sender, credentials, request, **kwargs)

    def is_locked(self, request, credentials=None):
        return super().is_locked(request, credentials) or self.tried_many_names(request)

    @staticmethod
    def tried_many_names(request):
        """Whether as many names as no office gets wrong at a time were tried from this address."""
        since = request.axes_attempt_time - get_cool_off(request)
        tried = AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gte=since)
        return tried.values("username").distinct().count() >= MOST_NAMES
