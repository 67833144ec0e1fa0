"""Two manifests beside each other: what came, changed, went and moved. Pure functions."""

from bisect import bisect_left

from publishing.documents.manifest import Entry, Manifest
from publishing.releases.changes import Address, Pair


def address_of(entry: Entry) -> Address:
    """Return what names an item within a release."""
    return (entry.kind, entry.id)


def differing_pairs(before: Manifest, after: Manifest) -> list[Pair]:
    """Return what differs, in the order of ``after``; what is only in ``before`` comes last, in its order."""
    held = {address_of(entry): entry for entry in before.documents}
    now = {address_of(entry) for entry in after.documents}
    pairs = [Pair(old=held.get(address_of(entry)), new=entry) for entry in after.documents]
    return [
        *(pair for pair in pairs if pair.old is None or pair.old.digest != pair.entry.digest),
        *(Pair(old=entry, new=None) for address, entry in held.items() if address not in now),
    ]


def moved_entries(before: Manifest, after: Manifest, *, elsewhere: set[Address]) -> list[Entry]:
    """Return the entries of ``after`` that moved: those that stand ``elsewhere`` (in another domain), and of the others
    the fewest whose move explains the new order, which is all but a longest rising run of old places.

    The same items moved when the releases are compared the other way around.
    """
    now = {address_of(entry) for entry in after.documents}
    held = {address_of(entry) for entry in before.documents}
    old, new = (
        [address for entry in documents if (address := address_of(entry)) in both and address not in elsewhere]
        for documents, both in ((before.documents, now), (after.documents, held))
    )
    first, second = sorted((old, new))  # of several smallest sets the one that does not depend on who came first
    places = {address: place for place, address in enumerate(first)}
    staying = {second[index] for index in _longest_rising([places[address] for address in second])}
    return [entry for entry in after.documents if address_of(entry) in held and address_of(entry) not in staying]


def _longest_rising(values: list[int]) -> set[int]:
    """Return the indexes of a longest strictly rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []  # the smallest last value of a run of each length
    ends: list[int] = []  # the index of that value
    before: list[int] = []  # for each index, the one before it in its run
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    run: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        run.add(index)
        index = before[index]
    return run
