"""What a process remembers so that it reads it once."""


class BoundedCache:
    """At most `limit` things of one kind; it starts anew when there would be more.

    functools.lru_cache forgets better, but looks up one thing at a time: here all that is missing is read together, in
    one query. What it holds has to be right for as long as its owner lives, which is one state of the catalogue.
    """

    def __init__(self, limit):
        self.limit = limit
        self._things = {}

    def many(self, keys, read):
        """{key: thing} for `keys`; `read` gives {key: thing} for those that are not remembered."""
        things = self._things  # another thread may start anew meanwhile: this one stays whole
        found = {key: things[key] for key in keys if key in things}
        if missing := [key for key in keys if key not in found]:
            new = read(missing)
            if len(things) + len(new) > self.limit:
                self._things = things = {}
            things.update(new)
            found |= new
        return found
