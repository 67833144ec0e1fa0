"""How the record names a target."""

from typing import Any

from cms.acts.act import Subject
from exporters.targets.models import Target


def target_subject(target: Target) -> Subject:
    """Return ``target`` as the subject of an act."""
    return Subject("doel", target.slug, f"doel '{target.name}'")


def subject_of_service(values: Any) -> Subject:
    """Return the subject of a service with a ``target``."""
    return target_subject(values["target"])
