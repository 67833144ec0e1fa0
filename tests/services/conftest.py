"""The S3 of this folder's tests."""

from tests.s3.fixtures import bucket, s3_server

__all__ = ["bucket", "s3_server"]
