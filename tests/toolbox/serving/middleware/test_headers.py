"""The headers that every page carries, the admin included."""

import pytest

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/bestaat-niet/", "/tools/?" + "a&" * 300])
def test_page_carries_every_safety_header(client, db, path):
    headers = client.get(path).headers
    assert dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_static_file_carries_them_too(client, db, settings):
    settings.WHITENOISE_USE_FINDERS = True  # as under DEBUG: nothing was collected for the tests
    answer = client.get("/static/favicon.svg")
    answer.close()
    headers = answer.headers
    assert answer.status_code == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")) == POLICY


def test_plain_http_is_sent_to_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.PROXIES, settings.SECURE_PROXY_SSL_HEADER = 1, ("HTTP_X_FORWARDED_PROTO", "https")
    assert client.get("/tools/").headers["Location"] == "https://testserver/tools/"
    assert client.get("/readyz").status_code == 200
