"""What others did on a target: what lies there is held against what we wrote down before we put it there."""

from dataclasses import dataclass, field

from exporters.targets.base import Place, Pointer
from exporters.targets.contents import files_in
from exporters.targets.models import Delivery, Target

_SHOWN = 5  # names in a sentence


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found on a target. ``lying`` is what is read there now, ``changed`` names what is not as we left it."""

    pointer: Pointer | None
    lying: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    by: Delivery | None = None  # the delivery that put it there

    @property
    def in_words(self) -> str:
        """A sentence that names the files."""
        rest = len(self.changed) - _SHOWN
        more = f" en nog {rest}" if rest > 0 else ""
        return f"Dit doel is gewijzigd buiten ons om: {', '.join(self.changed[:_SHOWN])}{more}."


def look_at(target: Target, place: Place) -> Found:
    """Return what lies on ``target`` now; raise TargetError when that cannot be seen. Nothing there is touched."""
    pointer, known = place.pointer(), _known(target)
    if pointer is None:
        was_there = any(one.outcome == Delivery.Outcome.DELIVERED for one in known.values())
        return Found(pointer=None, changed=["de verwijzing ‘actueel’ is weg"] if was_there else [])
    by = known.get(pointer.folder)
    if by is None:
        leads = f"de map ‘{pointer.folder}’" if pointer.folder else "iets dat niet van ons is"
        return Found(pointer=pointer, changed=[f"de verwijzing ‘actueel’ wijst naar {leads}"])
    lying, wanted = place.lying(pointer.folder), files_in(bytes(by.overview))
    return Found(pointer=pointer, lying=lying, changed=list(_differences(wanted, lying)), by=by)


def _known(target: Target) -> dict[str, Delivery]:
    """Return by folder what may be read there: the last that we delivered, and whatever we began with since."""
    begun = Delivery.objects.at_its_address(target)
    last = begun.delivered().first()
    since = begun if last is None else begun.filter(pk__gte=last.pk)
    return {one.folder: one for one in reversed(since)}


def _differences(wanted: dict[str, str], lying: dict[str, str]) -> list[str]:
    found = []
    for name in sorted(wanted.keys() | lying.keys()):
        if name not in lying:
            found.append(f"‘{name}’ is weg")
        elif name not in wanted:
            found.append(f"‘{name}’ is niet van ons")
        elif lying[name] != wanted[name]:
            found.append(f"‘{name}’ is veranderd")
    return found
