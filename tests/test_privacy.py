"""Only who signs in as an editor gets a cookie, and the page on privacy tells exactly what is counted.

That no page gives a visitor a cookie: test_crawl.py. How is counted: toolbox/serving/before_django/test_counting.py.
"""

from tests import factories as make
from tests.page import main_text, visit
from toolbox.models import usage
from toolbox.models.usage import Kind, UsageCount, WaitingQuestion
from toolbox.serving.before_django import counting
from toolbox.usage import questions


def test_a_cookie_that_a_visitor_sends_changes_nothing(db, desk, client):
    make.ToolFactory()
    for page in ("/tools/", "/nieuw/"):
        assert desk.get(page).text == client.get(page).text


def test_an_editor_does_get_a_cookie(db, client, django_user_model):
    django_user_model.objects.create_user("redacteur", password="een lang wachtwoord", is_staff=True)
    response = client.post("/admin/login/", {"username": "redacteur", "password": "een lang wachtwoord"})
    assert "sessionid" in response.cookies
    assert response.cookies["sessionid"]["httponly"]


def test_no_account_exists_until_somebody_makes_one(toolbox, django_user_model):
    assert not django_user_model.objects.exists()


# What is counted

TOLD = {
    Kind.ASKED: "hoe vaak een vraag gesteld wordt",
    Kind.NOTHING: "hoe vaak er geen antwoord op is",
    Kind.FOLLOWED: "hoe vaak er meteen een andere vraag op volgt",
    Kind.AFTER: "hoe vaak iemand na die vraag een bladzijde opent",
    Kind.LENGTH: "tellen we van de vraag alleen hoeveel woorden ze heeft",
    Kind.OPENED: "een tool, een thema, een stap, een vraag, een wegwijzer of een collectie opent",
    Kind.FROM_ANSWERS: "hoe vaak dat uit de antwoorden op een vraag of een filter is",
    Kind.FILTER: "hoe vaak iemand een filter kiest",
}


def test_page_tells_each_thing_that_is_counted(db):
    told = main_text(visit("/over/privacy/"))
    assert set(TOLD) == set(Kind)
    assert [sentence for sentence in TOLD.values() if sentence not in told] == []


def test_page_tells_the_bounds_as_they_are(db):
    told = main_text(visit("/over/privacy/"))
    assert (usage.ENOUGH_NETWORKS, usage.DAYS_TO_ASK, usage.KEPT_MONTHS) == (3, 30, 13)
    assert "binnen dertig dagen uit minstens drie verschillende netwerken" in told
    assert "Na dertien maanden worden ze gewist" in told
    assert (questions.GROUPS, questions.MOST_DIGITS, questions.LONGEST) == (8, 5, 100)
    assert all(said in told for said in ("acht groepen", "meer dan vijf cijfers", "meer dan honderd tekens"))
    assert counting.PAUSE <= 30
    assert "een vraag en haar netwerk hooguit een halve minuut in zijn geheugen" in told
    assert len(counting.READING) == 6


def test_no_column_can_hold_more_than_the_page_tells():
    columns = {model: {field.name for field in model._meta.fields} - {"id"} for model in (UsageCount, WaitingQuestion)}
    assert columns == {UsageCount: {"day", "kind", "key", "number"}, WaitingQuestion: {"mark", "groups", "since"}}


def test_page_says_so_when_nothing_is_counted(db, settings):
    settings.COUNT_USAGE = False
    told = main_text(visit("/over/privacy/"))
    assert "telt niet wat er gezocht en geopend wordt" in told
    assert "Wat we tellen" not in told


def test_browser_tells_our_pages_which_of_ours_it_came_from_and_others_nothing(db, client):
    assert client.get("/zoeken/?q=eenzaam").headers["Referrer-Policy"] == "same-origin"
