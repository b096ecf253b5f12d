"""Which days and years can be right. A slip of one digit would keep an entry from review for years."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

PUBLICATION = date(2024, 2, 1)  # the state of the toolbox as printed
FIRST_YEAR = 1900  # of a source; the oldest in the publication is of 2010


def not_ahead(day):
    """Refuses a day or a moment that is still to come."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    if day > timezone.localdate():
        raise ValidationError(f"Deze dag ({day:%d/%m/%Y}) moet nog komen. Kies vandaag of een dag daarvoor.")


def since_publication(day):
    """Refuses a day before the toolbox was published: there was nothing to look after."""
    if day < PUBLICATION:
        raise ValidationError("De toolbox verscheen in februari 2024. Kies een dag daarna.")


def year_of_source(year):
    """Refuses a year in which no source of ours can be from; next year's book may be announced."""
    last = timezone.localdate().year + 1
    if not FIRST_YEAR <= year <= last:
        raise ValidationError(f"Dit jaartal kan niet juist zijn. Schrijf een jaar van {FIRST_YEAR} tot {last}.")
