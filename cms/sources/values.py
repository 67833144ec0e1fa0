"""What an editor fills in instead of what the source says."""

from typing import Any

from django.core.exceptions import ValidationError

from cms.sources.errors import WrongEditError


def clean_value(field: Any, value: Any, *, label: str) -> Any:
    """Return ``value`` as the model's ``field`` takes it; raise WrongEditError saying what does not fit."""
    try:
        return field.clean(value, None)
    except ValidationError as error:
        raise WrongEditError(f"{label.capitalize()} '{value}': {' '.join(error.messages)}") from error
