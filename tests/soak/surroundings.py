"""A database, a queue and a bucket for one soak, gone afterwards; the environment of this process leads to them."""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import psycopg
import redis
from psycopg import sql

from tests.__main__ import BROKER_URL, DATABASE_URL
from tests.s3.server import StandIn, leading_to, served


@contextmanager
def surroundings(folder: Path) -> Iterator[None]:
    """Make all three, name them in ``os.environ``, and take them away at the end."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    name, queue = f"soak_{secrets.token_hex(4)}", f"soak-{secrets.token_hex(4)}"
    with psycopg.connect(DATABASE_URL, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with served(StandIn()) as address:
                _lead_to(folder, name, queue, address)
                boto3.client("s3").create_bucket(
                    Bucket=name.replace("_", "-"), CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
                )
                yield
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            with redis.Redis.from_url(BROKER_URL) as broker:
                broker.delete(queue, f"_kombu.binding.{queue}", f"_kombu.binding_permanent.{queue}")


def _lead_to(folder: Path, name: str, queue: str, address: str) -> None:
    for variable in [variable for variable in os.environ if variable.startswith("AWS_")]:
        del os.environ[variable]
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev",
            "WEGWIJZER_VAR": str(folder),
            "DATABASE_URL": f"{DATABASE_URL.rpartition('/')[0]}/{name}",
            "CELERY_BROKER_URL": BROKER_URL,
            "CELERY_QUEUE": queue,
            "RELEASE_STORE_URL": f"s3://{name.replace('_', '-')}/wegwijzer",
            **leading_to(address),
        }
    )
    (folder / "static").mkdir(parents=True, exist_ok=True)
