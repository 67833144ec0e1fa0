"""Writes what the registers said about the demo's interventions, and that the editor looked it up again."""

from datetime import UTC, datetime
from typing import Any

from cms.accounts.models import User
from cms.demo.years import Item
from cms.vetting.levels import Register, read_label
from cms.vetting.models import Observation
from cms.vetting.observations import record_consultation


def write_observations(items: dict[str, Item], interventions: dict[str, Any], *, by: User, at: datetime) -> None:
    """Add the observations that are not there yet."""
    for key, item in items.items():
        for row in item.get("observations", []):
            register = Register(row["register"])
            Observation.objects.get_or_create(
                intervention=interventions[key],
                register=register,
                record=row["record"],
                raw_label=row["raw_label"],
                recognised_on=row["date"],
                defaults={
                    "level": read_label(row["raw_label"], register=register) or "",
                    "in_reassessment": row.get("in_reassessment", False),
                    "url": row.get("url", ""),
                    "entered_at": at,
                    "entered_by": by,
                },
            )


def consult_registers(year: int, *, by: User) -> None:
    """Note that every record was still so in June of ``year``: a fixed day, for it stands in the accountability."""
    for observation in Observation.objects.standing().filter(recognised_on__lt=f"{year}-06-01"):
        record_consultation(observation=observation, by=by, at=datetime(year, 6, 15, 10, tzinfo=UTC))
