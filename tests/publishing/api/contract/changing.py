"""A description of an API, changed in one place."""

import copy
from typing import Any

Description = dict[str, Any]


def changed(described: Description, place: str, value: Any = None) -> Description:
    """Return a copy of ``described`` with another ``value`` at ``place``, or without that place.

    The names in ``place`` have ``>`` between them. In a list an item is found by its number, its name, the end of what
    it refers to, or itself; ``+`` is a new one at the end.
    """
    result = copy.deepcopy(described)
    *above, last = place.split(">")
    inside: Any = result
    for name in above:
        inside = inside[_key(inside, name)]
    if value is None:
        del inside[_key(inside, last)]
    elif last == "+":
        inside.append(value)
    else:
        inside[_key(inside, last)] = value
    return result


def _key(inside: Any, name: str) -> Any:
    if not isinstance(inside, list):
        return name
    found = [number for number, item in enumerate(inside) if name in _names(item)]
    return found[0] if found else int(name)


def _names(item: Any) -> tuple[Any, ...]:
    if isinstance(item, dict):
        return item.get("name"), str(item.get("$ref", "")).rpartition("/")[2]
    return (item,)
