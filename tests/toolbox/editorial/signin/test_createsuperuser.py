"""manage.py createsuperuser, the first thing that an operator does by hand."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests import factories as make


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def typed(monkeypatch, db):
    """Make the first manager with these answers; gives what was asked and what was said, good and wrong."""

    def command(*answers, **options):
        waiting, asked = iter(answers), []

        def answer(question):
            asked.append(question)
            return next(waiting)

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("getpass.getpass", answer)
        output, errors = StringIO(), StringIO()
        call_command("createsuperuser", stdin=Terminal(), stdout=output, stderr=errors, **options)
        return asked, output.getvalue(), errors.getvalue()

    return command


def test_manager_is_made_with_questions_in_dutch(typed):
    asked, said, wrong = typed("an", "an@voorbeeld.be", "drie groene fietsen", "drie groene fietsen")
    assert asked == [
        "Gebruikersnaam: ",
        "E-mailadres (mag leeg zijn): ",
        "Wachtwoord (je ziet niets terwijl je typt): ",
        "Nog eens: ",
    ]
    assert (said, wrong) == ("an is beheerder. Meld je nu aan bij de redactie.\n", "")
    an = User.objects.get()
    assert (an.username, an.email, an.is_superuser) == ("an", "an@voorbeeld.be", True)
    assert an.check_password("drie groene fietsen")


def test_what_is_wrong_is_said_and_asked_again(typed):
    make.EditorFactory(username="bert")
    good = "drie groene fietsen"
    _, _, wrong = typed("bert", "an", "geen adres", "", "kort", good, "anders", good, good)
    assert wrong.splitlines() == [
        "Er is al iemand met deze naam.",
        "Voer een geldig e-mailadres in.",
        "Dit wachtwoord is te kort. Neem minstens 8 tekens.",
        "Dat was niet twee keer hetzelfde.",
    ]
    assert User.objects.get(username="an").check_password(good)


def test_nobody_to_answer_is_said(db):
    with pytest.raises(CommandError, match="Hier is niemand om te antwoorden"):
        call_command("createsuperuser", stdin=StringIO())


def test_arguments_alone_work_as_before(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "drie groene fietsen")
    call_command("createsuperuser", interactive=False, username="an", email="", verbosity=0)
    assert User.objects.get().is_superuser
