"""How we reach the server that sends our mail, whichever address names it."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
PATIENCE = 30  # seconds; some look at a letter for a while before they say yes
CONSOLE = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
WRONG = "EMAIL_URL is geen adres van een mailserver. Schrijf het als smtp+tls://NAAM:WACHTWOORD@mail.voorbeeld.be:587."


def mail_server(url):
    """Django's settings for the mail server at `url`; ImproperlyConfigured when that is no address of one.

    `smtp+tls` begins in the clear and goes on encrypted, `smtp+ssl` is encrypted from the start. `console:` shows each
    mail on the screen and sends none.
    """
    if url == "console:":
        return CONSOLE
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(WRONG) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(WRONG)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": PATIENCE,
    }
