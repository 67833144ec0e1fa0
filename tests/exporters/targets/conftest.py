"""Targets of both kinds, a kind of artefact that is a zip of a tree, and a reader of what lies there."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from exporters.base import ExportedFile
from exporters.registry import EXPORTERS
from exporters.targets.managing import add_target
from exporters.targets.models import Target
from exporters.work import work_of
from publishing.attempts.works import WORKS
from publishing.store.pack_reader import Pack
from tests.factories.people import person
from tests.factories.releases import AT
from tests.s3.fixtures import Bucket


@dataclass
class Tree:
    """A kind that exists in tests only: a zip of a few pages. ``pages`` are more of them, by name."""

    kind: str = "boom"
    title: str = "Boom"
    version: int = 1
    required: bool = False
    pages: tuple[tuple[str, str], ...] = ()

    def describe(self, pack: Pack) -> ExportedFile:
        return ExportedFile(filename=f"boom-{pack.meta['number']}.zip", media_type="application/zip")

    def write(self, pack: Pack, target: Path) -> None:
        pages = {"index.html": f"<h1>{pack.meta['number']}</h1>", "stijl/blad.css": "p {}", "api/uitgaven": "{}"}
        with zipfile.ZipFile(target, "w") as archive:
            for name, text in sorted({**pages, **dict(self.pages)}.items()):
                archive.writestr(zipfile.ZipInfo(name), text)


def add_tree(put: Callable[[Any, str, Any], None], tree: Tree) -> Tree:
    """Put ``tree`` among the kinds."""
    put(EXPORTERS, tree.kind, tree)
    put(WORKS, work_of(tree).kind, work_of(tree))
    return tree


@pytest.fixture
def tree(monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Give a kind of artefact that is a zip of a tree."""
    return add_tree(monkeypatch.setitem, Tree())


@pytest.fixture
def admin(db: None) -> User:
    return person("beheerder")


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    """Give the folder below which directories may lie."""
    folder = tmp_path / "doelen"
    settings.TARGET_ROOTS = [folder.as_uri()]
    return folder


AddTarget = Callable[..., Target]


def made_target(address: str, *, by: User, name: str = "Website", **changes: Any) -> Target:
    """Return a target that gets the bundle, and the tree unpacked where that is a kind."""
    kinds = ["json-bundle", *(["boom"] if "boom" in EXPORTERS else [])]
    values = {
        "name": name,
        "address": address,
        "channel": "live",
        "kinds": kinds,
        "unpacked": [kind for kind in kinds if kind == "boom"],
        "kept": 2,
        **changes,
    }
    return add_target(values=values, by=by, at=AT)


@pytest.fixture
def directory(root: Path, tree: Tree, admin: User) -> Target:
    """Give a target in a folder."""
    return made_target(f"{root.as_uri()}/website", by=admin)


@pytest.fixture
def in_s3(bucket: Bucket, tree: Tree, admin: User, settings: Settings, waits: list[float]) -> Target:
    """Give a target in a bucket."""
    settings.TARGET_ROOTS = [f"s3://{bucket.name}"]
    return made_target(f"s3://{bucket.name}/website", by=admin)


@pytest.fixture(params=["directory", "in_s3"])
def target(request: pytest.FixtureRequest) -> Target:
    """Give a target of each kind."""
    made: Target = request.getfixturevalue(request.param)
    return made
