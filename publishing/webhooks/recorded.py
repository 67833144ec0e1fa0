"""How the record names a subscriber."""

from typing import Any

from cms.acts.act import Subject
from publishing.webhooks.models import Subscriber


def subscriber_subject(subscriber: Subscriber) -> Subject:
    """Return ``subscriber`` as the subject of an act."""
    return Subject("afnemer", subscriber.slug, f"afnemer '{subscriber.name}'")


def subject_of_service(values: Any) -> Subject:
    """Return the subject of a service with a ``subscriber``."""
    return subscriber_subject(values["subscriber"])
