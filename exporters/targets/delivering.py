"""Puts a release on a target: beside what is read there, looked at, and only then is the pointer moved.

Rules:
- what is going to lie there is written down before the target is touched, so that it is known to be ours afterwards;
- what others changed on the target stops the delivery, unless a person asked to deliver over it;
- killed anywhere, the next worker does it again: what lies there equal is not sent, a pointer that moved is not moved;
- who was taken over, or whose delivery was replaced by a later one, moves no pointer and takes nothing away.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from exporters.targets.base import Leading, Place, TargetError
from exporters.targets.contents import Contents, contents_for
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND, order_delivery
from exporters.targets.outside import Found, look_at
from exporters.targets.places import place_of
from exporters.targets.pruning import outlived_folders
from exporters.targets.steps import TargetStep
from publishing.attempts.held import Held
from publishing.attempts.models import Attempt
from publishing.attempts.steps import reach
from publishing.releases.redactions.holding import edition_of


class _ReplacedError(Exception):
    """A later delivery took the place of this one: there is nothing left to do."""


def deliver_to_target(subject: str, held: Held) -> None:
    """Do the delivery with key ``subject`` unless it ended; raise TargetError or LostLeaseError."""
    delivery = Delivery.objects.select_related("target", "release").get(pk=int(subject))
    reach(TargetStep.BEGUN)
    if not delivery.is_open or not delivery.target.is_active:
        return
    _wait_for_the_one_before(delivery, held)
    try:
        with contents_for(delivery.target, delivery.release, at=held.clock(), make=True) as contents:
            _deliver(delivery, contents, held)
    except _ReplacedError:
        return


def _deliver(delivery: Delivery, contents: Contents, held: Held) -> None:
    place = place_of(delivery.target)
    found = _looked(delivery, place, held)
    _plan(delivery, contents, found, held)
    sent = _send(place, delivery.folder, contents)
    if found.pointer is None or found.pointer.folder != delivery.folder:
        with _mine(delivery, held):
            pass  # the last moment at which we may still be told to stop; after it the pointer itself decides
        place.switch(_leading(delivery, contents), expected=found.pointer)
    reach(TargetStep.SWITCHED)
    for folder in outlived_folders(delivery, place):
        with _mine(delivery, held):
            pass
        place.remove(folder)
        reach(TargetStep.PRUNED)
    with _mine(delivery, held) as mine:
        mine.sent += sent
        mine.ended_at, mine.outcome, mine.changed = held.clock(), Delivery.Outcome.DELIVERED, []
        mine.save(update_fields=["sent", "ended_at", "outcome", "changed"])
        reach(TargetStep.RECORDED)
    reach(TargetStep.COMMITTED)


def _wait_for_the_one_before(delivery: Delivery, held: Held) -> None:
    """Refuse while a worker is still at a delivery that this one replaced; it notices that at its next file."""
    before = delivery.target.deliveries.filter(pk__lt=delivery.pk).values_list("pk", flat=True)
    at_work = Attempt.objects.at_work_at(held.clock()).filter(kind=KIND)
    subjects = set(at_work.values_list("subject", flat=True))
    if subjects & {str(key) for key in before}:
        raise TargetError("De vorige aflevering aan dit doel is nog niet gestopt. Deze begint daarna.")


def _looked(delivery: Delivery, place: Place, held: Held) -> Found:
    """Return what lies there; raise TargetError when others changed it and nobody asked to deliver over that."""
    found = look_at(delivery.target, place)
    if found.changed and not delivery.over_reason:
        with _mine(delivery, held) as mine:
            mine.changed = found.changed[:50]
            mine.save(update_fields=["changed"])
        raise TargetError(
            f"{found.in_words} Er is niets overschreven. Zoek uit wie dit deed, en lever dan zo nodig over de "
            "wijzigingen heen af.",
            permanent=True,
        )
    return found


def _plan(delivery: Delivery, contents: Contents, found: Found, held: Held) -> None:
    """Write down what is going to lie there, and in which folder."""
    overview = bytes(delivery.overview)
    if overview and overview != contents.overview:
        # An exporter changed, or something was erased, since it was begun: that is another delivery.
        _order_anew(delivery, held)
        raise _ReplacedError
    if not delivery.folder:
        with _mine(delivery, held) as mine:
            mine.folder, mine.overview = _folder_for(delivery, contents, found), contents.overview
            mine.edition, mine.address = edition_of(mine.release), delivery.target.address
            mine.save(update_fields=["folder", "overview", "edition", "address"])
        delivery.folder = mine.folder
    reach(TargetStep.PLANNED)


@transaction.atomic
def _order_anew(delivery: Delivery, held: Held) -> None:
    """Ask for the same once more, unless a later delivery took the place of this one while its files were made."""
    Target.objects.select_for_update().get(pk=delivery.target_id)  # who asks for another one locks it first too
    with _mine(delivery, held):
        order_delivery(
            target=delivery.target,
            release=delivery.release,
            cause=Delivery.Cause(delivery.cause),
            by=delivery.asked_by,
            over_reason=delivery.over_reason,
            at=held.clock(),
        )


def _folder_for(delivery: Delivery, contents: Contents, found: Found) -> str:
    """Return where it is to lie: where it lies already, or a folder of its own when what lies there was changed."""
    if delivery.over_reason:
        return f"{contents.digest}-{delivery.pk}"
    if found.by is not None and bytes(found.by.overview) == contents.overview:
        return found.by.folder
    before = Delivery.objects.at_its_address(delivery.target).delivered().filter(overview=contents.overview).first()
    return contents.digest if before is None else before.folder


def _send(place: Place, folder: str, contents: Contents) -> int:
    """Put what does not lie there yet and return how many files that were."""
    ready = place.ready(folder, contents.files)
    sent = 0
    for one in contents.sourced:
        if one.file.name not in ready:
            place.put(folder, one.file, one.source)
            sent += 1
        reach(TargetStep.SENT)
    place.finish(folder, contents.files)
    reach(TargetStep.WHOLE)
    return sent


def _leading(delivery: Delivery, contents: Contents) -> Leading:
    release = delivery.release
    return Leading(
        folder=delivery.folder,
        number=release.number,
        digest=release.digest,
        overview=contents.digest,
        delivery=delivery.pk,
    )


@contextmanager
def _mine(delivery: Delivery, held: Held) -> Iterator[Delivery]:
    """Give the row in a transaction, while it is ours to do; raise LostLeaseError or _ReplacedError."""
    with transaction.atomic():
        held.check(held.clock())
        mine = Delivery.objects.select_for_update(of=("self",)).select_related("release").get(pk=delivery.pk)
        if not mine.is_open:
            raise _ReplacedError
        yield mine
