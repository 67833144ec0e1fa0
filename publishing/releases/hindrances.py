"""What keeps a candidate from going out as it is, whoever approves it: there, nobody's approval is asked."""

from collections.abc import Iterator

from publishing.releases.corrections.gate import correction_reasons
from publishing.releases.models import Publication, Release
from publishing.releases.redactions.lost import lost_before_it_went_out
from publishing.rounds.models import Round


def hindrances(release: Release) -> Iterator[str]:
    """Yield, in Dutch, what holds the candidate ``release`` back beside its findings. It does not grow with it."""
    last = Publication.objects.select_related("published_by").order_by("pk").last()
    if release.predecessor_id != (last and last.release_id):
        by = last and last.published_by
        yield f"Na het bevriezen is uitgave {last} gepubliceerd door {by}. Bevries {release.number} opnieuw."
    yield from lost_before_it_went_out(release)
    freeze = release.newest_freeze
    yield from correction_reasons(freeze)
    opened = Round.objects.open().filter(year=freeze.round_year or 0)
    for round in opened:
        stands = "intussen heropend" if round.reopenings.exists() else "nog open"
        yield f"{round} is {stands}. Sluit haar en bevries opnieuw."
