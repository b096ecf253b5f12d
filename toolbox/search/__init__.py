"""Search that knows Dutch: how text becomes keys, the index, and how a question is answered.

language/ says what a word is, for text and for questions alike; index/ says what can be found and keeps that right;
question/ reads a question, weighs the tools that answer and puts them in order. catalogue.py holds all that for one
state of the content, filterset.py and results.py are what a page asks, highlight.py and suggest.py serve the page.
"""
