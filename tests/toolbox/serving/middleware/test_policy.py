"""The content-security policy: what the package makes of the settings, and of a view with one of its own."""

from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_replace
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from toolbox.serving.middleware.policy import SitePolicy


def parts(header):
    return set(header.split("; "))


def plain(request):
    return HttpResponse("")


def test_policy_is_that_of_the_package(rf):
    for _ in range(2):
        ours, theirs = (middleware(plain)(rf.get("/")).headers[HEADER] for middleware in (SitePolicy, CSPMiddleware))
        assert parts(ours) == parts(theirs)
        assert "script-src 'self'" in parts(ours)


def test_view_with_a_policy_of_its_own_keeps_it(rf):
    framed = SitePolicy(csp_replace({"frame-ancestors": ["*"]})(plain))
    assert "frame-ancestors *" in parts(framed(rf.get("/")).headers[HEADER])
    assert "frame-ancestors 'none'" in parts(SitePolicy(plain)(rf.get("/")).headers[HEADER])
    assert HEADER not in SitePolicy(csp_exempt()(plain))(rf.get("/")).headers
