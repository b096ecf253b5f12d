"""Typing errors: the words of the catalogue that look like what was typed.

Two words that become the same when one letter is left out of each differ by at most two errors. So every word is kept
under what remains of its beginning, and a typed word needs one look-up (SymSpell's idea).
"""

BEGINNING = 8


def beginnings(word):
    """The first letters of `word`, whole and with each of them left out."""
    start = word[:BEGINNING]
    return {start, *(start[:index] + start[index + 1 :] for index in range(len(start)))}


def allowed(word):
    """How many errors `word` may have."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance(one, other, most):
    """The number of letters to add, leave out, change or swap to make `other` of `one`; more than `most` is `most` + 1.

    Optimal string alignment.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, counterpart in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != counterpart))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
