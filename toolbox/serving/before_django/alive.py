"""/healthz: this process lives. For a balancer or a watchdog, which asks by address and not by the name of the site."""

HEADERS = [("Content-Type", "application/json"), ("Content-Length", "15"), ("Cache-Control", "no-store")]


class Alive:
    """Answers before anything that may wait for a database or a cache; those are for /readyz (middleware/health.py)."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] != "/healthz":
            return self.application(environ, start_response)
        start_response("200 OK", list(HEADERS))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [b'{"alive": true}']
