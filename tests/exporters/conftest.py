from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from exporters.base import ExportedFile, ExportError
from exporters.registry import EXPORTERS
from exporters.work import work_of
from publishing.attempts.works import WORKS
from publishing.store.pack_reader import Pack


@dataclass
class Card:
    """A kind that exists in tests only. ``broken`` is what it says instead of making anything."""

    kind: str = "kaart"
    title: str = "Kaart"
    version: int = 1
    required: bool = False
    broken: str = ""
    made: int = 0

    def describe(self, pack: Pack) -> ExportedFile:
        return ExportedFile(filename=f"kaart-{pack.meta['number']}.txt", media_type="text/plain")

    def write(self, pack: Pack, target: Path) -> None:
        if self.broken:
            raise ExportError(self.broken)
        self.made += 1
        target.write_text(f"{pack.meta['digest']} {self.version}")


AddCard = Callable[..., Card]


@pytest.fixture
def add_card(monkeypatch: pytest.MonkeyPatch) -> AddCard:
    """Return what puts a card among the kinds."""

    def add(*, required: bool = False, broken: str = "") -> Card:
        card = Card(required=required, broken=broken)
        monkeypatch.setitem(EXPORTERS, card.kind, card)
        monkeypatch.setitem(WORKS, work_of(card).kind, work_of(card))
        return card

    return add
