"""Addresses of the public API, to be mounted at ``api/v1/``. The last one catches every address that is none.

``publishing.api.openapi`` reads this module by name.
"""

from collections.abc import Iterator

from django.urls import URLPattern, path, re_path

from publishing.api.views.collections import CollectionView, DomainRecommendationsView
from publishing.api.views.delta import CurrencyView, DeltaView
from publishing.api.views.description import DescriptionView
from publishing.api.views.documentation import DocumentationView
from publishing.api.views.documents import DocumentView, SingleDocumentView
from publishing.api.views.exports import ExportsView, ExportView
from publishing.api.views.feed import FeedView
from publishing.api.views.notices import NoticesView, ReleaseNoticesView
from publishing.api.views.releases import BundleView, ManifestView, ReleaseListView, ReleaseView
from publishing.api.views.schemas import SchemaListView, SchemaView
from publishing.api.views.unknown import UnknownAddressView
from publishing.documents.registry import COLLECTIONS, SINGLES


def release_tree(root: str, *, current: bool) -> Iterator[URLPattern]:
    """Yield the addresses of a release under ``root``."""
    yield path(root, ReleaseView.as_view(current=current))
    yield path(f"{root}/manifest", ManifestView.as_view(current=current))
    yield path(f"{root}/bundel", BundleView.as_view(current=current))
    yield path(f"{root}/mededelingen", ReleaseNoticesView.as_view(current=current))
    yield path(f"{root}/domeinen/<str:id>/aanbevelingen", DomainRecommendationsView.as_view(current=current))
    yield path(f"{root}/exports", ExportsView.as_view(current=current))
    yield path(f"{root}/exports/<str:bestand>", ExportView.as_view(current=current))
    for kind in COLLECTIONS:
        collection = f"{root}/{kind.collection}"
        yield path(collection, CollectionView.as_view(current=current, kind=kind))
        yield path(f"{collection}/<str:id>", DocumentView.as_view(current=current, kind=kind))
    for kind in SINGLES:
        yield path(f"{root}/{kind.name}", SingleDocumentView.as_view(current=current, kind=kind))


urlpatterns = [
    path("documentatie", DocumentationView.as_view()),
    path("openapi.json", DescriptionView.as_view()),
    path("uitgaven", ReleaseListView.as_view()),
    path("mededelingen", NoticesView.as_view()),
    path("feed", FeedView.as_view()),
    path("wijzigingen", DeltaView.as_view()),
    path("controle", CurrencyView.as_view()),
    path("schemas", SchemaListView.as_view()),
    path("schemas/<str:soort>", SchemaView.as_view()),
    *release_tree("uitgaven/<str:nummer>", current=False),
    *release_tree("actueel", current=True),
    re_path("", UnknownAddressView.as_view()),  # everything else; named groups with flags would break reverse()
]
