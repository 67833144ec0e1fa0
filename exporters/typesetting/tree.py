"""Rich text as a typed tree. A template renders its nodes; no text in it is ever read as markup."""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, frozen=True, tag_field="t"):
    """A part of a text; ``t`` says which."""


class Run(Node, frozen=True, tag="run"):
    """Characters, as they are to be printed."""

    text: str


class Strong(Node, frozen=True, tag="strong"):
    """Words that weigh more."""

    inside: list[Inline]


class Emphasis(Node, frozen=True, tag="emph"):
    """Words that are stressed."""

    inside: list[Inline]


class Link(Node, frozen=True, tag="link"):
    """A link to ``to``; ``note`` is its address for who reads on paper, empty where the words say it already."""

    to: str
    note: str
    inside: list[Inline]


class Inner(Node, frozen=True, tag="inner"):
    """A reference to what is printed under the name ``to`` in the same book."""

    to: str
    inside: list[Inline]


class Break(Node, frozen=True, tag="break"):
    """The next line."""


class Paragraph(Node, frozen=True, tag="par"):
    """A paragraph."""

    inside: list[Inline]


class Heading(Node, frozen=True, tag="heading"):
    """A heading; ``level`` counts from the whole book, 1 is a chapter."""

    level: int
    inside: list[Inline]


class Listing(Node, frozen=True, tag="list"):
    """A list, numbered or not; an item holds blocks."""

    numbered: bool
    items: list[list[Block]]


Inline = Run | Strong | Emphasis | Link | Inner | Break
Block = Paragraph | Heading | Listing
