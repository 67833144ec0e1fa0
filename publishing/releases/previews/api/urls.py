"""Addresses of the API over a candidate: those within a release, pinned and current, each behind the door."""

from collections.abc import Iterator

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, re_path

from publishing.api.urls import release_tree
from publishing.releases.previews.api.door import behind_the_door, nothing_there


def _behind_the_door(tree: Iterator[URLPattern]) -> Iterator[URLPattern]:
    for one in tree:
        if "/exports" in str(one.pattern):
            continue  # which files go out is known once a candidate is made ready to
        yield URLPattern(one.pattern, behind_the_door(one.callback))


urlpatterns = [
    *_behind_the_door(release_tree("uitgaven/<str:nummer>", current=False)),
    *_behind_the_door(release_tree("actueel", current=True)),
    re_path("", behind_the_door(non_atomic_requests(nothing_there))),
]
