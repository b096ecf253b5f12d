"""How the tests of the models ask whether a promise is kept: by the form, in Dutch, and by the database itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def problems(instance):
    """What `full_clean` says, as {field: [message]}."""
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    return caught.value.message_dict


def refused_by_database(instance):
    """Whether the database itself refuses this, also when no form looked at it."""
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError:
        return True
    return False


def refusal(instance):
    """What an editor reads about something that the database does not take either."""
    said = problems(instance)
    assert refused_by_database(instance)
    return said
