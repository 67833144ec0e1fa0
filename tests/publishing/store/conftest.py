"""The S3 of this folder's tests."""

from tests.s3.fixtures import bucket, other_variables, s3_server, waits

__all__ = ["bucket", "other_variables", "s3_server", "waits"]
