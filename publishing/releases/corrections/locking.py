"""One at a time: whoever changes, reviews, freezes or drops a correction holds its row."""

from publishing.releases.corrections.models import Correction
from publishing.releases.corrections.standing import Status, status_of
from publishing.releases.errors import RefusedError

_WHY = {
    Status.PUBLISHED: "{} is gepubliceerd en verandert niet meer. Begin een nieuwe correctie.",
    Status.DROPPED: "{} is ingetrokken. Begin een nieuwe correctie.",
    Status.OVERTAKEN: (
        "{} is gemaakt op een uitgave die niet meer live is. Begin haar opnieuw op wat nu live is; "
        "de wijzigingen gaan mee."
    ),
}


def locked(correction: Correction) -> Correction:
    """Return ``correction``, held until the caller's transaction ends."""
    return Correction.objects.select_for_update().get(pk=correction.pk)


def workable(correction: Correction) -> Correction:
    """Return ``correction``, held; raise RefusedError when nothing can be done with it any more."""
    held = locked(correction)
    check_workable(held)
    return held


def check_workable(correction: Correction) -> None:
    """Raise RefusedError, with what to do instead, when ``correction`` is published, dropped or overtaken."""
    if why := _WHY.get(status_of(correction)):
        raise RefusedError(why.format(correction))
