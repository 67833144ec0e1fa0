"""What is told of releases and items: a list that changes while what it tells of does not."""

import re

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api import clock
from publishing.api.answer import Answer, respond
from publishing.api.caching import from_catalogue
from publishing.api.library import library
from publishing.api.notices import about_item, holding, within_release
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease
from publishing.api.problems import shown
from publishing.api.query import Parameter
from publishing.api.shapes import notice_list
from publishing.api.views.base import InReleaseView, PublicView
from publishing.api.views.finding import Found
from publishing.documents.base import PUBLIC_ID
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.registry import BY_COLLECTION, COLLECTIONS, SINGLES
from publishing.store.catalogue import CatalogueNotice

Address = tuple[str, str]  # kind and public id
_COLLECTION, _SINGLE = ("|".join(kind.collection for kind in kinds) for kinds in (COLLECTIONS, SINGLES))
_PATTERN = f"^(({_COLLECTION})/{PUBLIC_ID}|{_SINGLE})$"
_LONGEST = 200


def _read_item(text: str) -> Address:
    if len(text) > _LONGEST or not re.fullmatch(_PATTERN, text):
        expected = "Verwacht een adres binnen een uitgave, zoals interventies/rustig-leren"
        raise ValueError(f"{expected}, niet ‘{shown(text)}’.")
    collection, _, name = text.partition("/")
    kind = BY_COLLECTION[collection]
    return kind.name, name or kind.name


ITEM = Parameter(
    "onderdeel",
    "Alleen de mededelingen over dit item: de collectie en het kenmerk, zoals in het adres van het item.",
    _read_item,
    {"type": "string", "pattern": _PATTERN, "maxLength": _LONGEST, "example": "interventies/rustig-leren"},
)


def _of_item(notices: list[CatalogueNotice], item: Address | None) -> list[CatalogueNotice]:
    return notices if item is None else about_item(notices, *item)


class NoticesView(PublicView):
    """Every notice that holds today."""

    parameters = (ITEM,)

    def get(self, request: Request) -> HttpResponseBase:
        catalogue, now = library().catalogue(), clock.now()
        if catalogue.current is not None:
            self.headers["Content-Release"] = catalogue.current
        body = canonical_bytes(notice_list(_of_item(holding(catalogue, now), self.values.get("onderdeel"))))
        keep = from_catalogue(catalogue, now)
        return respond(request._request, Answer(digest=digest(body), body=body, size=len(body), cache_control=keep))

    def operation(self) -> Operation:
        return Operation(
            id="leesMededelingen",
            summary="Alle mededelingen die vandaag gelden, de nieuwste eerst",
            description="Een mededeling zegt iets over een uitgave, over een item, of over een item in één uitgave, "
            "zonder dat er een byte van verandert. Zij geldt van de eerste tot en met de laatste dag, in Nederlandse "
            "tijd. Een ingetrokken uitgave blijft antwoorden; hier staat waarom zij is ingetrokken.",
            tag="Mededelingen",
            schema=schema_named("Mededelingen"),
            parameters=self.parameters,
            headers=("Content-Release",),
        )


class ReleaseNoticesView(InReleaseView):
    """Those that a reader of one release is to know. Read from the catalogue, so it may change."""

    parameters = (ITEM,)

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        notices = within_release(opened.notices, opened.release.number)
        body = canonical_bytes(notice_list(_of_item(notices, self.values.get("onderdeel"))))
        return Found(path="mededelingen", digest=digest(body), body=body, size=len(body), is_fixed=False)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="Mededelingen",
            summary="De mededelingen bij de uitgave, de nieuwste eerst",
            description="Wat vandaag geldt voor de uitgave zelf, voor items in deze uitgave, en voor items in elke "
            "uitgave. Elk antwoord binnen de uitgave wijst hiernaar met de header Link met rel=status.",
            schema=schema_named("Mededelingen"),
            parameters=self.parameters,
        )
