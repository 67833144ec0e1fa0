"""Two versions of a schema side by side: what a sender may no longer send, and what a reader no longer finds."""

from collections.abc import Iterator
from typing import Any, NamedTuple

Described = dict[str, Any]
Schema = dict[str, Any]

_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
_AT_MOST = ("maximum", "maxLength", "maxItems", "exclusiveMaximum", "maxProperties")
_AT_LEAST = ("minimum", "minLength", "minItems", "exclusiveMinimum", "minProperties")
_EXACTLY = ("pattern", "format", "multipleOf")


class Schemas(NamedTuple):
    """The schemas of two descriptions."""

    old: Described
    new: Described

    def of_request(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """Yield what was accepted at ``place`` and no longer is."""
        held, now = _plain(self.old, old), _plain(self.new, new)
        gone = _no_longer(_types(held), _types(now))
        if "enum" in now:
            gone |= set(map(str, held.get("enum", ["anything"]))) - set(map(str, now["enum"]))
        if gone:
            yield f"{place}: no longer takes {_listed(gone)}"
        for field in _tighter(held, now):
            yield f"{place}: {field} is now {now[field]}"
        if "items" in now:
            yield from self.of_request(f"{place}[]", held.get("items", {}), now["items"])

    def of_answer(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """Yield what was promised at ``place`` and no longer is. A schema with a name is compared under that name."""
        if "$ref" in old and old["$ref"] == new.get("$ref"):
            return
        held, now = _plain(self.old, old), _plain(self.new, new)
        if (was := _types(held)) != (is_now := _types(now)):
            yield f"{place}: is {_listed(is_now)}, was {_listed(was)}"
        if "format" in held and held["format"] != now.get("format"):
            yield f"{place}: format is {now.get('format', 'gone')}, was {held['format']}"
        for name, field in held.get("properties", {}).items():
            here = f"{place}.{name}"
            if name not in now.get("properties", {}):
                yield f"{here}: is gone"
                continue
            if name in held.get("required", ()) and name not in now.get("required", ()):
                yield f"{here}: is no longer always there"
            yield from self.of_answer(here, field, now["properties"][name])
        if "items" in held:
            yield from self.of_answer(f"{place}[]", held["items"], now.get("items", {}))
        yield from self._forms(place, held, now)

    def _forms(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """Yield what is wrong with one of several forms; those with a name are compared by name."""
        now = {_name(form): form for form in _several(new)}
        for form in _several(old):
            if (name := _name(form)) not in now:
                yield f"{place}: {name} is gone"
            else:
                yield from self.of_answer(f"{place}({name})", form, now[name])


def _plain(described: Described, schema: Schema) -> Schema:
    """Follow references, and write ``anyOf [X, null]`` as X with one type more."""
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    forms = _several(schema)
    rest = [form for form in forms if form != {"type": "null"}]
    if len(rest) == 1 and len(forms) == 2:
        only = _plain(described, rest[0])
        return {**only, "type": sorted({*_types(only), "null"})}
    return schema


def _tighter(old: Schema, new: Schema) -> Iterator[str]:
    """Yield the limits of ``new`` that refuse what ``old`` let through; of a pattern only whether it is another one."""
    yield from (field for field in _AT_MOST if field in new and new[field] < old.get(field, float("inf")))
    yield from (field for field in _AT_LEAST if field in new and new[field] > old.get(field, float("-inf")))
    yield from (field for field in _EXACTLY if field in new and new[field] != old.get(field))


def _several(schema: Schema) -> list[Schema]:
    return [*schema.get("anyOf", ()), *schema.get("oneOf", ())]


def _name(form: Schema) -> str:
    return str(form["$ref"]).rpartition("/")[2] if "$ref" in form else _listed(_types(form))


def _types(schema: Schema) -> set[str]:
    """Return the JSON types that a schema allows, as far as it says so itself."""
    named = schema.get("type")
    if named is None:
        values = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
        return {_TYPES[type(value)] for value in values}
    return set(named) if isinstance(named, list) else {named}


def _no_longer(old: set[str], new: set[str]) -> set[str]:
    """Return the types of ``old`` that ``new`` refuses. No types are all types; a number may be an integer."""
    if not new:
        return set()
    return (old or {"anything"}) - new - ({"integer"} if "number" in new else set())


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "anything"
