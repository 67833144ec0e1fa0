"""What a reader says of an item goes to the thread of that item in the round."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from publishing.releases.identities import known_ids
from publishing.releases.models import Release
from publishing.releases.previews.errors import PreviewError, TooOftenError
from publishing.releases.previews.models import Access, Reader, Said
from publishing.rounds.models import Comment, RoundItem
from publishing.rounds.working import comment_as_reader

LONGEST_TEXT = 2000  # signs
_WINDOW, _BY_READER = timedelta(minutes=10), 20
_DAY, _BY_LINK = timedelta(days=1), 500


@transaction.atomic
def say(*, reader: Reader, item: RoundItem, text: str, at: datetime) -> Comment:
    """Add to the thread of ``item``; raise PreviewError or TooOftenError, and RoundError when the round is closed."""
    if len(text) > LONGEST_TEXT:
        raise PreviewError(
            f"Je opmerking heeft {len(text)} tekens en mag er {LONGEST_TEXT} hebben. Maak hem korter of splits hem."
        )
    Access.objects.select_for_update().get(pk=reader.access_id)  # of two at once, the second one is counted too
    said = Said.objects.filter(reader__access=reader.access_id)
    if said.filter(reader=reader, comment__at__gt=at - _WINDOW).count() >= _BY_READER:
        raise TooOftenError("Je maakte veel opmerkingen achter elkaar. Wacht tien minuten en plaats deze dan.")
    if said.filter(comment__at__gt=at - _DAY).count() >= _BY_LINK:
        raise TooOftenError("Bij deze link zijn vandaag te veel opmerkingen gemaakt. Probeer het morgen weer.")
    comment = comment_as_reader(item=item, text=text.replace("\0", ""), name=reader.name, at=at)
    Said.objects.create(reader=reader, comment=comment)
    return comment


def said_by(reader: Reader, item: RoundItem) -> Sequence[Comment]:
    """Return what this reader said of ``item``, oldest first: nobody else's words are for them."""
    return list(Comment.objects.filter(said__reader=reader, item=item).order_by("pk"))


def item_in_round(release: Release, kind: str, public_id: str) -> RoundItem | None:
    """Return the item of the round that the candidate was made of, as long as people can still say something of it."""
    freeze = release.latest_freeze
    if freeze.round_year is None:
        return None
    uids = [uid for uid, known in known_ids(freeze.new_ids).get(kind, {}).items() if known == public_id]
    items = RoundItem.objects.filter(round__year=freeze.round_year, round__closed_at=None, kind=kind, uid__in=uids)
    return items.order_by("-pk").first()
