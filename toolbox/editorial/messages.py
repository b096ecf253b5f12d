"""How an action of a list tells what it did."""

from django.contrib import messages


def tell(model_admin, request, number, one, many, done, left_out=""):
    """Say what was `done` to a `number` of entries, called `one` or `many`, and in a sentence what was `left_out`."""
    message = f"{number} {one if number == 1 else many} {done}. {left_out}".rstrip()
    model_admin.message_user(request, message, messages.SUCCESS if number else messages.WARNING)


def skipped(number, why):
    """The sentence about a `number` of entries that an action left alone; "" when there are none."""
    return f"{number} overgeslagen: {why}." if number else ""
