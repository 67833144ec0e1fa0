"""Each address in the content, and what the last visit to it found."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from cms.links.models.visited_host import VisitedHost
from cms.links.status import LinkStatus

# One failure can be a passing fault: the second in a row is a finding.
FAILURES_FOR_A_FINDING = 2
_FINDING = Q(status__in=[LinkStatus.GONE, LinkStatus.MOVED, LinkStatus.REFUSED]) | Q(
    status=LinkStatus.UNREACHABLE, failures__gte=FAILURES_FOR_A_FINDING
)
_URGENCY = (
    LinkStatus.GONE,
    LinkStatus.UNREACHABLE,
    LinkStatus.REFUSED,
    LinkStatus.MOVED,
    LinkStatus.UNVISITED,
    LinkStatus.OK,
)


def key_of(url: str) -> str:
    """Return by what an address of any length is unique."""
    return sha256(url.encode()).hexdigest()


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    """Checked addresses."""

    def due(self, *, at: datetime) -> Self:
        """Those to visit, longest not visited first."""
        return self.filter(due_at__lte=at).order_by(F("checked_at").asc(nulls_first=True), "pk")

    def findings(self) -> Self:
        """Those that ask something of an editor."""
        return self.filter(_FINDING)

    def most_urgent_first(self) -> Self:
        """What asks for work on top; within that, the newest change first."""
        places = [When(status=status, then=Value(place)) for place, status in enumerate(_URGENCY)]
        urgency = Case(*places, output_field=models.IntegerField())
        return self.order_by(Case(When(_FINDING, then=0), default=1), urgency, F("since").desc(nulls_last=True), "url")


class CheckedLink(models.Model):
    """A checked address (link), without its fragment. ``since`` is when the present status was first found."""

    key = models.CharField("sleutel", max_length=64, unique=True, editable=False)
    url = models.TextField("webadres")
    host = models.ForeignKey(VisitedHost, on_delete=models.CASCADE, related_name="links", verbose_name="site")
    status = models.CharField("status", max_length=20, choices=LinkStatus, default=LinkStatus.UNVISITED)
    http_status = models.PositiveSmallIntegerField("HTTP-code", null=True)
    moved_to = models.TextField("stuurt door naar", blank=True)
    message = models.TextField("toelichting", blank=True)
    etag = models.CharField("ETag", max_length=255, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=64, blank=True)
    checked_at = models.DateTimeField("laatst bezocht", null=True)
    since = models.DateTimeField("sinds", null=True)
    failures = models.PositiveIntegerField("keer achter elkaar niet bereikt", default=0)
    due_at = models.DateTimeField("weer bezoeken vanaf", db_index=True)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link"
        verbose_name_plural = "links"
        default_permissions = ("view",)
        permissions: ClassVar = [("check_checkedlink", "Mag de links laten controleren")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=LinkStatus.values), name="checkedlink_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=LinkStatus.UNVISITED) | Q(checked_at__isnull=False, since__isnull=False),
                name="checkedlink_found_on_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=LinkStatus.MOVED) | ~Q(moved_to=""), name="checkedlink_moved_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_finding(self) -> bool:
        """Tell whether this asks something of an editor."""
        if self.status == LinkStatus.UNREACHABLE:
            return self.failures >= FAILURES_FOR_A_FINDING
        return self.status in (LinkStatus.GONE, LinkStatus.MOVED, LinkStatus.REFUSED)

    def next_visit(self, *, at: datetime) -> datetime:
        """Return when to come back by ourselves: a failure is looked at again the next day."""
        return at + (timedelta(days=1) if self.status == LinkStatus.UNREACHABLE else timedelta(days=7))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the address with the key that it is unique by."""
        self.key = key_of(self.url)
        super().save(*args, **kwargs)
