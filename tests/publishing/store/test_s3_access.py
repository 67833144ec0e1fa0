"""Addresses, rights and copies of the store in S3: what is wrong is said with what to do, and without secrets."""

import io
import logging
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from publishing.store.base import DeniedError, MissingError, Store, StoreError, UnreachableError
from publishing.store.opening import open_store
from publishing.store.s3 import s3_client
from tests.s3.fixtures import Bucket
from tests.s3.server import App, refuse

PACK = "public/packs/a.sqlite"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def store(bucket: Bucket, copies: Path) -> Store:
    return open_store(f"s3://{bucket.name}/wegwijzer", copies=copies)


@pytest.fixture
def pack(store: Store, bucket: Bucket, tmp_path: Path) -> Path:
    """Give the source of what lies under PACK."""
    path = tmp_path / "source"
    path.write_bytes(b"the pack" * 1000)
    store.add(PACK, path)
    bucket.server.forget()
    return path


@pytest.mark.parametrize(
    "address",
    [
        "s3://",
        "s3://b",
        "s3://Bucket/x",
        "s3://bucket/../x",
        "s3://bucket/a//b",
        "s3://bucket/a?region=x",
        "s3://bucket/a#b",
        "s3://key:hidden@bucket/a",
        "bucket/a",
        "https://key:hidden@host/a",
    ],
)
def test_an_address_that_is_no_bucket_with_a_folder_is_refused_without_repeating_a_secret(address: str) -> None:
    with pytest.raises(StoreError, match="RELEASE_STORE_URL") as raised:
        open_store(address)
    assert "hidden" not in str(raised.value)


def test_a_bucket_without_a_folder_is_a_store(bucket: Bucket) -> None:
    store = open_store(f"s3://{bucket.name}/")
    store.replace("public/a", b"1", expected=None)

    assert list(store.keys("")) == ["public/a"]
    assert store.local_file("public/a").read_bytes() == b"1"


def test_a_bucket_that_is_not_there_is_named(bucket: Bucket) -> None:
    store = open_store("s3://not-there/wegwijzer")
    with pytest.raises(StoreError, match="not-there bestaat niet"):
        store.read(PACK)
    with pytest.raises(StoreError, match="not-there bestaat niet"):
        list(store.keys(""))


@pytest.mark.parametrize(
    ("status", "code", "kind", "words"),
    [
        (403, "AccessDenied", DeniedError, "weigert toegang"),
        (400, "ExpiredToken", DeniedError, "weigert toegang"),
        (301, "PermanentRedirect", StoreError, "AWS_DEFAULT_REGION"),
        (400, "AuthorizationHeaderMalformed", StoreError, "AWS_DEFAULT_REGION"),
        (405, "MethodNotAllowed", StoreError, "405 MethodNotAllowed"),
    ],
)
def test_what_s3_refuses_is_said_with_the_place_and_what_to_do(
    store: Store, bucket: Bucket, status: int, code: str, kind: type[StoreError], words: str
) -> None:
    bucket.server.meet("GET", refuse(status, code), times=5)
    with pytest.raises(kind, match=words) as raised:
        store.read(PACK)

    assert bucket.name in str(raised.value)
    assert "secret-of-nobody" not in "".join(traceback.format_exception(raised.value))


def test_a_process_without_credentials_is_told_which_variables_to_set(
    bucket: Bucket, other_variables: pytest.MonkeyPatch
) -> None:
    other_variables.delenv("AWS_ACCESS_KEY_ID")
    other_variables.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(DeniedError, match="AWS_ACCESS_KEY_ID"):
        open_store(f"s3://{bucket.name}").read(PACK)


def test_an_address_where_nobody_answers_is_said(
    bucket: Bucket, other_variables: pytest.MonkeyPatch, waits: list[float]
) -> None:
    other_variables.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(UnreachableError, match="EndpointConnectionError"):
        open_store(f"s3://{bucket.name}").read(PACK)
    assert waits


