"""Reads the demo content: the state of one year, as plain data. The overlay rules stand in content/README.md."""

import tomllib
from pathlib import Path
from typing import Any

Item = dict[str, Any]
FIRST_YEAR = 2025
_FOLDER = Path(__file__).with_name("content")
_FILES = ("texts", "steps", "selection_questions", "definitions", "references", "interventions", "practice_examples")
_NAMED_BY_NUMBER = ("steps", "selection_questions")


class Year:
    """All content of one year: per file a dictionary of items by key, the domains by number, in reading order."""

    def __init__(self, items: dict[str, dict[Any, Item]], domains: dict[int, Item]) -> None:
        self.items = items
        self.domains = domains


def read_year(year: int) -> Year:
    """Return the content of ``year``: that of the year before, with this year's overlay."""
    folder = _FOLDER / str(year)
    base = Year({name: {} for name in _FILES}, {}) if year == FIRST_YEAR else read_year(year - 1)
    for name in _FILES:
        for item in _read(folder / f"{name}.toml").get(name, []):
            _overlay(base.items[name], item["number" if name in _NAMED_BY_NUMBER else "key"], item)
    for path in sorted(folder.glob("domains/*.toml")):
        _overlay_domain(base.domains, _read(path))
    for item in read_retired(year):
        _retire(base, item)
    return base


def read_retired(year: int) -> list[Item]:
    """Return what ended in ``year``, each with its reason."""
    retired: list[Item] = _read(_FOLDER / str(year) / "retired.toml").get("retired", [])
    return retired


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _overlay(items: dict[Any, Item], key: Any, item: Item) -> None:
    held = items.setdefault(key, {})
    observations = [*held.get("observations", []), *item.get("observations", [])]
    held.update(item)
    if observations:
        held["observations"] = observations


def _overlay_domain(domains: dict[int, Item], overlay: Item) -> None:
    recommendations = overlay.pop("recommendations", [])
    domain = domains.setdefault(overlay["number"], {"recommendations": {}})
    domain.update(overlay)
    for item in recommendations:
        key, moved, after = item["key"], item.pop("moved", False), item.pop("after", None)
        home = next((one for one in domains.values() if key in one["recommendations"]), domain)
        if moved:
            item = home["recommendations"].pop(key)
        is_placed = not moved and key in home["recommendations"]
        if is_placed or (after is None and not moved):
            _overlay(home["recommendations"], key, item)
        else:
            domain["recommendations"] = _inserted(domain["recommendations"], item, after)


def _inserted(items: dict[str, Item], item: Item, after: str | None) -> dict[str, Item]:
    """Return ``items`` with ``item`` behind ``after``, or in front of all."""
    keys = list(items)
    place = 0 if after is None else keys.index(after) + 1
    keys.insert(place, item["key"])
    return {key: item if key == item["key"] else items[key] for key in keys}


def _retire(year: Year, item: Item) -> None:
    if item["kind"] == "recommendation":
        for domain in year.domains.values():
            domain["recommendations"].pop(item["key"], None)
    else:
        del year.items[f"{item['kind']}s"][item["key"]]
