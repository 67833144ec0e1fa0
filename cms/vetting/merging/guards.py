"""What keeps a merge from being made or undone."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from cms.content.models import Intervention, Wegwijzer
from cms.vetting.merging.pages import Linked
from cms.vetting.models import Merge, MergeError
from cms.vetting.released import NobodyKeepsReleasesError, last_freeze


def locked_interventions(*pks: int | None) -> dict[int, Intervention]:
    """Return the interventions by id, merged ones too, and keep merges and imports out until the transaction ends."""
    Wegwijzer.objects.select_for_update().get()  # the same row that an import locks
    rows = Intervention.every.select_for_update().filter(pk__in=[pk for pk in pks if pk is not None]).order_by("pk")
    return {row.pk: row for row in rows}


def refuse_merged_away(*interventions: Intervention) -> None:
    """Raise MergeError when one of them is another one by now."""
    for item in interventions:
        if item.merged_into is not None:
            raise MergeError(f"'{item}' is al samengevoegd met '{item.merged_into}'. Kies die.")


def refuse_locked(items: Iterable[Any], *, by: Any) -> None:
    """Raise MergeError naming everything that somebody else locked."""
    names = [f"'{item}'" for item in items if (lock := item.get_lock()) is not None and lock.for_user(by)]
    if names:
        verb = "is" if len(names) == 1 else "zijn"
        raise MergeError(f"{', '.join(names)} {verb} vergrendeld. Vraag wie dat deed om te ontgrendelen.")


def refuse_locked_pages(pages: Iterable[Linked], *, by: Any) -> None:
    """Raise MergeError naming every recommendation that somebody else locked."""
    refuse_locked((linked.page for linked in pages), by=by)


def why_not_undone(merge: Merge, frozen: Callable[[], datetime | None] = last_freeze) -> str:
    """Return in a sentence why ``merge`` cannot be undone; empty when it can. ``frozen`` gives the last freeze."""
    if merge.undone_at is not None:
        return "Deze samenvoeging is al ongedaan gemaakt."
    if merge.kept is None or merge.gone is None:
        return "Dit kan niet meer ongedaan: een van de twee interventies is verwijderd."
    if merge.kept.merged_into is not None:
        return f"'{merge.kept}' is daarna zelf samengevoegd met '{merge.kept.merged_into}'. Maak dat eerst ongedaan."
    try:
        moment = frozen()
    except NobodyKeepsReleasesError:
        return "Er is niet na te gaan of er sindsdien is bevroren. Daarom kan dit niet ongedaan."
    if moment is not None and moment >= merge.merged_at:
        return "Sindsdien is er bevroren: de samenvoeging staat in een uitgave of kandidaat en kan niet meer ongedaan."
    return ""
