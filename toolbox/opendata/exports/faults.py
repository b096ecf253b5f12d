"""What is wrong with the filters in an address, for who asks for data: there nothing is shown without the filter."""

INVALID_CHOICE = "“{value}” bestaat hier niet."


def faults(form):
    """The mistakes in a bound form as {name of the parameter: [messages]}."""
    return {name: [_message(error) for error in errors] for name, errors in form.errors.as_data().items()}


def _message(error):
    if error.code == "invalid_choice" and error.params:
        return INVALID_CHOICE.format_map(error.params)
    return " ".join(error.messages)
