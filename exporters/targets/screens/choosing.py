"""Which releases may be delivered to a target, as a person chooses among them."""

from exporters.targets.models import Target
from publishing.releases.channels import live_channel
from publishing.releases.models import Release
from publishing.releases.standing import standing_of


def choices_for(target: Target) -> list[tuple[str, str]]:
    """Return digest and label of each release that may go to ``target``: what is live first, then the newest."""
    live = live_channel().current
    first = [] if live is None else [live]
    if target.follows_live:
        return [_choice(one) for one in first]
    others = [*Release.objects.candidates().order_by("-pk"), *Release.objects.published().order_by("-pk")]
    return [_choice(one) for one in [*first, *(one for one in others if live is None or one.pk != live.pk)]]


def _choice(release: Release) -> tuple[str, str]:
    return release.digest, f"{release.number} ({standing_of(release).label})"
