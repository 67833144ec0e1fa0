"""A store in a bucket of S3, or of a service that speaks it with conditional writes and SHA-256 checksums.

Endpoint, region and credentials come from the usual AWS_* variables. Rules:

- Every write is one PUT with the SHA-256 that S3 checks before it shows anything: an object is whole or not there.
- Every write is conditional. ``add`` writes where nothing is (If-None-Match: *), ``replace`` in place of the version
  that was compared (If-Match), so of two writers one is told.
- A write whose answer was lost is asked again and then refused by its own success: what lies there decides.
"""

import base64
import io
import logging
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from publishing.store.base import ConflictError, MissingError, StoreError, UnreachableError, checked
from publishing.store.files import sha256_of
from publishing.store.local_copies import LocalCopies
from publishing.store.s3_errors import in_words, lost_a_race
from publishing.store.s3_stream import Answer, ObjectStream

logging.getLogger("botocore").setLevel(logging.WARNING)  # its lower levels tell of credentials and signatures

ATTEMPTS = 5  # botocore waits longer before each, some seconds in all
ROUNDS = 3  # of writing and looking, when others write and remove at the same instant


def s3_client() -> Any:
    """Return this process's client, safe to share between threads; raise StoreError when AWS_* make none."""
    return _client_of(os.getpid())  # a forked worker must not share the connections of its parent


@lru_cache(maxsize=1)
def _client_of(_process: int) -> Any:
    # A service beside AWS seldom answers to bucket.host.
    own_endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    config = Config(
        connect_timeout=5,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        s3={"addressing_style": "path" if own_endpoint else "auto"},
    )
    try:
        return boto3.session.Session().client("s3", config=config)
    except (BotoCoreError, ValueError) as error:
        raise StoreError(
            f"Met de variabelen AWS_* kan geen verbinding worden gemaakt ({type(error).__name__}). Controleer "
            "AWS_ENDPOINT_URL, AWS_DEFAULT_REGION en AWS_PROFILE."
        ) from error


class S3Store:
    """Objects of ``bucket`` whose names start with ``prefix``; ``copies`` is a folder for files that need a path."""

    fresh_for = 0.5

    def __init__(self, client: Any, *, bucket: str, prefix: str, copies: Path) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._copies = LocalCopies(copies)

    def read(self, key: str) -> bytes:
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(self._stream(key), 1 << 20))

    def exists(self, key: str) -> bool:
        try:
            self._head(key)
        except MissingError:
            return False
        return True

    def size(self, key: str) -> int:
        return int(self._head(key)["ContentLength"])

    def keys(self, prefix: str) -> Iterator[str]:
        yield from (one["Key"].removeprefix(self._prefix) for one in self._listed(prefix))

    def size_below(self, prefix: str) -> int:
        return sum(one["Size"] for one in self._listed(prefix))

    def _listed(self, prefix: str) -> Iterator[Any]:
        pages = self._client.get_paginator("list_objects_v2")
        with self._in_words(prefix):
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix + prefix):
                yield from page.get("Contents", ())

    def add(self, key: str, source: Path) -> None:
        with source.open("rb") as stream:
            sha256 = sha256_of(stream)
            for _ in range(ROUNDS):
                stream.seek(0)
                if self._put(key, stream, sha256=sha256, IfNoneMatch="*"):
                    return
                held = self._sha256(key)
                if held == sha256:
                    return  # added before, by another, or by us when the answer got lost
                if held is not None:
                    raise ConflictError(f"In de opslag staan onder {key} al andere bytes.")
        raise UnreachableError(f"Anderen schrijven en verwijderen {key} steeds tegelijk. Probeer het later opnieuw.")

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        current, etag = self._version(key)
        if current == expected:
            condition = {"IfNoneMatch": "*"} if etag is None else {"IfMatch": etag}
            sha256 = sha256_of(io.BytesIO(data))
            if self._put(key, io.BytesIO(data), sha256=sha256, **condition):
                return
            current, _ = self._version(key)
            if current == data:
                return  # ours, and the answer got lost; or another's, and the same
        raise ConflictError(f"In de opslag is {key} intussen door iemand anders vervangen.")

    def remove(self, key: str) -> None:
        self._head(key)
        with self._in_words(key):
            self._client.delete_object(**self._object(key))

    def local_file(self, key: str) -> Path:
        sha256 = self._sha256(key)
        if sha256 is None:
            raise MissingError(key)
        held = self._copies.held(sha256)
        if held is not None:
            return held
        with self.open(key) as stream:
            return self._copies.keep(sha256, stream)

    def left_behind(self, before: datetime) -> Iterator[Path]:
        return self._copies.left_behind(before)

    def _in_words(self, key: str) -> AbstractContextManager[None]:
        return in_words(bucket=self._bucket, name=self._prefix + key, key=key)

    def _object(self, key: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + checked(key)}

    def _head(self, key: str) -> dict[str, Any]:
        with self._in_words(key):
            answer: dict[str, Any] = self._client.head_object(**self._object(key), ChecksumMode="ENABLED")
            return answer

    def _stream(self, key: str) -> ObjectStream:
        def ask(start: int, etag: str | None) -> Answer:
            rest = {"Range": f"bytes={start}-", "IfMatch": etag} if etag else {}
            answer = self._client.get_object(**self._object(key), **rest)
            return Answer(answer["Body"], answer["ETag"])

        return ObjectStream(ask, lambda: self._in_words(key))

    def _version(self, key: str) -> tuple[bytes | None, str | None]:
        """Return the bytes and the entity tag of what is there now, or None twice."""
        try:
            with self._stream(key) as stream:
                return stream.readall(), stream.etag
        except MissingError:
            return None, None

    def _sha256(self, key: str) -> str | None:
        """Return what the object hashes to: as S3 checked it, or where it did not (a restored copy), as it reads."""
        try:
            stated = self._head(key).get("ChecksumSHA256", "-")
            if "-" not in stated:  # 'hash-of-parts-7' is not that of the whole
                return base64.b64decode(stated).hex()
            with self.open(key) as stream:
                return sha256_of(stream)
        except MissingError:
            return None

    def _put(self, key: str, body: BinaryIO, *, sha256: str, **condition: str) -> bool:
        """Write the object, checked by S3; return whether the condition held."""
        stated = base64.b64encode(bytes.fromhex(sha256)).decode()
        checks = {"ChecksumAlgorithm": "SHA256", "ChecksumSHA256": stated}
        with self._in_words(key):
            try:
                answer = self._client.put_object(**self._object(key), Body=body, **checks, **condition)
            except ClientError as error:
                if lost_a_race(error):
                    return False
                raise
        if answer.get("ChecksumSHA256") != stated and self._sha256(key) != sha256:
            raise StoreError(f"Onder {key} staat iets anders dan er is verstuurd. Kan de opslag SHA-256 controleren?")
        return True
