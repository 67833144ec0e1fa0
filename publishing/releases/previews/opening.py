"""From a token to a candidate, or to why not. Asked anew for each request, so what is revoked closes at once."""

from datetime import datetime

from django.db.models import F

from publishing.api.addresses import address_within
from publishing.releases.models import Publication, Release
from publishing.releases.previews.errors import DeniedError, PastError
from publishing.releases.previews.models import Access, Reader, Use
from publishing.releases.previews.tokens import digest_of


def open_access(*, token: str, kind: Access.Kind, at: datetime) -> Access:
    """Return the access that ``token`` is for; raise DeniedError, or PastError when its candidate is none any more."""
    held = Access.objects.select_related("release", "revocation").defer("release__manifest")
    access = held.filter(token_digest=digest_of(token), kind=kind).first()
    return _checked(access, at)


def open_reader(*, cookie: str, at: datetime) -> Reader:
    """Return who reads with ``cookie``; raise what ``open_access`` raises for the link by which they came in."""
    held = Reader.objects.select_related("access__release", "access__revocation").defer("access__release__manifest")
    reader = held.filter(cookie_digest=digest_of(cookie)).first()
    _checked(None if reader is None else reader.access, at)
    if reader is None:
        raise DeniedError
    return reader


def note_use(access: Access, *, at: datetime) -> None:
    """Count one use."""
    Use.objects.filter(access=access).update(count=F("count") + 1, last_at=at)


def _checked(access: Access | None, at: datetime) -> Access:
    if access is None or not access.is_open(at):
        raise DeniedError
    refuse_past(access.release)
    return access


def refuse_past(release: Release) -> None:
    """Raise PastError when ``release`` is published, or when another one took its place."""
    number = release.number
    publication = Publication.objects.select_related("release").defer("release__manifest").filter(number=number).first()
    address = address_within(number, "")
    if publication is not None and publication.release_id == release.pk:
        raise PastError(
            f"Uitgave {number} is gepubliceerd. Zij staat nu voor iedereen op {address}.", {"adres": address}
        )
    if publication is not None:
        instead: Release | None = publication.release
        told = f"Van {number} is een andere kandidaat gepubliceerd. Die staat voor iedereen op {address}."
        where: dict[str, object] = {"adres": address}
    else:
        instead, where = Release.objects.candidate(number), {}
        told = (
            f"Deze kandidaat van {number} is vervangen door een nieuwere. Vraag daar een nieuwe sleutel of link voor."
        )
    if instead is not None and instead.pk != release.pk:
        raise PastError(told, {"vervangenDoor": {"nummer": number, "vingerafdruk": instead.digest}, **where})
