"""Signing in at the desk: a password and a code, and not too many tries."""

import re
from datetime import timedelta
from importlib import reload

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import clear_url_caches, reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.desk import make_editor, run_action
from toolbox import urls
from toolbox.models import SignInAttempt

pytestmark = pytest.mark.django_db
PASSWORD = "geheim-genoeg"


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def user():
    return get_user_model().objects.create_superuser("an", password=PASSWORD)


@pytest.fixture
def device(user):
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True)


def code(device):
    """The code that the app shows."""
    return f"{totp(device.bin_key):06d}"


def sign_in(client, token="", password=PASSWORD, name="an"):
    data = {"username": name, "password": password, "otp_token": token, "next": "/admin/"}
    return client.post("/admin/login/", data)


def is_in(client):
    return client.get("/admin/toolbox/tool/").status_code == 200


@pytest.mark.parametrize("cut", [6, 3])
def test_password_and_code_let_in_whatever_spaces_it_has(client, device, cut):
    token = code(device)
    assert sign_in(client, f" {token[:cut]} {token[cut:]} ").status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(
    ("token", "password"),
    [("", PASSWORD), ("000000", PASSWORD), ("abc", PASSWORD), ("1234567890" * 3, PASSWORD), (None, "fout")],
)
def test_one_of_both_does_not_and_what_is_wrong_is_not_told_apart(client, device, token, password):
    response = sign_in(client, code(device) if token is None else token, password)
    assert response.status_code == 200
    assert "De naam, het wachtwoord of de code klopt niet." in response.text
    assert not is_in(client)


def test_code_of_somebody_else_does_not(client, device):
    theirs = TOTPDevice.objects.create(user=make_editor("redacteur", "ben"), name="app", confirmed=True)
    sign_in(client, code(theirs))
    assert not is_in(client)


@pytest.mark.parametrize("spare", [False, True])
def test_code_or_spare_code_works_only_once(client, user, device, spare):
    token = code(device)
    if spare:
        token = "reserve7"
        StaticDevice.objects.create(user=user, name="x").token_set.create(token=token)
    sign_in(client, token)
    assert is_in(client)
    client.post("/admin/logout/")
    sign_in(client, token)
    assert not is_in(client)


def test_session_with_only_a_password_does_not_let_in(client, user, device):
    client.force_login(user)
    assert not is_in(client)
    assert client.get("/admin/tweede-stap/").url == "/admin/"
    sign_in(client)
    assert not is_in(client)
    sign_in(client, code(device))
    assert is_in(client)


def test_who_has_no_second_step_yet_sets_it_up_first_and_gets_spare_codes(client, user):
    assert sign_in(client).status_code == 302
    assert not is_in(client)
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/admin/tweede-stap/"
    assert "<svg" in page.text
    device = TOTPDevice.objects.get(user=user)
    assert "Deze code klopt niet." in client.post("/admin/tweede-stap/", {"token": "000000"}).text
    assert not is_in(client)
    TOTPDevice.objects.update(throttling_failure_count=0)
    done = client.post("/admin/tweede-stap/", {"token": code(device)})
    assert [token in done.text for token in StaticToken.objects.values_list("token", flat=True)] == [True] * 10
    assert is_in(client)


def test_second_step_cannot_be_added_with_a_password_alone(client, user, device):
    client.force_login(user)
    client.post("/admin/tweede-stap/", {"token": "123456"})
    assert list(TOTPDevice.objects.all()) == [device]


def test_second_step_is_not_for_visitors_or_who_is_no_editor(client, django_user_model):
    assert client.get("/admin/tweede-stap/").status_code == 302
    client.force_login(django_user_model.objects.create_user("lezer"))
    assert client.get("/admin/tweede-stap/").url == "/admin/"
    assert TOTPDevice.objects.count() == 0


def test_installation_may_do_without_the_second_step(client, user, settings):
    settings.SECOND_FACTOR = False
    sign_in(client)
    assert is_in(client)


BAD = [
    "https://elders.example/", "//elders.example/", "javascript:alert(1)", "/bestaat-niet/", "/admin/bestaat-niet/",
    "/admin/toolbox/bestaat-niet/", "/admin/logout/", "/admin/toolbox/tool/1/nog-juist/", "/accounts/profile/", "x", "",
    "/admin/toolbox/tool/1/terugzetten/1/", "/admin/toolbox/tool/importeren/1/ja/", "/admin/\x00", "http://[", "/%ff/",
    "/tools/bestaat-niet/", "/melden/tool/bestaat-niet/", "/admin/r/1/1/",
]  # fmt: skip


@pytest.mark.parametrize("where", ["form", "address"])
@pytest.mark.parametrize("bad", BAD)
def test_bad_next_leads_to_the_index(client, user, settings, bad, where):
    settings.SECOND_FACTOR = False
    data = {"username": "an", "password": PASSWORD} | ({"next": bad} if where == "form" else {})
    answer = client.post("/admin/login/", data, query_params={"next": bad} if where == "address" else {})
    assert (answer.status_code, answer.url) == (302, "/admin/")


@pytest.mark.parametrize("good", ["/admin/toolbox/tool/?status__exact=concept", "/admin/toolbox/tool/add/", "/tools/"])
def test_good_next_leads_there(client, user, settings, good):
    settings.SECOND_FACTOR = False
    assert client.post("/admin/login/", {"username": "an", "password": PASSWORD, "next": good}).url == good


# Not too many tries


def fail(client, **wrong):
    return [sign_in(client, **wrong).status_code for _ in range(5)]


