"""Settings, read from the environment so that one file serves every installation.

Without any variable set this is a development installation: DEBUG on, an embedded SQLite database.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from jinja2 import ChainableUndefined, StrictUndefined

from toolbox import SITE_NAME
from toolbox.serving import logging as logs
from toolbox.serving.databases import database
from toolbox.serving.environment import env_flag, env_list, env_number, env_text
from toolbox.serving.mail_server import mail_server
from toolbox.serving.release import fingerprint

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env_flag("DEBUG", True)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Zet SECRET_KEY in de omgeving: zonder geheime sleutel start de site niet.")
    SECRET_KEY = secrets.token_urlsafe(50)  # development only: sessions end when the server restarts
elif not DEBUG and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is te kort: neem minstens 50 willekeurige tekens.")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")  # the previous key, for a while after it was changed

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Zet ALLOWED_HOSTS in de omgeving: de namen waaronder de site bereikbaar is.")
if DEBUG and os.environ.get("HOST"):
    ALLOWED_HOSTS = ["*"]  # `make run HOST=0.0.0.0` is there to be reached from another device
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
HTTPS = env_flag("HTTPS", not DEBUG)  # no: only for a closed network or a trial
PROXIES = env_number("PROXIES", 0 if DEBUG else 1)  # how many of our own stand in front; 0: no header is believed
# Turns per minute, network and process for all that costs work (toolbox/serving/middleware/limits.py); 0: no limit.
COSTLY_GETS_PER_MINUTE = env_number("COSTLY_GETS_PER_MINUTE", 0 if DEBUG else 600)
SECURITY_CONTACT = env_text("SECURITY_CONTACT")  # for security.txt

INSTALLED_APPS = [
    "toolbox.editorial.site.apps.ToolboxAdminConfig",
    "toolbox.editorial.signin",  # has no tables, but a createsuperuser that goes before Django's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "django_filters",
    "taggit",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "fiches",
    "buurtanalyse",
    "toolbox",
]

MIDDLEWARE = [
    "toolbox.serving.middleware.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "toolbox.serving.middleware.headers.SafetyHeaders",
    "csp.middleware.CSPMiddleware",  # before static files: an SVG by itself is a page too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "toolbox.opendata.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "toolbox.serving.middleware.limits.Limits",
    "axes.middleware.AxesMiddleware",
    "toolbox.public.addresses.MeantAddress",
    "toolbox.serving.middleware.mending.MendedIndex",
]
APPEND_SLASH = False  # MeantAddress does that, for what exists

ROOT_URLCONF = "toolbox.urls"
WSGI_APPLICATION = "toolbox.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A language for each reader, and a folder for each language: no template of the one can hide one of the other.
TEMPLATES = [
    {  # public pages; first, so that none of them is looked up in vain
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "toolbox.public.jinja.environment",
            # A name that does not exist stops who works on the page; a visitor sees nothing in its place.
            "undefined": StrictUndefined if DEBUG else ChainableUndefined,
        },
    },
    {  # the admin and the libraries; ours first, then those of the apps
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "toolbox" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

INSTALLED = os.environ.get("INSTALLED") or "/etc/toolbox.env"  # where docs/beheer.md puts the settings of a server
if DEBUG and not os.environ.get("DATABASE_URL") and os.path.exists(INSTALLED):
    raise ImproperlyConfigured(
        f"Op deze machine staat de site al: haar instellingen staan in {INSTALLED}. Gebruik make manage DO=…, of zet "
        "DATABASE_URL in de omgeving als je naast haar een tweede databank wilt."
    )
DATABASE_URL = os.environ.get("DATABASE_URL") or (f"sqlite:///{BASE_DIR / 'db.sqlite3'}" if DEBUG else "")
if not DATABASE_URL:  # a forgotten line must not lead to an empty database beside the real one
    raise ImproperlyConfigured("Zet DATABASE_URL in de omgeving: waar de databank staat.")
SERVES_PAGES = env_flag("SERVES_PAGES", False)  # toolbox/wsgi.py says so itself
DATABASES = {"default": database(DATABASE_URL, SERVES_PAGES)}
BACKUP_DIR = os.environ.get("BACKUP_DIR") or BASE_DIR / "backups"  # better on another disk
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "toolbox.editorial.signin.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The editors' desk: where it is, and how one gets in.
ADMIN_PATH = os.environ.get("ADMIN_PATH", "admin").strip("/") + "/"
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"  # nobody else signs in
SECOND_FACTOR = env_flag("SECOND_FACTOR", not DEBUG)  # a code from an app beside the password
OTP_TOTP_ISSUER = SITE_NAME
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # together: nobody can lock an editor out from elsewhere
# And nobody can try a password on one name after another.
AXES_HANDLER = "toolbox.editorial.signin.attempts.SignInLimits"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # half an hour after the last try that counted it is over
AXES_LOCKOUT_TEMPLATE = "admin/lockout.html"
AXES_CLIENT_IP_CALLABLE = "toolbox.serving.client_ip.subscriber_of_request"
AXES_CLIENT_STR_CALLABLE = "toolbox.serving.client_ip.nobody"
AXES_SENSITIVE_PARAMETERS = ["password", "otp_token"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # toolbox/admin/people.py shows what a beheerder needs, in Dutch
AXES_VERBOSE = False

# Readers may tell how a tool went for them; editors decide what is shown. Off until somebody has time for that.
EXPERIENCES = env_flag("EXPERIENCES", False)
# How often which question is asked and which page opened, per day and of no reader (docs/beslissingen/0091).
COUNT_USAGE = env_flag("COUNT_USAGE", True)

# Mail to editors who ask for it and readers who left an address. Without it the site asks nobody for one.
EMAIL_URL = os.environ.get("EMAIL_URL", "")
if EMAIL_URL:
    locals().update(mail_server(EMAIL_URL))
MAIL_FROM = env_text("MAIL_FROM")
if EMAIL_URL and not MAIL_FROM:
    raise ImproperlyConfigured("Zet MAIL_FROM in de omgeving: het adres waarvan de mail komt.")
EMAIL_USE_LOCALTIME = True
# In a mail nobody asked for a page, so nothing says what the site is called.
SITE_URL = env_text("SITE_URL").rstrip("/") or f"http{'s' * HTTPS}://{ALLOWED_HOSTS[0].lstrip('.')}"

LANGUAGE_CODE = "nl-be"
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

FORMS_URLFIELD_ASSUME_HTTPS = True
TAGGIT_STRING_FROM_TAGS = "toolbox.models.keyword.joined"

# Pages are kept per process, and shared when CACHE_URL names a Redis or Valkey. Without it everything is still right.
CACHE_URL = env_text("CACHE_URL")
if DEBUG:
    PAGES_CACHE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # a changed template shows at once
elif CACHE_URL:
    PAGES_CACHE = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": f"pages-{fingerprint(BASE_DIR)}",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.5},
    }
else:
    PAGES_CACHE = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300, "CULL_FREQUENCY": 10},  # of some 12 kB, and never more than pages.LARGEST
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, "pages": PAGES_CACHE}

LOGGING = logs.config(DEBUG)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a tool with all its places in one admin form

# Measured: this policy gives the best mark of Mozilla's Observatory, and the admin runs under it without a complaint.
FROM_HERE = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action", "manifest-src")
FROM_NOWHERE = ("default-src", "base-uri", "frame-ancestors", "object-src")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {name: [SELF] for name in FROM_HERE} | {name: [NONE] for name in FROM_NOWHERE}}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Both also bind every name below ours, which may have no https at all: only who knows those names can say yes.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_flag("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env_flag("HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # they ask for those two
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "toolbox.editorial.site.kept.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:  # no other site on a neighbouring name can set these
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
