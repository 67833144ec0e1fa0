"""The bytes of every document that any release or candidate holds, once each."""

from typing import Any

from django.db import models


class DocumentBody(models.Model):
    """One document, named by its digest. Written once; erased only by a redaction."""

    digest = models.CharField("vingerafdruk", max_length=64, primary_key=True)
    body = models.BinaryField("document")

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"

    def __str__(self) -> str:
        return self.digest


def known_digests(digests: list[str]) -> set[str]:
    """Return those of ``digests`` whose bytes are here. Ask a few hundred at a time."""
    rows: Any = DocumentBody.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return set(rows)