@pytest.mark.parametrize("wrong", [{"password": "fout"}, {"token": "000000"}], ids=["password", "code"])
def test_five_wrong_passwords_or_codes_lock_that_name_from_that_address(client, device, wrong):
    assert fail(client, **wrong) == [200, 200, 200, 200, 429]
    locked = sign_in(client, code(device))
    assert locked.status_code == 429
    assert "Je probeerde je te vaak aan te melden." in locked.text
    assert not is_in(client)


def test_lock_does_not_keep_the_editor_out_from_elsewhere(client, device):
    fail(client, password="fout")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), code(device)).status_code == 302


def try_names(client, numbers):
    return [sign_in(client, name=f"naam-{number}").status_code for number in numbers]


def test_one_address_can_only_try_so_many_names(client, device):
    assert try_names(client, range(25)) == [200] * 20 + [429] * 5
    assert sign_in(client, code(device)).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), code(device)).status_code == 302


def test_that_address_gets_in_again_after_half_an_hour(client, device):
    try_names(client, range(20))
    SignInAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert sign_in(client, code(device)).status_code == 302


def test_many_names_are_not_even_compared(client, device, monkeypatch):
    try_names(client, range(20))
    hashed = []
    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", lambda *args: hashed.append(args))
    assert try_names(client, range(20, 23)) == [429] * 3
    assert hashed == []


def test_ipv6_subscriber_counts_as_one_address(client, device):
    for number in range(20):
        client.defaults["REMOTE_ADDR"] = f"2001:db8::{number + 1:x}"
        assert try_names(client, [number]) == [200]
    assert sign_in(client, code(device)).status_code == 429


def test_colleague_who_goes_on_and_on_locks_out_nobody_else(client, device):
    for _ in range(40):
        sign_in(client, name="ben", password="fout")
    assert sign_in(client, code(device)).status_code == 302


def test_address_that_is_none_breaks_nothing(client, device, settings):
    settings.PROXIES = 1
    client.defaults["HTTP_X_FORWARDED_FOR"] = "onzin"
    assert sign_in(client, password="fout").status_code == 200
    assert sign_in(client, code(device)).status_code == 302


def test_right_password_of_who_is_no_editor_counts_as_a_failure_too(client, device, django_user_model):
    django_user_model.objects.create_user("lezer", password=PASSWORD)
    assert fail(client, name="lezer") == [200, 200, 200, 200, 429]
    assert SignInAttempt.objects.get().failures_since_start == 5
    assert sign_in(client, code(device)).status_code == 302


@pytest.mark.parametrize("active", [True, False])
def test_page_does_not_tell_who_is_no_editor_from_who_gave_a_wrong_password(client, django_user_model, active):
    django_user_model.objects.create_user("lezer", password=PASSWORD, is_active=active)
    right, wrong = (sign_in(client, name="lezer", password=password) for password in (PASSWORD, "fout"))
    assert re.sub('name="csrf.*?>', "", right.text) == re.sub('name="csrf.*?>', "", wrong.text)
    assert "klopt niet" in right.text


def test_what_is_kept_of_a_failed_attempt_is_what_the_privacy_page_says(client, db):
    client.post(
        "/admin/login/", {"username": "an", "password": "fout"}, headers={"user-agent": "Lynx", "accept": "a/b"}
    )
    (kept,) = SignInAttempt.objects.values()
    assert {name for name, value in kept.items() if value} - {"id"} == {
        "username", "ip_address", "path_info", "attempt_time", "failures_since_start", "post_data",
    }  # fmt: skip
    assert "Lynx" not in str(kept)
    said = client.get("/over/privacy/").text
    for words in ("de naam die getypt werd", "het internetadres", "de bladzijde", "de laatste poging", "hoe vaak"):
        assert words in said


def test_kept_attempts_are_gone_at_the_next_sign_in_after_half_an_hour(client, device):
    for password in ("fout", None):
        sign_in(client, name="ben", password="fout")
        SignInAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
        sign_in(client, code(device), password=password or PASSWORD)
        assert not SignInAttempt.objects.filter(username="ben").exists()


def test_lock_is_over_when_a_beheerder_removes_it(client, device):
    fail(client, password="fout")
    SignInAttempt.objects.all().delete()
    sign_in(client, code(device))
    assert is_in(client)


def test_what_is_kept_of_a_failed_attempt_holds_no_secret(client, device):
    sign_in(client, "987654", password="bijna-goed")
    (kept,) = SignInAttempt.objects.values()
    assert not re.search("bijna-goed|987654", str(kept))


def test_beheerder_takes_the_second_step_of_a_lost_phone_away(client, settings, user, device):
    settings.SECOND_FACTOR = False
    client.force_login(make_editor("beheerder", "baas"))
    assert "An stelt de tweede stap opnieuw in" in run_action(client, "reset_second_step", user).text
    assert TOTPDevice.objects.count() == 0


def test_keys_of_second_steps_are_on_no_page(client, settings, user, device):
    settings.SECOND_FACTOR = False
    client.force_login(user)
    assert client.get(f"/admin/otp_totp/totpdevice/{device.pk}/change/").status_code == 404
    assert device.key not in client.get(f"/admin/auth/user/{user.pk}/change/").text


# The address of the desk


@pytest.fixture
def move_desk(settings):
    """Puts the desk of this site at another address."""

    def move(path):
        settings.ADMIN_PATH = path
        reload(urls)
        clear_url_caches()

    yield move
    move("admin/")


def test_desk_stands_where_the_settings_say(client, move_desk):
    move_desk("achterdeur/")
    assert reverse("admin:index") == "/achterdeur/"
    assert client.get("/achterdeur/").status_code == 302
    assert client.get("/admin/").status_code == 404
