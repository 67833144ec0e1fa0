"""How the record names a subscriber."""

from cms.acts.act import Subject
from publishing.webhooks.models import Subscriber


def subscriber_subject(subscriber: Subscriber) -> Subject:
    """Return ``subscriber`` as the subject of an act."""
    return Subject("afnemer", subscriber.slug, f"afnemer '{subscriber.name}'")
