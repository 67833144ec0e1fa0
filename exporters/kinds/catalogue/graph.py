"""A small RDF graph: nodes with names, in an order of their own. Without blank nodes every form of it is the same."""

import re
from dataclasses import dataclass
from urllib.parse import quote

# What an IRI may not hold (RFC 3987 2.2, as Turtle 6.5 has it).
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`]')
PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Iri:
    """A reference, percent-encoded where it has to be."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _NOT_IN_IRIS.sub(lambda found: quote(found[0]), self.text))


@dataclass(frozen=True)
class Literal:
    """A value: text in a ``language``, or of a ``datatype`` such as ``xsd:date``."""

    text: str
    language: str = ""
    datatype: str = ""


def dutch(text: str) -> Literal:
    """Return text for people."""
    return Literal(text, language="nl")


Value = Iri | Literal


@dataclass(frozen=True)
class Node:
    """A thing: its name, its types, and what is said of it as (predicate, values)."""

    iri: Iri
    types: tuple[str, ...]
    said: tuple[tuple[str, tuple[Value, ...]], ...]


def node(iri: Iri, *types: str, **said: Value | list[Value]) -> Node:
    """Return a node; ``dct_title`` stands for ``dct:title``."""
    pairs = ((name.replace("_", ":", 1), one) for name, one in said.items())
    return Node(iri, types, tuple((name, tuple(one) if isinstance(one, list) else (one,)) for name, one in pairs))
