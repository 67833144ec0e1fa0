"""``s3``: objects in a bucket of S3, or of a service that speaks it (publishing/store/s3.py says what it must keep).

    <prefix>/actueel.json                 where readers begin: which folder, and the SHA-256 of its overview
    <prefix>/uitgaven/<folder>/<name>     one PUT each, with the SHA-256 that S3 checks before it shows anything

Endpoint, region and credentials come from AWS_*, as for the release store; a screen never asks for them.
"""

import base64
import io
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from botocore.exceptions import ClientError

from exporters.targets.base import FOLDERS, OVERVIEW, Leading, PlacedFile, Pointer, TargetError
from publishing.documents.canonical import canonical_bytes
from publishing.store.base import MissingError
from publishing.store.files import sha256_of
from publishing.store.s3_errors import in_words, lost_a_race

POINTER = "actueel.json"
_PAGE = 1000  # objects in one request to delete


class S3Place:
    """Objects of ``bucket`` whose names start with ``prefix``."""

    def __init__(self, client: Any, *, bucket: str, prefix: str) -> None:
        self._client, self._bucket = client, bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def pointer(self) -> Pointer | None:
        try:
            with self._in_words(POINTER):
                answer = self._client.get_object(**self._object(POINTER))
                data, version = answer["Body"].read(), str(answer["ETag"])
        except MissingError:
            return None
        try:
            folder = str(msgspec.json.decode(data)["map"]).rpartition("/")[2]
        except (msgspec.DecodeError, KeyError, TypeError):
            folder = ""
        return Pointer(folder=folder, version=version)

    def lying(self, folder: str) -> dict[str, str]:
        return {name: self._sha256(f"{FOLDERS}/{folder}/{name}") for name in self._names(f"{FOLDERS}/{folder}/")}

    def ready(self, folder: str, files: Sequence[PlacedFile]) -> Collection[str]:
        wanted = {one.name: one.sha256 for one in files}
        return {name for name, sha256 in self.lying(folder).items() if wanted.get(name) == sha256}

    def put(self, folder: str, file: PlacedFile, source: Path) -> None:
        with source.open("rb") as stream:
            self._put(f"{FOLDERS}/{folder}/{file.name}", stream, sha256=file.sha256, media_type=file.media_type)

    def finish(self, folder: str, files: Sequence[PlacedFile]) -> None:
        wanted, lying = {one.name for one in files}, set(self._names(f"{FOLDERS}/{folder}/"))
        self._delete([f"{FOLDERS}/{folder}/{name}" for name in sorted(lying - wanted)])
        if missing := sorted(wanted - lying):
            raise TargetError(
                f"In de bucket {self._bucket} ontbreekt ‘{missing[0]}’, dat wij net zagen. Probeer opnieuw."
            )

    def switch(self, to: Leading, *, expected: Pointer | None) -> None:
        data = canonical_bytes(
            {
                "uitgave": to.number,
                "vingerafdruk": to.digest,
                "map": f"{FOLDERS}/{to.folder}",
                "overzicht": f"{FOLDERS}/{to.folder}/{OVERVIEW}",
                "overzichtSha256": to.overview,
                "aflevering": to.delivery,
            }
        )
        sha256 = sha256_of(io.BytesIO(data))
        condition = {"IfNoneMatch": "*"} if expected is None else {"IfMatch": expected.version}
        try:
            # A reader asks for the pointer anew each time.
            self._put(
                POINTER,
                io.BytesIO(data),
                sha256=sha256,
                media_type="application/json",
                CacheControl="no-cache",
                **condition,
            )
        except ClientError as error:  # lost a race, which an answer that got lost can be too
            if self._sha256(POINTER) != sha256:
                raise TargetError(
                    f"Iemand anders zette {POINTER} in de bucket {self._bucket} intussen om. Lever opnieuw af."
                ) from error

    def folders(self) -> Iterable[str]:
        return sorted({name.partition("/")[0] for name in self._names(f"{FOLDERS}/")})

    def remove(self, folder: str) -> None:
        led = self.pointer()
        if led is not None and led.folder == folder:
            raise TargetError(f"De map {folder} wordt gelezen en kan niet worden weggehaald.")
        self._delete([f"{FOLDERS}/{folder}/{name}" for name in self._names(f"{FOLDERS}/{folder}/")])

    def _object(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + name}

    def _in_words(self, name: str) -> AbstractContextManager[None]:
        return in_words(bucket=self._bucket, name=self._prefix + name, key=name, mend="het adres van het doel")

    def _names(self, below: str) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2")
        prefix = self._prefix + below
        with self._in_words(below):
            found = pages.paginate(Bucket=self._bucket, Prefix=prefix)
            return [one["Key"].removeprefix(prefix) for page in found for one in page.get("Contents", ())]

    def _sha256(self, name: str) -> str:
        """Return what the object hashes to: as S3 checked it, or where it did not, as it reads; '' when it is gone."""
        try:
            with self._in_words(name):
                stated = self._client.head_object(**self._object(name), ChecksumMode="ENABLED").get("ChecksumSHA256")
                if stated and "-" not in stated:  # 'hash-of-parts-7' is not that of the whole
                    return base64.b64decode(stated).hex()
                return sha256_of(self._client.get_object(**self._object(name))["Body"])
        except MissingError:
            return ""

    def _put(self, name: str, body: BinaryIO, *, sha256: str, media_type: str, **more: str) -> None:
        """Write the object; raise ClientError only when the condition did not hold."""
        stated = base64.b64encode(bytes.fromhex(sha256)).decode()
        checks = {"ChecksumAlgorithm": "SHA256", "ChecksumSHA256": stated, "ContentType": media_type}
        lost: ClientError | None = None
        with self._in_words(name):
            try:
                answer = self._client.put_object(**self._object(name), Body=body, **checks, **more)
            except ClientError as error:
                if not lost_a_race(error):
                    raise
                lost = error
        if lost is not None:
            raise lost
        if answer.get("ChecksumSHA256") != stated and self._sha256(name) != sha256:
            raise TargetError(f"In de bucket {self._bucket} staat onder {name} iets anders dan wij stuurden.")

    def _delete(self, names: list[str]) -> None:
        for start in range(0, len(names), _PAGE):
            keys = [{"Key": self._prefix + name} for name in names[start : start + _PAGE]]
            with self._in_words(names[start]):
                answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            for one in answer.get("Errors", ()):
                raise TargetError(f"{one['Key']} kan niet weg uit de bucket {self._bucket} ({one.get('Code')}).")
