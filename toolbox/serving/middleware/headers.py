"""Headers of every answer that Django has no setting for."""

from django.conf import settings

# Nothing on the site asks for any of these; a script that got in by mistake could not either.
REFUSED_FEATURES = (
    "accelerometer browsing-topics camera display-capture geolocation gyroscope hid magnetometer microphone midi "
    "payment publickey-credentials-create screen-wake-lock serial usb xr-spatial-tracking".split()
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SafetyHeaders:
    """Adds the headers, also to static files; and keeps what an editor sees out of every cache between us."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
