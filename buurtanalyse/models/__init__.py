"""The models of the cycle and of Part 1, by subject."""

from buurtanalyse.models.background import BuildingBlock, Pillar, ReadingGuide, ReadingGuideFiche, Resource, Section
from buurtanalyse.models.signposts import Outcome, Situation, SituationElement, StartFactor
from buurtanalyse.models.step import Step, StepFiche, StepInfluence, StepPassage
