"""Which folders on a target have outlived their use."""

from exporters.targets.base import Place
from exporters.targets.models import Delivery
from publishing.releases.models import Release
from publishing.releases.redactions.holding import editions_of


def outlived_folders(delivery: Delivery, place: Place) -> list[str]:
    """Return the folders that may go once ``delivery`` is read: all but its own and the last few that were delivered.

    What holds something that was erased since goes however new it is, and so does what was never finished.
    """
    lying = list(place.folders())  # before what may stay: a folder that is begun meanwhile is not among them
    before = Delivery.objects.at_its_address(delivery.target).delivered()
    editions = editions_of(Release.objects.filter(pk__in=before.values("release")))
    kept: list[str] = []
    for folder, release, edition in before.values_list("folder", "release", "edition"):
        if edition == editions.get(release, 0) and folder not in (delivery.folder, *kept):
            kept.append(folder)
    stays = {delivery.folder, *kept[: delivery.target.kept]}
    return [folder for folder in lying if folder not in stays]
