"""The headers that every page carries, the admin included."""

import pytest

POLICY = {
    **dict.fromkeys(["default-src", "base-uri", "frame-ancestors", "object-src"], "'none'"),
    **dict.fromkeys(["script-src", "style-src", "img-src", "font-src"], "'self'"),
    **dict.fromkeys(["connect-src", "form-action", "manifest-src"], "'self'"),
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy_of(headers):
    return dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/bestaat-niet/", "/tools/?" + "a&" * 300])
def test_page_carries_every_safety_header(client, db, path):
    headers = client.get(path).headers
    assert (policy_of(headers), {name: headers[name] for name in SAFE}) == (POLICY, SAFE)
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_static_file_carries_them_too(client, db, settings):
    settings.WHITENOISE_USE_FINDERS = True  # as under DEBUG: nothing was collected for the tests
    answer = client.get("/static/favicon.svg")
    answer.close()
    assert (answer.status_code, policy_of(answer.headers)) == (200, POLICY)
    for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        assert answer.headers[name] == SAFE[name]
