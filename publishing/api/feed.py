"""The Atom feed (RFC 4287): one entry per release and per notice, newest first.

Ids are UUIDs made of the number, so that an entry keeps its id wherever the feed is served.
"""

from datetime import UTC, datetime, time
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed

from publishing.api.addresses import FEED, RELEASES, release_address
from publishing.api.notices import TITLES, holding
from publishing.store.catalogue import Catalogue, CatalogueNotice, CatalogueRelease

_NAME = "Wegwijzer Mentaal Kapitaal"
_START = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed without entries


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Return when the newest entry was made: a feed without news is the same bytes every day."""
        return max((item["updateddate"] for item in self.items), default=_START)


def atom_feed(catalogue: Catalogue, now: datetime) -> bytes:
    """Return the feed of ``catalogue`` at ``now``: notices are listed while they hold."""
    feed = _Feed(
        title=f"{_NAME}: uitgaven en mededelingen",
        link=RELEASES,
        description="",
        language="nl",
        author_name=_NAME,
        feed_url=FEED,
        feed_guid=_id("feed"),
    )
    entries = [_of_release(one) for one in catalogue.releases] + [_of_notice(one) for one in holding(catalogue, now)]
    for entry in sorted(entries, key=lambda one: (one["updateddate"], one["unique_id"]), reverse=True):
        feed.add_item(**entry)
    return feed.writeString("utf-8").encode()


def _of_release(release: CatalogueRelease) -> dict[str, Any]:
    told = f"Uitgave {release.number}, met {release.reference_date:%d-%m-%Y} als ijkdatum."
    if release.status == "withdrawn":
        told += " Deze uitgave is ingetrokken."
    return {
        "title": f"Uitgave {release.number}",
        "link": release_address(release.number),
        "description": told,
        "unique_id": _id(f"uitgave/{release.number}"),
        "pubdate": release.published_at.astimezone(UTC),
        "updateddate": release.published_at.astimezone(UTC),
    }


def _of_notice(notice: CatalogueNotice) -> dict[str, Any]:
    begun = datetime.combine(notice.starts_on, time(), UTC)
    about = f" over uitgave {notice.release}" if notice.release else ""
    about += f" over {notice.kind} {notice.id}" if notice.kind else ""
    return {
        "title": f"{TITLES[notice.sort].capitalize()}{about}",
        "link": f"{release_address(notice.release)}/mededelingen",
        "description": escape(notice.text),  # the summary of an entry is HTML
        "unique_id": _id(f"mededeling/{notice.number}"),
        "pubdate": begun,
        "updateddate": begun,
    }


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"wegwijzer:{name}").urn
