"""Failed attempts to sign in, under a name that a beheerder understands."""

from axes.models import AccessAttempt


class SignInAttempt(AccessAttempt):
    """Attempts with one name from one address. Deleting it lets that person try again at once."""

    class Meta:
        proxy = True
        verbose_name = "mislukte aanmelding"
        verbose_name_plural = "mislukte aanmeldingen"

    def __str__(self):
        return self.username or "(geen naam)"
