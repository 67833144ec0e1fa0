"""Import direction where import-linter cannot look: names of modules and models in strings."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.test_project.tree import PACKAGES, ROOT, files, place

EVERYTHING = ("cms", "publishing", "exporters")
# Which of our modules the files of a folder may name; the first folder that fits decides.
MAY_NAME = {
    "cms/config/": EVERYTHING,
    "cms/demo/": EVERYTHING,
    "cms/": ("cms",),
    "publishing/documents/": ("publishing.documents",),
    "publishing/store/": ("publishing.store",),
    "publishing/api/": ("publishing.api", "publishing.documents", "publishing.store"),
    "publishing/": ("publishing", "cms"),
    "exporters/": EVERYTHING,
}
READS_CONTENT = ("publishing/freezing/", "publishing/rounds/", "cms/", "exporters/")
MODULE = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")
MODEL = re.compile(r"(\w+)\.[A-Z]\w+")


def names_in(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted module name of each string that is one, a model's label given as its app."""
    packages = {config.label: config.name for config in apps.get_app_configs() if config.name.startswith(PACKAGES)}
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if MODULE.fullmatch(node.value):
            yield node.lineno, node.value
        elif (model := MODEL.fullmatch(node.value)) and model[1] in packages:
            yield node.lineno, packages[model[1]]


def offences(where: str, source: str) -> list[str]:
    """Return each name in ``source`` that a file at ``where`` may not hold."""
    allowed = next(names for folder, names in MAY_NAME.items() if where.startswith(folder))
    found = []
    for line, name in names_in(source):
        content = name.startswith("cms.content") and not where.startswith(READS_CONTENT)
        if content or not any(name == module or name.startswith(f"{module}.") for module in allowed):
            found.append(f"{where}:{line} names {name}")
    return found


def sources() -> list[Path]:
    return [path for path in files(".py") if place(path).startswith(tuple(MAY_NAME)) and "migrations" not in path.parts]


def test_no_string_names_a_module_that_may_not_be_imported() -> None:
    assert [line for path in sources() for line in offences(place(path), path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("cms/content/models/item.py", "import_module('publishing.releases.publish')"),
        ("cms/content/models/item.py", "ForeignKey('releases.Release')"),
        ("publishing/documents/base.py", "x = 'cms.content.models'"),
        ("publishing/api/views.py", "send_task('publishing.releases.deliver_outbox')"),
        ("publishing/releases/models.py", "ForeignKey('content.Domain')"),
    ],
)
def test_the_search_finds_a_name_that_points_the_wrong_way(where: str, source: str) -> None:
    assert offences(where, source)


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("cms/demo/build.py", "'publishing.releases.publish'"),
        ("exporters/models.py", "ForeignKey('releases.Release')"),
        ("cms/content/models/item.py", "'A sentence about publishing.releases and more.'"),
        ("publishing/releases/models.py", "ForeignKey('accounts.User')"),
    ],
)
def test_the_search_leaves_the_right_way_alone(where: str, source: str) -> None:
    assert offences(where, source) == []


def test_every_folder_of_the_packages_is_looked_at() -> None:
    folders = {place(path).split("/")[0] for path in sources()}

    assert folders == {name for name in PACKAGES if (ROOT / name).is_dir()}


# Of these contracts, the packages of ours that the list does not name; all beside them it must.
NOT_NAMED = {
    ("Wording is about Dutch text and nothing else", "forbidden_modules"): {"cms": {"wording", "locale"}},
    ("Only freezing and rounds read content", "source_modules"): {"publishing": {"freezing", "rounds"}},
    ("Documents and store import nothing of ours and no framework", "forbidden_modules"): {
        "publishing": {"documents", "store"}
    },
    ("The public API imports documents and store only", "forbidden_modules"): {
        "publishing": {"api", "documents", "store"}
    },
}


@pytest.mark.parametrize(("name", "field"), NOT_NAMED)
def test_a_contract_on_imports_names_every_sibling(name: str, field: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(one for one in settings["contracts"] if one["name"] == name)
    for parent, not_named in NOT_NAMED[name, field].items():
        siblings = {path.parent.name for path in (ROOT / parent).glob("*/__init__.py")}
        named = {module.removeprefix(f"{parent}.") for module in contract[field] if module.startswith(f"{parent}.")}
        assert named == siblings - not_named
