"""What S3 answered, in words that name the place and what to do. Nothing of a key or a secret is in them."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    PartialCredentialsError,
)
from botocore.exceptions import ConnectionError as NoConnectionError

from publishing.store.base import DeniedError, MissingError, StoreError, UnreachableError

_NO_CREDENTIALS = (NoCredentialsError, PartialCredentialsError, CredentialRetrievalError)
_CONNECTION = (NoConnectionError, HTTPClientError, IncompleteReadError)
_DENIED = {"AccessDenied", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch"}
_BUSY = {"SlowDown", "RequestTimeout", "Throttling", "ThrottlingException"}
_ELSEWHERE = {"AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException"}
_NOT_FOUND, _FORBIDDEN, _MOVED, _TOO_MANY, _BROKEN = 404, 403, 301, 429, 500
_LOST_RACES = {409, 412}  # ConditionalRequestConflict: two at the same instant; PreconditionFailed: one was earlier


@contextmanager
def in_words(*, bucket: str, name: str, key: str, mend: str = "RELEASE_STORE_URL") -> Iterator[None]:
    """Turn what goes wrong within into a StoreError; ``name`` is the object's, ``key`` the store's for the same.

    ``mend`` is what names the bucket, and may be wrong.
    """
    place = f"s3://{bucket}/{name}"
    try:
        yield
    except ClientError as error:
        raise _answered(error, bucket=bucket, place=place, key=key, mend=mend) from error
    except _NO_CREDENTIALS as error:
        raise DeniedError(
            f"Er zijn geen gegevens om bij {place} te komen. Zet AWS_ACCESS_KEY_ID en AWS_SECRET_ACCESS_KEY."
        ) from error
    except _CONNECTION as error:
        raise _unreachable(place, type(error).__name__) from error
    except BotoCoreError as error:
        raise StoreError(f"Met {place} ging iets mis: {type(error).__name__}.") from error


def lost_a_race(error: ClientError) -> bool:
    """Say whether a conditional write was refused because of what another writer did."""
    return _status(error) in _LOST_RACES


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _answered(error: ClientError, *, bucket: str, place: str, key: str, mend: str) -> StoreError:
    status, code = _status(error), str(error.response.get("Error", {}).get("Code", ""))
    if code == "NoSuchBucket":
        return StoreError(f"De bucket {bucket} bestaat niet. Maak hem aan, of verbeter {mend}.")
    if status == _NOT_FOUND:
        return MissingError(key)
    if status == _FORBIDDEN or code in _DENIED:
        return DeniedError(
            f"De opslag weigert toegang tot {place} ({code}). Controleer de AWS-gegevens van dit proces en wat ze in "
            f"de bucket {bucket} mogen."
        )
    if status == _MOVED or code in _ELSEWHERE:
        return StoreError(f"De bucket {bucket} staat in een andere regio ({code}). Verbeter AWS_DEFAULT_REGION.")
    if status >= _BROKEN or status == _TOO_MANY or code in _BUSY:
        return _unreachable(place, f"{status} {code}".strip())
    return StoreError(f"De opslag weigert de vraag naar {place} ({status} {code}).")


def _unreachable(place: str, what: str) -> UnreachableError:
    return UnreachableError(
        f"De opslag antwoordt niet voor {place} ({what}), ook na enkele pogingen. Probeer het later opnieuw."
    )
