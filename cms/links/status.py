"""What a visit can find."""

from django.db.models import TextChoices


class LinkStatus(TextChoices):
    """What the last visit to an address found."""

    UNVISITED = "niet-bezocht", "Nog niet bezocht"
    OK = "in-orde", "In orde"
    MOVED = "verhuisd", "Verhuisd"
    GONE = "verdwenen", "Verdwenen"
    UNREACHABLE = "niet-bereikbaar", "Niet bereikbaar"
    REFUSED = "geweigerd", "Geweigerd"
