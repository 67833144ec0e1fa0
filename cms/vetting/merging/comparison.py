"""Two interventions beside each other, and what a merge would do: what an editor looks at before saying yes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.text import capfirst

from cms.content.models import Intervention
from cms.vetting.merging.fingerprint import fingerprint
from cms.vetting.merging.links import Row, links_both
from cms.vetting.merging.pages import Linked, recommendations_linking
from cms.vetting.models import Observation
from cms.vetting.released import released_id
from cms.vetting.timeline import summary

FIELDS = (
    "name",
    "owner",
    "age_from",
    "age_to",
    "sectors",
    "themes",
    "methods",
    "prevention_level",
    "pillars",
    "regions",
    "url",
    "summary",
)


@dataclass(frozen=True)
class Line:
    """One thing of both, in words."""

    label: str
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        return self.kept != self.gone


@dataclass(frozen=True)
class SharedPage:
    """A recommendation that links both, with the texts of each: one, or another one in its open draft."""

    uid: UUID
    title: str
    kept: list[str]
    gone: list[str]


@dataclass(frozen=True)
class Comparison:
    """Everything on the screen. ``moving`` names the recommendations that link the gone one."""

    kept: Intervention
    gone: Intervention
    lines: list[Line]
    asked: list[SharedPage]
    moving: list[str]
    observations: int
    kept_id: str
    gone_id: str
    seen: str


def compare_interventions(*, kept: Intervention, gone: Intervention, day: date) -> Comparison:
    """Return both as their latest drafts have them, with what counts on ``day``."""
    linking = recommendations_linking(kept.pk, gone.pk)
    return Comparison(
        kept=kept,
        gone=gone,
        lines=[*_field_lines(kept, gone), *_other_lines(kept, gone, linking, day)],
        asked=[shared for linked in linking if (shared := _shared(linked, kept, gone)) is not None],
        moving=[linked.page.title for linked in linking if _links(linked, gone)],
        observations=Observation.objects.filter(intervention=gone).count(),
        kept_id=released_id(kept.uid),
        gone_id=released_id(gone.uid),
        seen=fingerprint(kept, gone),
    )


def _field_lines(kept: Intervention, gone: Intervention) -> list[Line]:
    one, other = kept.get_latest_revision_as_object(), gone.get_latest_revision_as_object()
    labels = {field.name: capfirst(str(field.verbose_name)) for field in Intervention._meta.fields}
    lines = [Line(labels[name], _in_words(one, name), _in_words(other, name)) for name in FIELDS]
    return [line for line in lines if line.kept or line.gone]


def _in_words(item: Intervention, name: str) -> str:
    shown = getattr(item, f"get_{name}_display", None)
    value: Any = shown() if shown else getattr(item, name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return "" if value is None else strip_tags(str(value)).strip()


def _other_lines(kept: Intervention, gone: Intervention, linking: list[Linked], day: date) -> list[Line]:
    def line(label: str, words: Any) -> Line:
        return Line(label, words(kept), words(gone))

    return [
        line("Erkend, vandaag", lambda item: _recognised(item, day)),
        line("Records in registers", _records),
        line("Aanbevelingen", lambda item: "; ".join(one.page.title for one in linking if _links(one, item))),
        line("Staat", _state),
        line("Publiek kenmerk", lambda item: released_id(item.uid) or "nog nooit uitgegeven"),
    ]


def _recognised(item: Intervention, day: date) -> str:
    return summary(Observation.objects.standing().filter(intervention=item), day) or "geen erkenning bekend"


def _records(item: Intervention) -> str:
    held = Observation.objects.standing().filter(intervention=item).order_by("register", "record")
    return ", ".join(dict.fromkeys(f"{event.get_register_display()} {event.record}" for event in held))


def _state(item: Intervention) -> str:
    if not item.live:
        return "concept"
    return "klaar, met nieuwer concept" if item.has_unpublished_changes else "klaar"


def _links(linked: Linked, item: Intervention) -> bool:
    return any(row["intervention"] == item.pk for row in [*linked.live, *(linked.draft or [])])


def _shared(linked: Linked, kept: Intervention, gone: Intervention) -> SharedPage | None:
    both = [rows for rows in (linked.draft or [], linked.live) if links_both(rows, kept=kept.pk, gone=gone.pk)]
    if not both:
        return None
    return SharedPage(linked.page.uid, linked.page.title, _texts(both, kept), _texts(both, gone))


def _texts(versions: list[list[Row]], item: Intervention) -> list[str]:
    texts = (strip_tags(row["tailored_text"]) for rows in versions for row in rows if row["intervention"] == item.pk)
    return list(dict.fromkeys(texts))
