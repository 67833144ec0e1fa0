"""The fast path: published representations that were asked for before are answered before the framework.

It keeps what the slow path answered, so it has no opinion of its own: what it does not hold, or holds for another
catalogue, another day or another coding, goes on to the framework. Answers to questions (addresses with a query) lie on
a small shelf of their own, so that a stranger's questions push out nothing but each other.
"""

import threading
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest

from publishing.api import clock
from publishing.api.answer import is_known
from publishing.api.codings import LONGEST_REMEMBERED, accepted_coding
from publishing.api.library import public_library
from publishing.api.negotiation import accepts
from publishing.api.notices import seconds_to_midnight
from publishing.api.unavailable import UnavailableError
from publishing.api.version import BASE_PATH
from publishing.store.catalogue import Catalogue

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

LIMIT = 64 << 20  # bytes of bodies and headers that are kept
QUESTIONS_LIMIT = 16 << 20  # and of answers to questions
_LARGEST = 4 << 20  # bytes of one answer
_NOT_ON_304 = frozenset({"Content-Type", "Content-Length", "Content-Encoding", "Repr-Digest"})
_PINNED = f"{BASE_PATH}/uitgaven/"


class Kept(NamedTuple):
    """An answer of the slow path, ready to be sent again."""

    headers: Headers
    headers_of_304: Headers
    body: list[bytes]
    etag: str
    media_type: str
    size: int


class Shelf:
    """Answers by address and coding, for one catalogue; the oldest go first when there is no more room."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], Kept] = {}
        self._size = 0
        self._catalogue: Catalogue | None = None
        self._until = float("-inf")  # another day begins then, and with it perhaps a notice

    def is_for(self, catalogue: Catalogue) -> bool:
        """Say whether what lies here was made of ``catalogue``, on this day."""
        return catalogue is self._catalogue and time.monotonic() < self._until

    def begin(self, catalogue: Catalogue) -> None:
        """Throw away what another catalogue, or another day, may answer otherwise."""
        with self._lock:
            if self.is_for(catalogue):
                return
            stays = catalogue is not self._catalogue and _same_for_pinned(catalogue, self._catalogue)
            stays = stays and time.monotonic() < self._until
            self._kept = {key: one for key, one in self._kept.items() if stays and key[0].startswith(_PINNED)}
            self._size = sum(one.size for one in self._kept.values())
            self._catalogue = catalogue
            self._until = time.monotonic() + seconds_to_midnight(clock.now())

    def get(self, address: str, coding: str) -> Kept | None:
        """Return what is kept."""
        return self._kept.get((address, coding))

    @property
    def until(self) -> float:
        """When the day ends for which this is kept, on the clock that only counts on."""
        return self._until

    def put(self, place: "Place", answer: Kept) -> None:
        """Keep ``answer``, unless the catalogue or the day that it was made on is no longer the one."""
        address, coding = place.address, place.coding
        with self._lock:
            if place.catalogue is not self._catalogue or place.until != self._until:
                return
            if answer.size > min(_LARGEST, self._limit):
                return
            held = self._kept.pop((address, coding), None)
            self._size += answer.size - (held.size if held else 0)
            self._kept[address, coding] = answer
            while self._size > self._limit:
                self._size -= self._kept.pop(next(iter(self._kept))).size

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._size


def _same_for_pinned(new: Catalogue, old: Catalogue | None) -> bool:
    """Say whether nothing is told of releases in ``new`` that ``old`` did not tell: a release more changes none."""
    if old is None or new.notices != old.notices or new.redactions != old.redactions:
        return False
    return all(new.release(one.number) == one for one in old.releases)


class Place(NamedTuple):
    """Where an answer is to be kept, and of which catalogue and which day it is."""

    shelf: Shelf
    address: str
    coding: str
    catalogue: Catalogue
    until: float


class Edge:
    """A WSGI application before that of the framework."""

    def __init__(self, slow: Application, shelf: Shelf | None = None, questions: Shelf | None = None) -> None:
        self._slow = slow
        self._shelf = shelf or Shelf()
        self._questions = questions or Shelf(QUESTIONS_LIMIT)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        address: str = environ.get("PATH_INFO", "")
        method, query = environ["REQUEST_METHOD"], environ.get("QUERY_STRING")
        if method not in ("GET", "HEAD") or not address.startswith(BASE_PATH):
            return self._slow(environ, start_response)
        shelf = self._shelf
        if query:
            shelf, address = self._questions, f"{address}?{query}"
        try:
            catalogue = public_library().recent_catalogue()
        except UnavailableError:
            return self._slow(environ, start_response)
        if not shelf.is_for(catalogue):
            shelf.begin(catalogue)
        coding = accepted_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        kept = shelf.get(address, coding)
        if kept is None:
            return self._asked(environ, start_response, Place(shelf, address, coding, catalogue, shelf.until))
        if not _accepts(environ.get("HTTP_ACCEPT", ""), kept.media_type):
            return self._slow(environ, start_response)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and is_known(known, kept.etag):
            start_response("304 Not Modified", list(kept.headers_of_304))
            return ()
        start_response("200 OK", list(kept.headers))
        return kept.body if method == "GET" else ()

    def _asked(self, environ: dict[str, Any], start_response: StartResponse, place: Place) -> Iterable[bytes]:
        """Let the slow path answer, and keep what it says."""
        said: list[Any] = []

        def listen(status: str, headers: Headers, *more: Any) -> Any:
            said.extend((status, headers))
            return start_response(status, headers, *more)

        answer = self._slow(environ, listen)
        if environ["REQUEST_METHOD"] == "GET" and said[0] == "200 OK" and not getattr(answer, "streaming", True):
            kept = _kept(said[1], b"".join(answer))
            if kept is not None:
                place.shelf.put(place, kept)
        return answer


def _kept(headers: Headers, body: bytes) -> Kept | None:
    """Return an answer to keep, None for one that says that it may not be kept."""
    fields = dict(headers)
    if "ETag" not in fields or not fields.get("Cache-Control", "").startswith("public"):
        return None
    return Kept(
        headers=list(headers),
        headers_of_304=[(name, value) for name, value in headers if name not in _NOT_ON_304],
        body=[body],
        etag=fields["ETag"],
        media_type=fields["Content-Type"].partition(";")[0],
        size=len(body) + 2 * sum(len(name) + len(value) for name, value in headers),
    )


def _accepts(header: str, media_type: str) -> bool:
    return (_remembered if len(header) <= LONGEST_REMEMBERED else _allows)(header, media_type)


def _allows(header: str, media_type: str) -> bool:
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = header
    return accepts(request, media_type)


_remembered = lru_cache(maxsize=512)(_allows)
