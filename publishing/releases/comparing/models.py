"""Comparisons that were computed, so that nobody computes them again."""

from django.db import models


class ComparisonRecord(models.Model):
    """What changed between two releases (vergelijking), by the digests of both. Only ever added.

    Two digests and the version of what compared them say all: nothing of it can go out of date. It holds titles, levels
    and names of fields, and no texts, which are read from the documents.
    """

    pair = models.CharField(
        "paar",
        max_length=140,
        primary_key=True,
        help_text="Versie van het vergelijken, vingerafdruk van de oude uitgave (of '-') en die van de nieuwe.",
    )
    body = models.BinaryField("vergelijking", help_text="JSON, ingepakt met zlib.")

    class Meta:
        verbose_name = "vergelijking"
        verbose_name_plural = "vergelijkingen"

    def __str__(self) -> str:
        return self.pair
