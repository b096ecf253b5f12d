"""Robots and forgers, at the form for a correction and at the one for an experience."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone

from toolbox.models import Experience, Report, ReportThrottle
from toolbox.public.reports import protection

KEPT = "Mijn tekst blijft staan."
Form = namedtuple("Form", "url model answers")
EXPERIENCE = {"neighbourhood": "dorp", "effort": "dagen", "worked": KEPT}


@pytest.fixture(
    params=[
        Form("/melden/tool/buurtkaart/?wat=anders", Report, {"note": KEPT}),
        Form("/melden/ervaring/buurtkaart/", Experience, EXPERIENCE),
    ],
    ids=["correction", "experience"],
)
def form(request, settings, tool):
    """A form, what becomes of it when it is sent, and what a reader fills in."""
    settings.EXPERIENCES = True
    return request.param


@pytest.fixture
def half_a_minute_later(reader, clock, form):
    """The answers with the signed number of a form that was opened half a minute ago."""
    token = token_of(reader.get(form.url))
    clock.now += 30
    return form.answers | {"token": token}


def token_of(response):
    return response.context_data["form"]["token"].value()


def assert_refused(form, response, words, status=422):
    assert (response.status_code, form.model.objects.count()) == (status, 0)
    assert words in response.text
    assert KEPT in response.text


@pytest.mark.parametrize(
    ("doing", "words"),
    [
        ({"website": "https://spam.example"}, "Dit veld moet leeg blijven"),
        ({"seconds": 2}, "Dat ging wel heel snel"),
        *(({"token": token}, "stond te lang open") for token in ("", "x", "a:b:c")),
    ],
)
def test_robot_is_refused(send, form, doing, words):
    assert_refused(form, send(form.url, **form.answers | doing), words)


def test_number_of_another_form_is_refused(send, form, forged_token):
    assert_refused(form, send(form.url, **form.answers, token=forged_token), "stond te lang open")


def test_form_that_stood_open_for_days_is_renewed(send, reader, clock, form):
    response = send(form.url, **form.answers, seconds=protection.LONGEST + 10)
    assert_refused(form, response, "stond te lang open")
    clock.now += 30
    assert reader.post(form.url, form.answers | {"token": token_of(response)}).status_code == 302


def test_form_from_another_site_is_refused(reader, form, half_a_minute_later):
    response = reader.post(form.url, half_a_minute_later, headers={"Origin": "https://kwaad.example"})
    assert_refused(form, response, "Verstuur het formulier vanaf deze site", status=403)
    assert reader.post(form.url, half_a_minute_later, headers={"Origin": "http://testserver"}).status_code == 302


def test_form_sent_twice_is_kept_once(reader, form, half_a_minute_later):
    assert [reader.post(form.url, half_a_minute_later).status_code for _ in range(2)] == [302, 302]
    assert form.model.objects.count() == 1


def test_one_address_can_only_send_so_many_in_an_hour(send, form):
    assert [send(form.url, **form.answers).status_code for _ in range(11)] == [302] * 10 + [429]
    assert form.model.objects.count() == 10


def test_limit_is_per_address_and_the_address_is_not_kept(send, reader, form, monkeypatch):
    monkeypatch.setattr(protection, "PER_HOUR", 1)
    for number in (1, 2):
        reader.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert send(form.url, **form.answers).status_code == 302
    assert ReportThrottle.objects.count() == 2
    assert not any("192.0.2" in str(value) for row in ReportThrottle.objects.values() for value in row.values())


def test_one_ipv6_subscriber_counts_as_one(db, monkeypatch):
    monkeypatch.setattr(protection, "PER_HOUR", 1)
    addresses = ("2001:db8::1", "2001:db8::ffff", "2001:db8:1::1")
    assert [protection.throttled(address) for address in addresses] == [False, True, False]


def test_counters_of_a_past_hour_are_forgotten(db, monkeypatch):
    protection.throttled("192.0.2.1")
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(protection.timezone, "now", lambda: later)
    protection.throttled("192.0.2.2")
    assert ReportThrottle.objects.count() == 1


def test_form_is_in_no_cache_and_visitor_gets_no_cookie_at_any_step(reader, send, form):
    assert "no-store" in reader.get(form.url)["Cache-Control"]
    for step in (form.url, "/melden/tool/buurtkaart/", "/melden/nieuw/?naam=x", "/melden/bedankt/"):
        assert not reader.get(step).cookies
    assert not send(form.url, **form.answers).cookies
    assert not reader.cookies
