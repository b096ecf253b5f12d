"""The models of the fiches, by subject."""

from fiches.models.fiche import Fiche, Finding, Passage, ReadOn, Testimony
from fiches.models.figure import Figure, FigureRow, UnreachedGroup

__all__ = ["Fiche", "Figure", "FigureRow", "Finding", "Passage", "ReadOn", "Testimony", "UnreachedGroup"]
