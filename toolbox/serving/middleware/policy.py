"""The content-security policy, written out once: the package puts it together anew for every answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy

OF_ITS_OWN = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")  # what the package's decorators leave


class SitePolicy(CSPMiddleware):
    """As the package, but the policy of the settings is kept. A view with one of its own goes the package's way."""

    @cached_property
    def policy(self):
        """What the settings say."""
        return build_policy()

    def process_response(self, request, response):
        if any(name in response.__dict__ for name in OF_ITS_OWN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response
