"""The part of an address behind the question mark."""

from urllib.parse import urlencode


def query_string(params, **changes):
    """The parameters of a request, with those of `changes` as these lists of values: an empty one takes it out.

    Copying a QueryDict and changing the copy says the same, in four times the time: a page has ten such addresses.
    """
    return urlencode([(name, value) for name, values in (dict(params.lists()) | changes).items() for value in values])
