"""/healthz, as the server asks it: nothing stands before it that may wait."""

from tests.toolbox.serving.before_django.test_pages import Answer
from toolbox.wsgi import application


def test_alive_without_a_database_and_at_any_host():
    answer = Answer(application, "/healthz", host="10.0.0.7")  # without the db fixture: a query would fail the test
    assert (answer.status, answer.body) == (200, b'{"alive": true}')
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert Answer(application, "/healthz", method="HEAD").body == b""
