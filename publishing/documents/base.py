"""What all published shapes share.

Python names are English, published names Dutch: ``title: str = named("titel")``. A field that holds its default is
left out of the bytes, so that a schema can grow without changing a document that does not use the new field.
"""

from typing import Annotated, Any

import msgspec

SCHEMA_VERSION = "1.1"  # rises with every change of a published shape; schemas only grow
UNKNOWN_ID = "onbekend"  # stands where a reference could not be resolved; no item ever gets it
INTERNAL_SCHEME = "wegwijzer"  # <a href="wegwijzer:aanbevelingen/rust-in-de-week">: an item of the same release

# As regular expressions of the whole, without their ends.
RELEASE_NUMBER = r"[0-9]{4}\.[1-9][0-9]{0,2}"
PUBLIC_ID = "[a-z0-9]+(-[a-z0-9]+)*"

Id = Annotated[str, msgspec.Meta(pattern=f"^{PUBLIC_ID}$", max_length=120, description="Vast kenmerk.")]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Plain = Annotated[str, msgspec.Meta(max_length=20_000, description="Tekst zonder opmaak.")]
Html = Annotated[
    str,
    msgspec.Meta(max_length=200_000, description="Veilige HTML: p, br, strong, em, h3, h4, ul, ol, li en a met href."),
]
Url = Annotated[str, msgspec.Meta(max_length=2_000)]
Number = Annotated[int, msgspec.Meta(ge=1, le=99)]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 van de RFC 8785-bytes.")]


def named(name: str, **kwargs: Any) -> Any:
    """Return a field that is published as ``name``."""
    return msgspec.field(name=name, **kwargs)


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A published object."""


class Document(Shape, frozen=True, kw_only=True, tag_field="soort"):
    """A published item: its ``soort`` (kind) and ``id`` address it within a release."""

    id: Id
