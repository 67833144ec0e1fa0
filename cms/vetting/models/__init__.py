"""What is known about recognitions, and what people decided about them."""

from cms.vetting.models.observation import RETRACTION, Observation, ObservationError

__all__ = ["RETRACTION", "Observation", "ObservationError"]
