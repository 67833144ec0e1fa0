"""Somebody who changes what lies on a target, by hand."""

import json
import shutil
from typing import Any
from urllib.parse import urlsplit

from exporters.targets.models import Target
from publishing.store.s3 import s3_client
from tests.exporters.targets.readers import folder_of

PAGE = "boom/index.html"


def change(target: Target, name: str = PAGE) -> None:
    """Write something else into a file that is read."""
    if target.address.startswith("file:"):
        (folder_of(target) / "actueel" / name).write_text("Met de hand")
    else:
        s3_client().put_object(**_object(target, name), Body=b"Met de hand")


def lose(target: Target, name: str = PAGE) -> None:
    """Take a file away, or everything."""
    if target.address.startswith("file:"):
        shutil.rmtree(folder_of(target)) if not name else (folder_of(target) / "actueel" / name).unlink()
        return
    bucket, client = urlsplit(target.address).netloc, s3_client()
    names = [one["Key"] for one in client.list_objects_v2(Bucket=bucket).get("Contents", ())]
    for key in [_object(target, name)["Key"]] if name else names:
        client.delete_object(Bucket=bucket, Key=key)


def put_beside(target: Target, name: str = "boom/van-een-ander.html") -> None:
    """Put a file where there was none; ``actueel`` is in the place of the pointer."""
    if target.address.startswith("file:"):
        path = folder_of(target) / (name if name == "actueel" else f"actueel/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Met de hand")
    elif name == "actueel":
        address = urlsplit(target.address)
        s3_client().put_object(
            Bucket=address.netloc, Key=f"{address.path.strip('/')}/actueel.json", Body=b"Met de hand"
        )
    else:
        s3_client().put_object(**_object(target, name), Body=b"Met de hand")


def _object(target: Target, name: str) -> dict[str, Any]:
    address = urlsplit(target.address)
    prefix = address.path.strip("/")
    pointer = s3_client().get_object(Bucket=address.netloc, Key=f"{prefix}/actueel.json")["Body"].read()
    return {"Bucket": address.netloc, "Key": f"{prefix}/{json.loads(pointer)['map']}/{name}"}
