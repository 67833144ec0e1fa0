"""What is recorded about corrections. Every row is added and never changed or deleted (immutability.py)."""

from publishing.releases.corrections.models.carried import CarriedOver
from publishing.releases.corrections.models.change import Action, CorrectionChange, CorrectionChanger
from publishing.releases.corrections.models.correction import Correction, CorrectionDrop
from publishing.releases.corrections.models.frozen import CorrectionFreeze
from publishing.releases.corrections.models.review import CorrectionReview, Outcome

__all__ = [
    "Action",
    "CarriedOver",
    "Correction",
    "CorrectionChange",
    "CorrectionChanger",
    "CorrectionDrop",
    "CorrectionFreeze",
    "CorrectionReview",
    "Outcome",
]
