"""The suite in two parts: PART=short is what one runs after every change, PART=long what takes most of the time.

Long are most of those with a browser, and those that start processes, kill them, or visit every screen as everybody.
"""

import os

import pytest

LONG = (
    *("tests/browser/", "tests/crash/", "tests/journeys/", "tests/safety/", "tests/services/", "tests/soak/"),
    *("tests/publishing/backups/", "tests/exporters/test_promises.py", "tests/cms/demo/test_build_demo.py"),
    *("tests/cms/sources/workbook/test_size.py", "tests/publishing/rounds/test_any_order.py"),
    *("tests/publishing/api/contract/", "tests/test_project/test_production.py", "tests/deploy/"),
    *("tests/exporters/targets/test_faults.py", "tests/exporters/targets/test_promises.py"),
    *("tests/exporters/kinds/website/test_states.py", "tests/publishing/rounds/test_kept.py"),
    *("tests/publishing/releases/test_verify_everything.py", "tests/publishing/audit/test_tampering.py"),
)
# What people do in a browser that no other test can prove, in seconds.
YET_SHORT = tuple(
    f"tests/browser/test_{name}.py"
    for name in ("a_correction", "colliding", "findings", "merging", "releases", "signing_in", "staying", "threads")
)


def is_long(item: pytest.Item) -> bool:
    """Say whether a test belongs to the long part."""
    return item.nodeid.startswith(LONG) and not item.nodeid.startswith(YET_SHORT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other part, and count it as deselected; without PART leave out nothing."""
    part = os.environ.get("PART", "")
    if part not in ("short", "long"):
        return
    left_out = [item for item in items if is_long(item) != (part == "long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if is_long(item) == (part == "long")]
