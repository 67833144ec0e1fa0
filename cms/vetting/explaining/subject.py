"""Which intervention is meant: by its uid, or by a name that only one has. Deleted and merged ones too."""

from uuid import UUID

from cms.content.models import Intervention
from cms.vetting.models import Merge, Verdict

_SHOWN = 5


class ExplanationError(Exception):
    """Something that cannot be explained; its text may be shown to a person."""


def find_uid(said: str) -> UUID:
    """Return the uid that ``said`` names; raise ExplanationError when nothing or more than one fits."""
    try:
        return UUID(said)
    except ValueError:
        pass
    named = list(Intervention.every.filter(name__iexact=said.strip()).order_by("pk"))
    found = [item for item in named if item.merged_into_id is None] or named
    if len(found) == 1:
        return found[0].uid
    if not found:
        raise ExplanationError(f"Er is geen interventie met de naam of het kenmerk '{said}'.")
    several = ", ".join(str(item.uid) for item in found[:_SHOWN])
    raise ExplanationError(f"'{said}' is de naam van {len(found)} interventies. Geef het kenmerk: {several}.")


def name_of(uid: UUID, intervention: Intervention | None) -> str:
    """Return what to call it; one that is deleted is known by what was decided about it."""
    if intervention is not None:
        return intervention.name
    merge = Merge.objects.filter(gone_uid=uid).first()
    if merge is not None:
        return merge.gone_name
    if Verdict.objects.filter(uid=uid).exists():
        return "een verwijderde interventie"
    raise ExplanationError(f"Er is geen interventie met het kenmerk '{uid}'.")
