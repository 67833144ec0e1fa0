"""What was exported."""

from django.db import models

from publishing.releases.models import Release


class Artifact(models.Model):
    """An artefact (exportbestand): one kind, of one release, by one version of its exporter. Only ever added.

    ``edition`` is how many of the release's documents had been erased when it was made; the file of an older edition is
    taken away.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="artifacts", verbose_name="uitgave")
    kind = models.CharField("soort", max_length=30)
    exporter_version = models.PositiveIntegerField("versie van de exporter")
    filename = models.CharField("bestandsnaam", max_length=255)
    media_type = models.CharField("mediatype", max_length=100)
    edition = models.PositiveIntegerField("gewiste documenten", default=0)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("grootte in bytes")
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "exportbestand"
        verbose_name_plural = "exportbestanden"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind", "exporter_version", "edition"], name="artifact_one_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.filename
