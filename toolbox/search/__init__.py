"""Search that knows Dutch: how text becomes keys, the index, and how a question is answered.

analysis.py and lexicon.py say what a word is, for text and for questions alike; documents.py says what can be found;
index.py keeps the index right, by update.py and values.py; query.py, typos.py and thesaurus.py read a question;
ranking.py weighs the answers and answer.py puts them in order; highlight.py and suggest.py serve the page.
"""
