"""Django's createsuperuser, in Dutch: it is the first thing that an operator does by hand."""

import getpass
import sys

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

TRIES = 5


class Command(createsuperuser.Command):
    help = "Maakt een beheerder: vraagt een gebruikersnaam, een e-mailadres en een wachtwoord."

    def check_migrations(self):
        """Django's own words are in English; on a database without tables manage.py says what to do."""

    def handle(self, *args, **options):
        if not options["interactive"]:  # told by arguments and DJANGO_SUPERUSER_PASSWORD
            return super().handle(*args, **options)
        if not self.stdin.isatty():
            raise CommandError("Hier is niemand om te antwoorden: geef deze opdracht in een terminal.")
        try:
            self.make(options)
        except (KeyboardInterrupt, EOFError):
            self.stderr.write("\nEr is geen beheerder gemaakt.")
            sys.exit(1)

    def make(self, options):
        """Ask what is not in the arguments, and make the account."""
        user = self.UserModel()
        user.username = self.asked("Gebruikersnaam: ", input, options["username"], self.clean_name)
        user.email = self.asked("E-mailadres (mag leeg zijn): ", input, options["email"], self.clean_email)
        question = "Wachtwoord (je ziet niets terwijl je typt): "
        password = self.asked(question, getpass.getpass, None, lambda typed: clean(typed, user))
        self.UserModel.objects.create_superuser(user.username, user.email, password)
        self.stdout.write(self.style.SUCCESS(f"{user.username} is beheerder. Meld je nu aan bij de redactie."))

    def asked(self, question, ask, given, clean):
        """A good answer: the one given, or what `ask` gives; says what is wrong with another and asks again."""
        for _ in range(TRIES):
            try:
                return clean(ask(question) if given is None else given)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                given = None
        raise CommandError("Er is geen beheerder gemaakt.")

    def clean_name(self, name):
        """`name`, when it can be somebody's and is not."""
        name = self.username_field.clean(name.strip(), None)
        if self.UserModel.objects.filter(username=name).exists():
            raise ValidationError("Er is al iemand met deze naam.")
        return name

    def clean_email(self, email):
        """`email`, when it is one or empty."""
        return self.UserModel._meta.get_field("email").clean(email.strip(), None)


def clean(password, user):
    """`password`, when it is a good one for `user` and typed twice."""
    validate_password(password, user)
    if getpass.getpass("Nog eens: ") != password:
        raise ValidationError("Dat was niet twee keer hetzelfde.")
    return password
