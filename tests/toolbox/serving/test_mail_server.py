"""EMAIL_URL: the address of a mail server, in Django's settings."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from toolbox.serving.mail_server import mail_server


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.be", 25, False, False),
        ("smtp+tls://mail.be", 587, True, False),
        ("smtp+ssl://mail.be", 465, False, True),
        ("smtp+tls://mail.be:2525", 2525, True, False),
    ],
)
def test_address_says_how_to_reach_the_server(url, port, tls, ssl):
    made = mail_server(url)
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("mail.be", port)
    assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (tls, ssl)


def test_name_and_password_may_have_any_sign():
    made = mail_server("smtp+tls://toolbox%40buurt.be:p%2F%40%3As@mail.be:587")
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("toolbox@buurt.be", "p/@:s")


@pytest.mark.parametrize(
    "url", ["mail.be", "http://mail.be", "smtps://mail.be", "smtp://", "smtp://mail.be:x", "smtp://[x"]
)
def test_what_is_no_address_of_a_mail_server_is_refused_in_plain_words(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is geen adres van een mailserver"):
        mail_server(url)
