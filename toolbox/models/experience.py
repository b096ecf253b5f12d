"""What somebody who used a tool says about it."""

from django.db import models
from django.utils import timezone

from fiches.shared.fields import LineField, ProseField
from fiches.shared.publication import Publishable
from toolbox.models.dates import not_ahead
from toolbox.models.tool import Tool


class Experience(Publishable):
    """An experience of a reader with a tool. It is public only when an editor publishes it."""

    natural_key_fields = ("token",)

    class Neighbourhood(models.TextChoices):
        CITY = "stad", "een buurt in een stad"
        EDGE = "rand", "een buurt aan de rand van een stad"
        VILLAGE = "dorp", "een dorp of landelijke buurt"
        OTHER = "anders", "iets anders"

    class Effort(models.TextChoices):
        HOURS = "uren", "enkele uren"
        DAYS = "dagen", "enkele dagen"
        WEEKS = "weken", "enkele weken"
        LONGER = "langer", "een paar maanden of langer"

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="experiences", verbose_name="tool")
    neighbourhood = models.CharField("soort buurt", max_length=20, choices=Neighbourhood)
    with_whom = LineField("met wie", max_length=200, blank=True)
    effort = models.CharField("hoeveel werk", max_length=20, choices=Effort)
    worked = ProseField("wat werkte", max_length=1000)
    otherwise = ProseField("wat je anders zou doen", max_length=1000, blank=True)
    # Each form that is shown has its own number: sent twice, it is kept once.
    token = models.CharField(max_length=40, unique=True, editable=False)
    sent_at = models.DateTimeField("ontvangen op", default=timezone.now, editable=False, validators=[not_ahead])

    class Meta(Publishable.Meta):
        ordering = ["-sent_at", "pk"]
        verbose_name = "ervaring van een lezer"
        verbose_name_plural = "ervaringen van lezers"

    def __str__(self):
        return f"{self.get_neighbourhood_display().capitalize()}: {self.worked[:60]}"
