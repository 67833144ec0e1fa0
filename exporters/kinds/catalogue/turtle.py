"""Writes a graph as Turtle (W3C RDF 1.1 Turtle)."""

import re
from collections.abc import Iterator, Sequence

from exporters.kinds.catalogue.graph import PREFIXES, Iri, Node, Value

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\x00-\x1f\x7f\\"]')


def as_turtle(nodes: Sequence[Node]) -> bytes:
    """Return the graph, its nodes in the order given."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return (prefixes + "".join(f"\n{_node(one)}" for one in nodes)).encode()


def _node(node: Node) -> str:
    return f"{_iri(node.iri)}\n    " + " ;\n    ".join(_statements(node)) + " .\n"


def _statements(node: Node) -> Iterator[str]:
    yield f"a {', '.join(node.types)}"
    for name, values in node.said:
        yield f"{name} {', '.join(_value(one) for one in values)}"


def _iri(iri: Iri) -> str:
    return f"<{iri.text}>"


def _value(value: Value) -> str:
    if isinstance(value, Iri):
        return _iri(value)
    text = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), value.text)
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"' + (f"^^{value.datatype}" if value.datatype else "")
