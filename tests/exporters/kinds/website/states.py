"""Anything that a school can fill in, as hypothesis makes it."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

# What a JSON file can hold: any character but half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
IDS = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}\Z") | st.sampled_from(
    ["constructor", "tostring", "schoolklimaat"]
)
DAYS = st.sampled_from(["", "2026-11-26", "2024-02-29"])
NUMBERS = st.sampled_from(["", "2025.1", "2026.12"])


def _id(one: Mapping[str, Any]) -> str:
    return str(one["id"])


def by_ids(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(IDS, values, max_size=4)


MARKS = st.fixed_dictionaries(
    {},
    optional={kind: by_ids(st.tuples(TEXTS, TEXTS).map(list)) for kind in ("domein", "aanbeveling", "interventie")},
)
PERSPECTIVES = st.lists(
    st.fixed_dictionaries({"id": IDS, "naam": TEXTS, "scores": by_ids(st.integers(1, 10))}),
    max_size=4,
    unique_by=_id,
)
PLANNED = st.fixed_dictionaries(
    {
        "soort": st.sampled_from(["aanbeveling", "interventie", "eigen"]),
        "id": IDS,
        "bij": IDS | st.just(""),
        "domein": IDS | st.just(""),
        "titel": TEXTS,
        "wie": TEXTS,
        "wanneer": TEXTS,
        "meten": TEXTS,
    }
)
TRAJECTS = st.fixed_dictionaries(
    {
        "id": IDS,
        "naam": TEXTS,
        "begonnen": DAYS,
        "uitgave": NUMBERS,
        "bekend": MARKS,
        "perspectieven": PERSPECTIVES,
        "notities": by_ids(TEXTS),
        "gekozen": by_ids(st.sampled_from(["verbeteren", "versterken"])),
        "vragen": by_ids(by_ids(st.sampled_from(["ja", "nee", "onzeker"]))),
        "plan": st.lists(PLANNED, max_size=4),
        "terugblik": TEXTS,
    }
)
STATES = st.fixed_dictionaries(
    {
        "formaat": st.just("wegwijzer-trajecten"),
        "versie": st.just(1),
        "huidig": IDS | st.just(""),
        "trajecten": st.lists(TRAJECTS, max_size=3, unique_by=_id),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | IDS, inner, max_size=4),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path to everything within ``value``."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(found for key in keys for found in places(value[key], (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return ``value`` with ``new`` at ``path``."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy
