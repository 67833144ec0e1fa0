"""Writes a graph as JSON-LD. The context stands in the file: who reads it needs no network."""

import json
from collections.abc import Sequence
from typing import Any

from exporters.kinds.catalogue.graph import PREFIXES, Iri, Node, Value


def as_json_ld(nodes: Sequence[Node]) -> bytes:
    """Return the graph, its nodes in the order given."""
    told = {"@context": PREFIXES, "@graph": [_node(one) for one in nodes]}
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _node(node: Node) -> dict[str, Any]:
    said = {name: _one_or_many([_value(one) for one in values]) for name, values in node.said}
    return {"@id": node.iri.text, "@type": _one_or_many(list(node.types)), **said}


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _value(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.text}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, **({"@type": value.datatype} if value.datatype else {})}
