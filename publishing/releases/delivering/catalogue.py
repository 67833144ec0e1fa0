"""The catalogue as a receiver: the first that is told of a move, and what the world reads."""

from collections.abc import Iterable

from publishing.releases.delivering.receivers import Answer, DeliveryError, Receiver
from publishing.releases.models import CATALOGUE, OutboxEntry
from publishing.releases.outbox import bring_up_to_date
from publishing.store.base import StoreError
from publishing.store.catalogue import CatalogueError


class CatalogueReceiver(Receiver):
    """Writes the catalogue as the database describes it now, so an old entry never undoes a newer."""

    kind = CATALOGUE
    label = "catalogus"

    def destinations(self) -> Iterable[str]:
        return ("",)

    def deliver(self, entry: OutboxEntry) -> Answer:
        try:
            written = bring_up_to_date()
        except (StoreError, CatalogueError) as error:
            raise DeliveryError(str(error)) from error
        except OSError as error:
            raise DeliveryError(f"De opslag werkt niet mee: {error}") from error
        return Answer(words="geschreven" if written else "was al bij")
