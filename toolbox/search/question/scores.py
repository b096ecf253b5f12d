"""Scores of documents, {id: score}: put together, raised, and put in order."""

from heapq import nlargest, nsmallest

from toolbox.search.index.postings import ids_of


def shares_of(sets, as_chances=False):
    """What documents get of some sets together, {id: share}.

    `sets`: (bits, value), in order. `as_chances`: the values add up to 1 at most.
    """
    shares = {}
    for bits, value in sets:
        for pk in ids_of(bits):
            had = shares.get(pk, 0)
            shares[pk] = had + value - had * value if as_chances else had + value
    return shares


def raise_by(scores, shares, part):
    """Add `shares`, {id: share}, times `part` to `scores`; who has no score begins at 0."""
    for pk, share in shares.items():
        scores[pk] = scores.get(pk, 0) + part * share


def first(scores, number, key):
    """The best `number` ids, in order; of those with the same score, first that for which `key(id)` is lowest."""
    return nsmallest(number, scores, key=lambda pk: (-scores[pk], key(pk)))


def best(scores, number, sets):
    """The best `number` ids, in order; of those with the same score, first what is in the first of `sets`."""
    least = min(nlargest(number, scores.values()), default=0)
    among_best = {pk: score for pk, score in scores.items() if score >= least}
    return first(among_best, number, lambda pk: (next(place for place, bits in enumerate(sets) if bits >> pk & 1), pk))
