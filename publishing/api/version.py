"""Which version of the public API this is, and where it lives."""

API_VERSION = "1.0.0"  # semver (ADR 2.2 /core/semver): stands in info.version and in the API-Version header
BASE_PATH = "/api/v1"  # ADR 2.2 /core/uri-version: only the major version stands in the address
