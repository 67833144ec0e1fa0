"""Everything that a workbook is compared with, at one moment."""

from collections import Counter, defaultdict
from functools import cached_property

from wagtail.models import Page

from cms.content.models import DomainPage
from cms.sources.identity import name_key
from cms.sources.workbook.columns import ITEM_SHEETS, RECOMMENDATIONS, ItemSheet, LinkSheet
from cms.sources.workbook.forms import Within
from cms.sources.workbook.held import Held, HeldLink, held_items, held_links


class Workshop:
    """The latest draft of every item, read once."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Held]] = {
            sheet.target: {held.uid: held for held in held_items(sheet)} for sheet in ITEM_SHEETS
        }
        self._named: defaultdict[tuple[str, str], list[Held]] = defaultdict(list)
        for target, items in self.items.items():
            for held in items.values():
                self._named[target, name_key(held.name)].append(held)

    def named(self, sheet: ItemSheet, name: str) -> list[Held]:
        """Return the items whose name is the same but for capitals, accents and punctuation."""
        return self._named.get((sheet.target, name_key(name)), [])

    def links(self, sheet: LinkSheet) -> list[HeldLink]:
        """Return every link of one sheet, in reading order."""
        others = self.items[sheet.other.target].values()
        return list(held_links(sheet, self.items[RECOMMENDATIONS.target].values(), others))

    @cached_property
    def within(self) -> Within:
        """What a cell may refer to."""
        return within_now()


def within_now() -> Within:
    """Return the pages and domains that there are."""
    numbers = Counter(DomainPage.objects.values_list("number", flat=True))
    return Within(frozenset(Page.objects.values_list("pk", flat=True)), dict(numbers))
