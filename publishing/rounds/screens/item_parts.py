"""An item in the parts that are reviewed: each as it is now, how it differs from the base, and who looked at it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from publishing.documents.difference import Differences
from publishing.freezing.compared import FieldDifference, compare_documents, compare_html
from publishing.rounds.models import Review
from publishing.rounds.one_item import WholeItem
from publishing.rounds.parts import Part, rest_of, texts_of
from publishing.rounds.states import Seen, VerdictStands, counting_reviews
from publishing.rounds.worklist import situation_of

_TEXT = "Toelichting bij de aanbeveling"


@dataclass(frozen=True, kw_only=True)
class TailoredText:
    """A text tailored to an intervention. ``html`` is None when the intervention left the recommendation."""

    pair: UUID
    name: str
    html: str | None
    is_new: bool
    difference: FieldDifference | None
    is_open: bool
    review: Review | None


def rest_differences(whole: WholeItem, differences: Differences) -> list[FieldDifference]:
    """Return how the item itself differs from the base, its tailored texts left out."""
    if whole.document is None or whole.base is None:
        return []
    old, new = (rest_of(one, interventions=whole.interventions) for one in (whole.base, whole.document))
    return compare_documents(old, new, names=whole.names, differences=differences)


def tailored_texts(
    whole: WholeItem, reviews: Mapping[Part, Review], differences: Differences
) -> Iterator[TailoredText]:
    """Yield each tailored text in the order of the recommendation, and after them those that left it."""
    if whole.document is None:
        return
    now = _joined(texts_of(whole.document, interventions=whole.interventions))
    then = _joined(texts_of(whole.base, interventions=whole.interventions)) if whole.base else {}
    public_ids = {uid: public_id for public_id, uid in whole.interventions.items()}
    for pair in [*now, *(pair for pair in then if pair not in now)]:
        old, new = then.get(pair), now.get(pair)
        is_new = old is None and whole.base is not None
        name = public_ids[pair]
        yield TailoredText(
            pair=pair,
            name=whole.names.get(name, name),
            html=new,
            is_new=is_new,
            difference=None if old is None else compare_html(_TEXT, old, new or "", differences),
            is_open=pair in whole.row.open_parts,
            review=reviews.get(pair),
        )


def counting(whole: WholeItem, made: Iterable[Review]) -> dict[Part, Review]:
    """Return the newest review of each part that counts for how it is now: none of a closed round."""
    by_seen = {
        Seen(one.pair, one.digest, one.reviewer_id, one.at, one.outcome): one
        for one in sorted(made, key=lambda review: review.pk)
    }
    situation = situation_of(
        whole.item,
        whole.row.current,
        verdict=VerdictStands.NOT_NEEDED,
        reviews=list(by_seen),
        changes=list(whole.row.changes),
    )
    return {part: by_seen[seen] for part, seen in counting_reviews(situation).items()}


def _joined(texts: Mapping[UUID, list[str]]) -> dict[UUID, str]:
    return {pair: "".join(held) for pair, held in texts.items()}