@pytest.mark.parametrize(("name", "value"), [("AWS_ENDPOINT_URL", "no address"), ("AWS_PROFILE", "not-there")])
def test_variables_that_make_no_connection_are_named(
    bucket: Bucket, other_variables: pytest.MonkeyPatch, name: str, value: str
) -> None:
    other_variables.setenv(name, value)
    with pytest.raises(StoreError, match=name):
        open_store(f"s3://{bucket.name}")


def test_a_forked_worker_gets_connections_of_its_own(bucket: Bucket, other_variables: pytest.MonkeyPatch) -> None:
    ours = s3_client()
    assert s3_client() is ours
    other_variables.setattr("publishing.store.s3.os.getpid", lambda: -1)
    theirs = s3_client()

    assert theirs is not ours
    theirs.close()
    ours.close()


@pytest.mark.usefixtures("pack")
def test_a_local_copy_is_fetched_once(store: Store, bucket: Bucket) -> None:
    first, second = store.local_file(PACK), store.local_file(PACK)

    assert first == second
    assert [request.partition(" ")[0] for request in bucket.server.requests] == ["HEAD", "GET", "HEAD"]


def test_a_damaged_local_copy_is_fetched_anew(store: Store, pack: Path) -> None:
    store.local_file(PACK).write_bytes(b"damaged")

    assert store.local_file(PACK).read_bytes() == pack.read_bytes()


def test_a_copy_of_other_bytes_than_were_stated_is_not_kept(
    store: Store, bucket: Bucket, pack: Path, copies: Path
) -> None:
    def other_bytes(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = b"".join(app(environ, lambda *_: None))
        start_response("200 OK", [("Content-Length", str(len(body))), ("ETag", '"a"')])
        return [b"X" * len(body)]

    bucket.server.meet("GET", other_bytes)
    with pytest.raises(StoreError, match="SHA-256"):
        store.local_file(PACK)

    assert list(copies.iterdir()) == []
    assert store.local_file(PACK).read_bytes() == pack.read_bytes()


def test_an_object_that_was_put_back_without_a_checksum_is_read_to_know_what_it_is(
    store: Store, bucket: Bucket, pack: Path
) -> None:
    store.remove(PACK)
    s3_client().put_object(
        Bucket=bucket.name, Key=f"wegwijzer/{PACK}", Body=pack.read_bytes(), ChecksumAlgorithm="CRC32"
    )
    store.add(PACK, pack)

    assert store.local_file(PACK).read_bytes() == pack.read_bytes()


def test_bytes_that_differ_from_their_checksum_are_not_given(store: Store, bucket: Bucket, pack: Path) -> None:
    def damaged(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = b"".join(app(environ, start_response))
        return [b"X" + body[1:]]

    bucket.server.meet("GET", damaged)
    with pytest.raises(StoreError, match="FlexibleChecksumError"):
        store.read(PACK)
    assert store.read(PACK) == pack.read_bytes()


def test_a_service_that_checks_nothing_is_found_out_when_it_keeps_other_bytes(
    store: Store, bucket: Bucket, tmp_path: Path
) -> None:
    def keep_half(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        for name in ("HTTP_X_AMZ_CHECKSUM_SHA256", "HTTP_X_AMZ_SDK_CHECKSUM_ALGORITHM"):
            environ.pop(name, None)
        size = int(environ["CONTENT_LENGTH"]) // 2
        rest = environ["wsgi.input"].read(2 * size)
        environ["CONTENT_LENGTH"] = str(size)
        environ["wsgi.input"] = io.BytesIO(rest[:size])
        return app(environ, start_response)

    source = tmp_path / "source"
    source.write_bytes(b"1234")
    bucket.server.meet("PUT", keep_half)
    with pytest.raises(StoreError, match="SHA-256"):
        store.add(PACK, source)


def test_who_removes_what_another_removed_is_told(store: Store, pack: Path) -> None:
    store.remove(PACK)
    with pytest.raises(MissingError):
        store.remove(PACK)
    assert not store.exists(PACK)
    store.add(PACK, pack)
    assert store.exists(PACK)


def test_whatever_level_is_logged_no_credential_is(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    store.replace("public/a", b"1", expected=None)
    assert store.read("public/a") == b"1"

    assert "of-nobody" not in caplog.text
