"""What is noted so that a page and a monitor need not find it out: when schedules ran, how large the store is."""

from typing import ClassVar

from django.db import models


class ScheduledRun(models.Model):
    """The last time that a task of the schedule ran (planning). One row per task."""

    task = models.CharField("taak", max_length=100, primary_key=True)
    since = models.DateTimeField("voor het eerst op")
    ended_at = models.DateTimeField("klaar op")
    outcome = models.CharField("uitkomst", max_length=20)

    class Meta:
        verbose_name = "geplande taak"
        verbose_name_plural = "geplande taken"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.task


class StoreSize(models.Model):
    """How large the release store was (omvang van de opslag). One row per day, the newest look of that day."""

    day = models.DateField("dag", primary_key=True)
    at = models.DateTimeField("gemeten op")
    size = models.PositiveBigIntegerField("bytes")

    class Meta:
        verbose_name = "omvang van de opslag"
        verbose_name_plural = "omvang van de opslag"
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.size} bytes op {self.day}"
