"""The bytes of openapi.json: made once per process, the same in every process with the same settings."""

from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from publishing.documents.canonical import canonical_bytes


@lru_cache(maxsize=1)
def openapi_bytes() -> bytes:
    """Return openapi.json as canonical JSON."""
    generator: Any = SchemaGenerator  # without types
    return canonical_bytes(generator(urlconf="publishing.api.urls").get_schema(request=None, public=True))
