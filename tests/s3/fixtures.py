"""Fixtures of an S3 on this machine: one server for all tests of a process, a bucket for each.

A pytest plugin, loaded by tests/conftest.py. Only who asks for a bucket waits for moto and boto3 to load.
"""

import os
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.s3.server import StandIn


class Bucket(NamedTuple):
    """An empty bucket of an S3 that is in order, and the environment that leads a process there."""

    name: str
    server: "StandIn"
    environment: dict[str, str]


@pytest.fixture(scope="session")
def s3_server() -> "Iterator[tuple[StandIn, str]]":
    module = import_module("tests.s3.server")
    app = module.StandIn()
    with module.served(app) as address:
        yield app, address


def store_module() -> Any:
    """Return the module whose client all stores of this process share."""
    return import_module("publishing.store.s3")


@pytest.fixture
def bucket(s3_server: "tuple[StandIn, str]", monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """Give a bucket of its own to a test; this process's AWS_* lead to it."""
    app, address = s3_server
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    environment = import_module("tests.s3.server").leading_to(address)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{uuid4().hex}"
    app.forget()
    store_module().s3_client().create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    app.forget()
    yield Bucket(name, app, environment)
    app.forget()


@pytest.fixture
def other_variables(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let the test set other AWS_*, before the client is made that goes by them."""
    store_module()._client_of.cache_clear()
    with monkeypatch.context() as variables:
        yield variables
    store_module()._client_of.cache_clear()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no attempt wait for the next; give the seconds that each would have waited."""
    taken: list[float] = []
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=taken.append))
    return taken
