"""Every content kind, one file each."""

from cms.content.models.definition import Definition
from cms.content.models.domain import DomainPage
from cms.content.models.intervention import Intervention
from cms.content.models.practice_example import PracticeExample
from cms.content.models.recommendation import InterventionLink, PracticeLink, RecommendationPage, Substantiation
from cms.content.models.reference import Reference
from cms.content.models.selection_question import SelectionQuestion
from cms.content.models.step import Step
from cms.content.models.text import Text
from cms.content.models.wegwijzer import Wegwijzer

__all__ = [
    "Definition",
    "DomainPage",
    "Intervention",
    "InterventionLink",
    "PracticeExample",
    "PracticeLink",
    "RecommendationPage",
    "Reference",
    "SelectionQuestion",
    "Step",
    "Substantiation",
    "Text",
    "Wegwijzer",
]
