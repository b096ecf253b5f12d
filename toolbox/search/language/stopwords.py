"""Words that ask or glue but say nothing of the subject, so that a whole question can be typed. Accents are folded."""

from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "data" / "stopwoorden.yaml"
_groups = {name: frozenset(words.split()) for name, words in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()}

# Words between words: nothing is found by them.
GLUE = _groups["glue"]
# Words that say little by themselves, but something together: "vrijwilligers vinden", "geen geld", "niemand komt".
VAGUE = _groups["vague"]
STOP_WORDS = GLUE | VAGUE
# Words that everything here is about: in a question with other words they decide nothing.
EVERYWHERE = _groups["everywhere"]
# What anyone does in any question: it weighs less than what or whom it is done to.
LIGHT = _groups["light"]
