"""The settings of an installation, as its environment says them; what cannot be meant stops the start."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nee"}
HOST = r"(?:\[[\da-fA-F:.]+\]|[\w-]+(?:\.[\w-]+)*)"
PORT = r"(?::\d+)?"
# What a text, or each item of a list, looks like, and an example for who wrote another.
SHAPES = {
    "ALLOWED_HOSTS": (rf"\*|\.?{HOST}", "toolbox.example.org,www.example.org"),
    "CSRF_TRUSTED_ORIGINS": (rf"https?://(?:\*\.)?{HOST}{PORT}", "https://toolbox.example.org:8443"),
    "SITE_URL": (rf"https?://{HOST}{PORT}(?:/\S*)?", "https://toolbox.example.org"),
    "CACHE_URL": (rf"rediss?://(?:[^\s/]*@)?{HOST}{PORT}(?:[/?]\S*)?|unix://\S+", "redis://10.0.0.5:6379/0"),
    "SECURITY_CONTACT": (r"mailto:\S+@\S+|https://\S+", "mailto:naam@example.org"),
    "MAIL_FROM": (r"[^@]*\S@\S+", "toolbox@example.org"),
}


def env_flag(name, default):
    """Whether the environment variable `name` says yes; `default` when it is not set."""
    said = os.environ.get(name, str(default)).strip().lower()
    if said not in YES | NO:
        raise ImproperlyConfigured(f"{name} moet 1 of 0 zijn.")
    return said in YES


def env_number(name, default):
    """The environment variable `name` as a whole number of zero or more; `default` when it is empty."""
    said = os.environ.get(name, "").strip() or str(default)
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} moet een getal zijn, 0 of meer.")
    return int(said)


def env_list(name, default=""):
    """The comma-separated environment variable `name` as a list without empty items."""
    items = [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]
    for item in items:
        refuse_other_shape(name, item)
    return items


def env_text(name):
    """The environment variable `name`; "" when it is not set."""
    said = os.environ.get(name, "").strip()
    if said:
        refuse_other_shape(name, said)
    return said


def refuse_other_shape(name, said):
    """ImproperlyConfigured when `said` is not what `name` can be. It is not repeated: a password may be in it."""
    shape, example = SHAPES.get(name, (r".+", ""))
    if not re.fullmatch(shape, said):
        raise ImproperlyConfigured(f"{name} klopt niet. Schrijf het als {example}.")
