"""What people run into, in their own words: for the home page, the list, and who is typing."""

from itertools import groupby, islice
from operator import attrgetter

from toolbox.models import Worry
from toolbox.public.read_once import read_once
from toolbox.search.suggest import LEAST_LETTERS, Suggestion, words_of

SUGGESTED = 3


def published_worries(catalogue=None):
    """The worries, those of one group together, read once for each state of the content."""
    return read_once("worries", lambda: Worry.objects.published().for_list(), catalogue)


def first_of_each_group(worries):
    """The first of each group of `worries`, in their order: as different as can be."""
    return [next(group) for _, group in groupby(worries, attrgetter("group"))]


def sentences_with(text, catalogue):
    """The first worries that say every word of `text`, or words that begin so, as Suggestions.

    Those that say it in their sentence come first; then those that say it in one of their other questions.
    """
    typed = words_of(text)
    if len("".join(typed)) < LEAST_LETTERS:
        return []
    said = catalogue.once("what worries say", _read_what_worries_say)
    in_sentence = [suggestion for suggestion, sentence, _ in said if _says(sentence, typed)]
    in_question = (suggestion for suggestion, _, questions in said if any(_says(one, typed) for one in questions))
    return list(islice(dict.fromkeys([*in_sentence, *in_question]), SUGGESTED))


def _read_what_worries_say():
    """[(Suggestion, its sentence, its other questions)] of every public worry, each text as folded words."""
    return [
        (
            Suggestion("vraag", worry.sentence, worry.get_absolute_url()),
            _folded(worry.sentence),
            [_folded(question) for question in worry.question_list],
        )
        for worry in Worry.objects.published().for_list()
    ]


def _folded(text):
    """The words of `text`, with a space before each: where a word begins can then be seen in one look."""
    return "".join(f" {word}" for word in words_of(text))


def _says(folded, typed):
    """Whether each word that was typed begins a word of a folded text."""
    return all(f" {start}" in folded for start in typed)
