"""How spam and forgery are held off without a cookie, an account or anybody else's service: docs/beslissingen/0035."""

import secrets
from urllib.parse import urlsplit

from django.core import signing
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from toolbox.models import ReportThrottle
from toolbox.serving.client_ip import subscriber

SALT = "toolbox.public.reports"
FASTEST = 3  # seconds; nobody reads and fills in a form sooner
LONGEST = 24 * 60 * 60
PER_HOUR = 10


def new_token(subject):
    """A signed number for one showing of the form about `subject`."""
    return signing.dumps([subject, secrets.token_urlsafe(16)], salt=SALT)


def read_token(token, subject):
    """The number in a token for `subject`, or None when it is forged, for something else or too old."""
    try:
        about, number = signing.loads(token, salt=SALT, max_age=LONGEST)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return number if about == subject else None


def too_fast(token):
    """Whether a valid token was shown only a moment ago."""
    try:
        signing.loads(token, salt=SALT, max_age=FASTEST)
    except signing.SignatureExpired:
        return False
    return True


def from_elsewhere(request):
    """Whether a browser says that another site sent this form."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def throttled(address):
    """Count one more report of `address` and say whether it is over the limit of this hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReportThrottle.objects.filter(hour__lt=hour).delete()
    key = salted_hmac(SALT, f"{hour.isoformat()} {subscriber(address)}", algorithm="sha256").hexdigest()
    row, _ = ReportThrottle.objects.get_or_create(key=key, defaults={"hour": hour})
    ReportThrottle.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db()
    return row.count > PER_HOUR
