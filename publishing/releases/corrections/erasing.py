"""What corrections keep of a document that a redaction erases."""

from django.db.models import Q

from publishing.documents.naming import ERASED
from publishing.releases.corrections.models import CorrectionChange
from publishing.releases.models import DocumentBody


def erase_changes(digest: str) -> None:
    """Empty every copy of the document, its title, and the drafts made of it that no release ever held.

    A draft that was frozen is a document of its own, which can be erased by itself; of the others nobody could ask it.
    """
    touched = CorrectionChange.objects.filter(Q(digest=digest) | Q(base_digest=digest))
    frozen = DocumentBody.objects.filter(digest__in=touched.values("digest")).exclude(digest=digest)
    touched.update(title=ERASED)
    touched.exclude(digest__in=frozen.values("digest")).update(body=b"")
