"""What changed from one release to another, and whether a copy is current."""

import re
from urllib.parse import urlencode

import msgspec
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api import clock
from publishing.api.addresses import DELTAS, address_within
from publishing.api.answer import Answer, link, respond
from publishing.api.caching import PINNED, from_catalogue
from publishing.api.library import library
from publishing.api.openapi.operation import Operation, schema_named
from publishing.api.opened import OpenedRelease, open_release
from publishing.api.problems import BadParametersError, InvalidParameter, NotFoundError, ProblemError, shown
from publishing.api.query import Parameter, listed
from publishing.api.shapes import STATUS, Currency
from publishing.api.unavailable import UnavailableError
from publishing.api.views.base import PublicView
from publishing.documents.base import RELEASE_NUMBER
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.delta import Delta, ReleaseName, changed_items, ended_items, head_of
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.documents.registry import KINDS

_MOST_KINDS = 20
_NUMBER = re.compile(RELEASE_NUMBER)
_NUMBER_SCHEMA = {"type": "string", "pattern": f"^{RELEASE_NUMBER}$", "example": "2026.1"}


def _number(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return text
    raise ValueError(f"Verwacht een uitgavenummer, zoals 2026.1, niet ‘{shown(text)}’.")


def _kinds(text: str) -> frozenset[str]:
    asked = text.split(",")
    if unknown := sorted(set(asked) - KINDS.keys()):
        raise ValueError(f"Onbekende soort: ‘{shown(unknown[0])}’. Bekend: {', '.join(KINDS)}.")
    if len(asked) > _MOST_KINDS:
        raise ValueError(f"Verwacht hoogstens {_MOST_KINDS} soorten, en het zijn er {len(asked)}.")
    return frozenset(asked)


def _digest(text: str) -> str:
    if re.fullmatch(r"[0-9a-f]{64}", text):
        return text
    raise ValueError(f"Verwacht een SHA-256 van 64 kleine hexadecimale tekens, niet ‘{shown(text)}’.")


SOURCE = Parameter("van", "De uitgave die u hebt.", _number, _NUMBER_SCHEMA, is_required=True)
TARGET = Parameter(
    "naar", "Een bestaande uitgave, die u wilt hebben. Zonder deze parameter de actuele.", _number, _NUMBER_SCHEMA
)
KIND = Parameter(
    "soort",
    "Alleen items van deze soorten, met komma’s ertussen. Wat verviel, staat er altijd allemaal bij.",
    _kinds,
    listed({"type": "string", "enum": list(KINDS)}, most=_MOST_KINDS),
)
DIGEST = Parameter(
    "vingerafdruk",
    "De vingerafdruk van de uitgave die u hebt.",
    _digest,
    {"type": "string", "pattern": "^[0-9a-f]{64}$", "example": 64 * "0"},
    is_required=True,
)


class DeltaView(PublicView):
    """What a copy of one release needs to become another."""

    parameters = (SOURCE, TARGET, KIND)

    def get(self, request: Request) -> HttpResponseBase:
        target = self._target()
        self.headers["Content-Release"] = target.release.number
        source = self._source(target)
        body = _delta(source, target, self.values.get("soort"))
        pinned = target.asked is not None
        query = urlencode(
            {"van": source.release.number, "naar": target.release.number}
            | ({"soort": ",".join(sorted(self.values["soort"]))} if "soort" in self.values else {})
        )
        answer = Answer(
            digest=digest(body),
            body=body,
            size=len(body),
            cache_control=PINNED if pinned else from_catalogue(target.catalogue, target.now),
            content_location="" if pinned else f"{DELTAS}?{query}",
            links=(link(address_within(target.release.number, "manifest"), "item"), target.status()),
        )
        return respond(request._request, answer)

    def _target(self) -> OpenedRelease:
        try:
            return open_release(self.values.get("naar"))
        except NotFoundError as error:
            if "naar" not in self.values:
                raise
            raise BadParametersError([InvalidParameter("naar", error.detail)]) from error

    def _source(self, target: OpenedRelease) -> OpenedRelease:
        number: str = self.values["van"]
        try:
            return open_release(number)
        except NotFoundError as error:
            bundle = address_within(target.release.number, "bundel")
            detail = (
                f"Uitgave {number} is hier niet bekend, dus wat er sindsdien veranderde ook niet. Haal alles: {bundle}"
            )
            raise ProblemError(410, detail, extra={"bundel": bundle}) from error

    def operation(self) -> Operation:
        return Operation(
            id="leesWijzigingen",
            summary="Wat er verandert van de ene uitgave naar de andere",
            description="Alles om van een kopie van `van` een kopie van `naar` te maken. Haal eruit wat in "
            "`vervallen` staat en elk item met `na`. Zet daarna de items op volgorde terug: met `na` achter het item "
            "dat daar staat, en zonder `na` op hun oude plaats. De inhoudslijst met die items heeft de vingerafdruk "
            "van `naar`. Is `van` niet bekend, dan volgt 410 met het adres van de bundel.",
            tag="Wijzigingen",
            schema=schema_named("Wijzigingen"),
            parameters=self.parameters,
            headers=("Content-Release", "Content-Location", "Link"),
            problems=(404, 410),
        )


def _delta(source: OpenedRelease, target: OpenedRelease, kinds: frozenset[str] | None) -> bytes:
    old, new = _manifest(source), _manifest(target)

    def body(entry: Entry) -> bytes | None:
        if target.erased(entry.kind, entry.id):
            return None
        found = target.pack.document(entry.kind, entry.id)
        return found.body if found else None

    delta = Delta(
        source=ReleaseName(number=source.release.number, digest=source.release.digest),
        target=ReleaseName(number=target.release.number, digest=target.release.digest),
        manifest=head_of(new),
        ended=ended_items(old, new),
        items=list(changed_items(old, new, body, kinds)),
    )
    return msgspec.json.encode(delta, order="sorted")


def _manifest(opened: OpenedRelease) -> Manifest:
    held = opened.pack.representation("inhoudslijst")
    if held is None:
        raise UnavailableError("De inhoudslijst kan nu niet worden gelezen. Probeer het later opnieuw.")
    return read_manifest(held.body)


class CurrencyView(PublicView):
    """Whether a copy is that of the current release."""

    parameters = (DIGEST,)

    def get(self, request: Request) -> HttpResponseBase:
        catalogue, asked = library().catalogue(), self.values["vingerafdruk"]
        current = open_release(None).release
        self.headers["Content-Release"] = current.number
        known = next((one for one in catalogue.releases if one.digest == asked), None)
        is_current = asked == current.digest
        answer = Currency(
            digest=asked,
            is_current=is_current,
            release=known.number if known else None,
            status=STATUS[known.status] if known else None,
            current=ReleaseName(number=current.number, digest=current.digest),
            delta=f"{DELTAS}?van={known.number}&naar={current.number}" if known and not is_current else None,
            bundle=address_within(current.number, "bundel"),
        )
        body, keep = canonical_bytes(answer), from_catalogue(catalogue, clock.now())
        return respond(request._request, Answer(digest=digest(body), body=body, size=len(body), cache_control=keep))

    def operation(self) -> Operation:
        return Operation(
            id="controleerKopie",
            summary="Of een kopie bij de tijd is",
            description="Zegt van welke uitgave de kopie met deze vingerafdruk is, welke uitgave nu geldt, en waar "
            "het verschil of de hele bundel te halen is.",
            tag="Wijzigingen",
            schema=schema_named("Controle"),
            parameters=self.parameters,
            headers=("Content-Release",),
            problems=(404,),
        )
