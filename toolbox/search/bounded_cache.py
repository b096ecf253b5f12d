"""What a process remembers so that it reads it once."""


class BoundedCache:
    """Things by key, of at most `limit` in all; it starts anew when there would be more. `size`: how much a thing is.

    functools.lru_cache forgets better, but looks up one thing at a time: here all that is missing is read together, in
    one query. What it holds has to be right for as long as its owner lives, which is one state of the catalogue.
    """

    def __init__(self, limit, size=lambda thing: 1):
        self.limit, self.size = limit, size
        self._things, self._held = {}, 0

    def many(self, keys, read):
        """{key: thing} for `keys`; `read` gives {key: thing} for a list of those that are not remembered."""
        things = self._things  # another thread may start anew meanwhile: this one stays whole
        found = {key: things[key] for key in keys if key in things}
        if missing := [key for key in keys if key not in found]:
            new = read(missing)
            held = sum(map(self.size, new.values()))
            if self._held + held > self.limit:
                self._things, self._held = things, _ = {}, 0
            self._held += held
            things.update(new)
            found |= new
        return found
