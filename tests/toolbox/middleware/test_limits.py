"""How much one request may ask, and how often."""

import pytest
from django.test import Client

from toolbox.middleware import limits
from toolbox.middleware.limits import Bucket


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 10_000, 200),
        ("q=" + "a" * limits.QUERY_LENGTH, 414),
        ("&".join(f"a{number}=1" for number in range(limits.PARAMETERS)), 200),
        ("&".join(f"a{number}=1" for number in range(limits.PARAMETERS + 1)), 414),
        ("&".join("vorm=video" for _ in range(limits.VALUES_PER_PARAMETER)), 200),
        ("&".join("vorm=video" for _ in range(limits.VALUES_PER_PARAMETER + 1)), 414),
    ],
)
def test_question_that_is_too_long_is_refused_with_a_page(client, db, query, status):
    answer = client.get(f"/tools/?{query}")
    assert answer.status_code == status
    assert ("Je vraag is te lang" in answer.content.decode()) is (status == 414)


@pytest.mark.parametrize(
    ("size", "cookie", "status"),
    [(limits.BODY, "", 405), (limits.BODY + 1, "", 413), (limits.BODY + 1, "sessionid=x", 405)],
)
def test_body_that_is_too_large_is_refused_with_a_page(client, db, size, cookie, status):
    answer = client.post("/tools/", b"x" * size, content_type="text/plain", headers={"cookie": cookie})
    assert answer.status_code == status
    assert ("Dat is te groot" in answer.content.decode()) is (status == 413)


@pytest.mark.parametrize("length", ["-5", "veel", "1e9", "²"])
def test_nonsense_length_is_refused(client, length):
    assert client.get("/", CONTENT_LENGTH=length).status_code == 413


def test_bucket_gives_each_network_its_turns_and_fills_up_again():
    bucket = Bucket(per_minute=60)
    assert [bucket.allows("192.0.2.0/24", now=0) for _ in range(61)] == [True] * 60 + [False]
    assert bucket.allows("198.51.100.0/24", now=0)
    assert [bucket.allows("192.0.2.0/24", now=1) for _ in range(2)] == [True, False]


def test_bucket_remembers_a_bounded_number_of_networks(monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED_ADDRESSES", 3)
    bucket = Bucket(per_minute=60)
    for number in range(10):
        bucket.allows(f"network {number}", now=0)
    assert len(bucket.turns) == 3


def test_clock_that_jumps_back_locks_nobody_out():
    bucket = Bucket(per_minute=60)
    assert bucket.allows("192.0.2.0/24", now=1_000_000)
    assert bucket.allows("192.0.2.0/24", now=5)


def test_too_many_searches_are_slowed_down_and_plain_pages_are_not(settings, db):
    settings.COSTLY_GETS_PER_MINUTE = 2
    client = Client()
    answers = [client.get("/tools/?q=buurt") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Wacht een minuut" in answers[-1].content.decode()
    assert client.get("/tools/").status_code == 200
