"""What a reader can do with a list of keys, one button at a time."""

from functools import partial


def moved(keys, key, steps):
    """The keys with `key` some places further, never past an end."""
    if key not in keys:
        return keys
    rest = without(keys, key)
    place = max(0, keys.index(key) + steps)
    return [*rest[:place], key, *rest[place:]]


def without(keys, key):
    """The keys without `key`."""
    return [other for other in keys if other != key]


def added(keys, key):
    """The keys with `key` at the end."""
    return [*without(keys, key), key]


# The names of the buttons.
CHANGES = {"omhoog": partial(moved, steps=-1), "omlaag": partial(moved, steps=1), "weg": without, "erbij": added}
