"""Search that knows Dutch. Its door, for the rest of the house: `Catalogue.current()` and `ToolFilter`.

catalogue.py is the state of one version of the content; filterset.py reads the address of the list; results.py is what
a question finds. Behind them, each knowing only those after it: question/ (from typed text to ranked hits), index/
(what is stored and how it follows the database) and language/ (what a word is, for text and for questions alike).
"""

MAX_LENGTH = 500  # characters of a question
