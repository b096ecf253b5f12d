"""The models of the fiches, by subject."""

from fiches.models.fiche import Fiche, Passage, ReadOn
from fiches.models.figure import Figure, FigureRow, UnreachedGroup
