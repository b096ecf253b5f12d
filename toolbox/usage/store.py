"""From memory to the database: in one short transaction, which adds to what other processes counted."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from toolbox.models.usage import MOST_QUESTIONS, OF_A_QUESTION, Kind, UsageCount, WaitingQuestion
from toolbox.usage.questions import length_of, mark_of


def save(date, day):
    """Write what happened on `date`, a tally.Day. All or nothing."""
    with transaction.atomic():
        UsageCount.objects.add(date, nameable(day.counts, kept(date, day)))


def forget_old():
    """Take away what is too old."""
    UsageCount.objects.forget_old(timezone.localdate())


def kept(date, day):
    """The questions of a day that may be named: those that enough networks asked, now or before.

    A day names a bounded number of different ones, whatever anybody makes up.
    """
    texts = {text for kind, text in day.counts if kind in OF_A_QUESTION and text}
    known = UsageCount.objects.kept_questions(texts)
    marks = {mark_of(text): text for text, bits in day.groups.items() if bits and text not in known}
    enough = WaitingQuestion.objects.see(date, {mark: day.groups[text] for mark, text in marks.items()})
    named = UsageCount.objects.questions_on(date)
    new = (known | {marks[mark] for mark in enough}) - named
    return named.union(sorted(new)[: max(0, MOST_QUESTIONS - len(named))])


def nameable(counts, kept):
    """`counts` in which only the questions in `kept` have a name; of any other one the length is counted."""
    said = Counter()
    for (kind, key), number in counts.items():
        if kind == Kind.ASKED and key not in kept:
            kind, key = Kind.LENGTH, key and length_of(key)
        elif kind in OF_A_QUESTION and key not in kept:
            key = ""
        said[kind, key] += number
    return said
