"""What a process remembers so that it reads it once."""


class BoundedCache:
    """Things by key, of at most `limit` in all; it starts anew when there would be more.

    `size`: how much a thing is. `things`: what it begins with.
    functools.lru_cache forgets better, but looks up one thing at a time: here all that is missing is read together, in
    one query. What it holds has to be right for as long as its owner lives, which is one state of the catalogue.
    """

    def __init__(self, limit, size=lambda thing: 1, things=()):
        self.limit, self.size, self.things = limit, size, dict(things)
        self._held = sum(map(size, self.things.values()))

    def many(self, keys, read):
        """{key: thing} for `keys`; `read` gives {key: thing} for a list of those that are not remembered."""
        things = self.things  # another thread may start anew meanwhile: this one stays whole
        found = {key: things[key] for key in keys if key in things}
        if missing := [key for key in keys if key not in found]:
            new = read(missing)
            held = sum(map(self.size, new.values()))
            if self._held + held > self.limit:
                self.things, self._held = things, _ = {}, 0
            self._held += held
            things.update(new)
            found |= new
        return found
