"""What is known about recognitions, and what people decided about them."""

from cms.vetting.models.consultation import Consultation
from cms.vetting.models.evidence import Evidence, EvidenceError, EvidenceKind
from cms.vetting.models.merge import UNDOING, Merge, MergeError
from cms.vetting.models.observation import RETRACTION, Observation, ObservationError
from cms.vetting.models.verdict import Verdict, VerdictError

__all__ = [
    "RETRACTION",
    "UNDOING",
    "Consultation",
    "Evidence",
    "EvidenceError",
    "EvidenceKind",
    "Merge",
    "MergeError",
    "Observation",
    "ObservationError",
    "Verdict",
    "VerdictError",
]
