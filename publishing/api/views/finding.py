"""From what stands in a release to an answer: the header fields differ between a pinned tree and ``actueel``."""

from collections.abc import Iterator
from dataclasses import dataclass

from publishing.api.addresses import address_within
from publishing.api.answer import Answer, link
from publishing.api.caching import PINNED, from_catalogue
from publishing.api.opened import OpenedRelease


@dataclass(frozen=True, kw_only=True)
class Found:
    """A representation within a release. ``path`` and ``query`` are its address there, ``next_query`` that of the
    next page; ``is_fixed`` says that its bytes never change; ``had_predecessor`` that the release before held it;
    ``item`` is the kind and id of an item.
    """

    path: str
    digest: str
    body: bytes | Iterator[bytes]
    size: int
    query: str = ""
    next_query: str = ""
    is_fixed: bool = True
    had_predecessor: bool = True
    item: tuple[str, str] | None = None

    def answer(self, opened: OpenedRelease) -> Answer:
        """Return the answer under the tree that was asked."""
        pinned = address_within(opened.release.number, self.path)
        is_pinned = opened.asked is not None
        links: tuple[str, ...] = ()
        if is_pinned:
            links = opened.versions(self.path, predecessor=self.had_predecessor)
        if self.next_query:  # always pinned: a reader who turns pages stays within one release
            links += (link(f"{pinned}?{self.next_query}", "next"),)
        links += (opened.status(self.item),)
        return Answer(
            digest=self.digest,
            body=self.body,
            size=self.size,
            cache_control=PINNED if is_pinned and self.is_fixed else from_catalogue(opened.catalogue, opened.now),
            content_location="" if is_pinned else pinned + (f"?{self.query}" if self.query else ""),
            links=links,
        )
