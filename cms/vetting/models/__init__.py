"""What is known about recognitions, and what people decided about them."""

from cms.vetting.models.observation import Observation

__all__ = ["Observation"]
