"""Run every benchmark and print one line per ratio with its goal; exit 1 when a goal is missed.

``python -m tests.benchmarks [LARGEST]``: LARGEST is 100000 documents unless told otherwise.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import servers, serving
from tests.services.presence import missing

TINY, REAL, SMALL = 100, 500, 1_000
ROUND = 10_000  # items
# Exports whose cost may grow with the release, but not their memory.
STREAMING = (
    "json-bundle",
    "ndjson",
    "data-package",
    "workbook",
    "pack",
    "static-api",
    "catalogue-record",
    "catalogue-record-turtle",
    "schema-org",
)
REGISTER = 50_000  # records; of a fifth the workshop knows the intervention

_PREPARED_BY = {
    "documents": "prepare",
    "publication": "prepare",
    "records": "prepare_register",
    "items": "prepare_round",
    "demo": "prepare_demo",
}


class Line(NamedTuple):
    """One figure beside its goal; without a goal it is only reported."""

    what: str
    figure: float
    goal: float | None
    unit: str = "×"
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure is within its goal."""
        if self.goal is None:
            return True
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal

    def __str__(self) -> str:
        goal = (
            "reported"
            if self.goal is None
            else f"goal {'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}, {'met' if self.is_met else 'MISSED'}"
        )
        return f"{self.what:<78} {self.figure:9.3f} {self.unit:<4} {goal}"


class Workshop:
    """A database of one size, in a folder of its own; each measure runs in a process of its own."""

    def __init__(self, size: int, folder: Path, *, holding: str = "documents") -> None:
        self.size, self.folder, self._holding = size, folder / f"{size}-{holding}", holding
        self.folder.mkdir()
        self.measure(_PREPARED_BY[holding])

    def measure(self, name: str) -> dict[str, Any]:
        """Run one measure and return what it printed."""
        sys.stderr.write(f"  {self.size} {self._holding}: {name}\n")
        surroundings = {"WEGWIJZER_VAR": str(self.folder), "BENCH_SIZE": str(self.size)}
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "tests.benchmarks.measures", name],
            env={**os.environ, **surroundings},
            stdout=subprocess.PIPE,
            check=True,
        )
        result: dict[str, Any] = json.loads(done.stdout)
        return result


def freeze_against_dumpdata(folder: Path) -> list[Line]:
    """At real size: what a freeze costs beside Django's own export of the same rows, and with all that follows it."""
    workshop = Workshop(REAL, folder)
    dump, freeze = workshop.measure("dumpdata"), workshop.measure("freeze")
    workshop.measure("keep_pack")
    every = workshop.measure("every_export")
    rest = workshop.measure("follow_up")["cpu"]
    return [
        Line(f"freeze of {REAL} documents against dumpdata, CPU", freeze["cpu"] / dump["cpu"], 4),
        Line(f"freeze, all artefacts and verification of {REAL} documents, CPU", freeze["cpu"] + rest, 10, "s"),
        Line(f"every kind of export of {REAL} documents, CPU", every["cpu"], 5, "s"),
        Line(f"handbook of {REAL} documents, CPU", every["by_kind"]["handbook"], 1, "s"),
    ]


def growth(folder: Path, largest: int) -> list[Line]:
    """From small to large: cost per document, memory, copy-on-write, compare."""
    small, large = Workshop(SMALL, folder), Workshop(largest, folder)
    before, after = small.measure("freeze"), large.measure("freeze")
    little, much = small.measure("pack"), large.measure("pack")
    rules = large.measure("rules")
    changed = large.measure("change")["changed"]
    again, compare = large.measure("refreeze"), large.measure("compare")
    small.measure("change")
    small.measure("refreeze")
    compared = small.measure("compare")
    times = largest / SMALL
    return [
        Line(f"freeze per document, {largest} against {SMALL}", after["cpu"] / before["cpu"] / times, 1.3),
        Line(f"freeze of {largest}, peak memory", after["peak_mib"], 400, "MiB"),
        Line(f"all rules on {largest} against the rest of their freeze, CPU", _rest(rules, after), 1),
        Line("all rules, peak memory", rules["peak_mib"], None, "MiB"),
        Line("second freeze after changing 1 %: written against changed", again["written"] / changed, 1),
        Line(f"pack per document, {largest} against {SMALL}", much["cpu"] / little["cpu"] / times, 1.3),
        Line(f"pack of {largest}, peak memory", much["peak_mib"], None, "MiB"),
        Line("pack against freeze, CPU", much["cpu"] / after["cpu"], None),
        Line(f"compare of two releases of {largest} against one freeze, CPU", compare["cpu"] / after["cpu"], 0.1),
        Line(f"compare per document, {largest} against {SMALL}", compare["cpu"] / compared["cpu"] / times, 1.3),
        Line("compare, peak memory", compare["peak_mib"], None, "MiB"),
        *exports_by_size(small, large),
    ]


def exports_by_size(small: Workshop, large: Workshop) -> list[Line]:
    """What each kind that streams costs per document, and how much memory it takes."""
    lines, times = [], large.size / small.size
    for workshop in (small, large):
        workshop.measure("keep_pack")
    for kind in STREAMING:
        little, much = (workshop.measure(f"export-{kind}") for workshop in (small, large))
        ratio = much["cpu"] / little["cpu"] / times
        lines += [
            Line(f"export {kind} per document, {large.size} against {small.size}", ratio, 1.3),
            Line(f"… of {large.size}, peak memory", much["peak_mib"], 400, "MiB"),
            Line(f"… of {large.size}, CPU", much["cpu"], None, "s"),
        ]
    return lines


def _rest(rules: dict[str, Any], freeze: dict[str, Any]) -> float:
    """Return what the rules cost beside all else that a freeze does."""
    return float(rules["cpu"] / (freeze["cpu"] - rules["cpu"]))


def plan_against_import_export(folder: Path) -> list[Line]:
    """A register of 50,000 rows against 10,000 interventions, beside a dry run of the same rows and fields."""
    small, large = (Workshop(size, folder, holding="records") for size in (SMALL, REGISTER))
    little, much = small.measure("plan_often"), large.measure("plan")
    whole, bare = large.measure("dry_run"), large.measure("bare_dry_run")
    what = f"plan of {REGISTER} records"
    return [
        Line(f"{what} against a dry run of django-import-export, CPU", much["cpu"] / whole["cpu"], 0.2),
        Line("… against one that saves nothing and does not tell what differs, CPU", much["cpu"] / bare["cpu"], None),
        Line(f"{what}, CPU", much["cpu"], None, "s"),
        Line(f"dry run of {REGISTER} records, CPU", whole["cpu"], None, "s"),
        Line(f"{what}, peak memory", much["peak_mib"], 400, "MiB"),
        Line("dry run, peak memory", whole["peak_mib"], None, "MiB"),
        Line(f"plan per record, {REGISTER} against {SMALL}", much["cpu"] / little["cpu"] * SMALL / REGISTER, 1.3),
    ]


def publishing(folder: Path, largest: int) -> list[Line]:
    """From the press to the catalogue, by size."""
    spent = []
    for size in (TINY, REAL, largest):
        workshop = Workshop(size, folder, holding="publication")
        workshop.measure("freeze")
        workshop.measure("make_ready")
        spent.append(workshop.measure("publish"))
    tiny, real, large = spent
    return [
        Line(f"publish to catalogue, {largest} documents against {TINY}, CPU", large["cpu"] / tiny["cpu"], 1.2),
        Line(f"publish to catalogue of {REAL} documents", real["wall"], 1, "s"),
    ]


def reading_a_round(folder: Path) -> list[Line]:
    """A round half way: what its lists cost beside the bare SQL and rendering, and whether a page grows with it."""
    small, large = (Workshop(size, folder, holding="items") for size in (SMALL, ROUND))
    worklist, readiness = large.measure("worklist"), large.measure("readiness")
    pages = [workshop.measure("worklist_page")["cpu"] for workshop in (small, large)]
    beside = "against its bare SQL and rendering, CPU"
    return [
        Line(f"worklist of {ROUND} {beside}", worklist["cpu"] / worklist["bare"], 2),
        Line("… after one edit", worklist["edited"] / worklist["bare"], None),
        Line(f"readiness of {ROUND} {beside}", readiness["cpu"] / readiness["bare"], 2),
        Line("… after one edit", readiness["edited"] / readiness["bare"], None),
        Line(f"page of the worklist, {ROUND} against {SMALL}", pages[1] / pages[0], 1.3),
    ]


def listing_in_the_workshop(folder: Path) -> list[Line]:
    """Our lists beside Wagtail's listing of the same rows, findings beside Wagtail's look at a form; on the demo."""
    workshop = Workshop(REAL, folder, holding="demo")
    ratios = workshop.measure("lists")["ratios"].items()
    return [
        *(
            Line(f"{name.partition(':')[0]} against Wagtail's own listing of its rows, CPU", ratio, 2)
            for name, ratio in ratios
        ),
        Line("findings on a form against Wagtail's look at it, CPU", workshop.measure("findings")["ratio"], 2),
    ]


def serving_the_api(largest: int) -> list[Line]:
    """Published representations beside a server that does nothing; lists and searches; memory and tail at size."""
    if absent := servers.missing():
        sys.stderr.write(f"  serving: NOT MEASURED, because these are not there: {', '.join(absent)}\n")
        return []
    sys.stderr.write(f"  serving {REAL} and {largest} documents\n")
    seen = serving.measure(REAL, largest)
    return [
        Line("granian with constant bytes against a pinned representation, per second", seen["constant"], 1 / 0.95),
        Line("nginx with the same bytes as a file against ours, per second", seen["nginx"], 1 / 0.85),
        Line("… in gzip", seen["nginx_gzip"], 1 / 0.7),
        Line("… 304", seen["nginx_304"], 1 / 0.4),
        Line("a pinned representation against actueel, per second", seen["current"], 1 / 0.8),
        Line("a pinned representation against the same without the fast path", seen["slow"], None),
        Line("an empty REST view with the same bytes against a list", seen["list"], 2),
        Line("an empty REST view with the same bytes against a search", seen["search"], 2),
        Line("pinned representations per second", seen["pinned_rate"], None, "/s"),
        Line(f"filter at {largest}: p99 against p50, {servers.CONNECTIONS} clients", seen["filter_tail"], 5),
        Line(f"search at {largest}: p99 against p50, {servers.CONNECTIONS} clients", seen["search_tail"], 5),
        Line(f"filter at {largest}: above twice the same SQL in bare sqlite3", seen["filter_above"], 2, "ms"),
        Line(f"search at {largest}: above twice the same SQL in bare sqlite3", seen["search_above"], 2, "ms"),
        Line("p99 in the second of a switch to another release against before", seen["switching"], 3),
        Line(f"memory of the public process at {largest}", seen["memory"], 200, "MiB"),
    ]


def beside_wagtail(folder: Path) -> list[Line]:
    """The same content through Wagtail's API v2, in the same run; more is better, so theirs against ours."""
    if servers.missing():
        return []
    place = folder / "served"
    place.mkdir()
    workshop = Workshop(REAL, place, holding="publication")
    workshop.measure("freeze")
    workshop.measure("make_ready")
    workshop.measure("publish")
    workshop.measure("search_index")
    seen = serving.beside_wagtail(workshop.folder)
    return [
        Line("a domain with all in it, times as often as Wagtail's API v2", seen["domain"], 1000, at_least=True),
        Line("a search, times as often as Wagtail's API v2", seen["search"], 20, at_least=True),
    ]


def the_public_tool() -> list[Line]:
    """On a telephone with slow 4G, four times slower than this machine, nothing compressed; and while one types."""
    if lacks := missing("browser"):
        sys.stderr.write(f"  the public tool: NOT MEASURED: {lacks}\n")
        return []
    sys.stderr.write("  the public tool\n")
    # In a process of its own: what Playwright starts ends with it.
    command = [sys.executable, "-m", "tests.benchmarks.website"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own interpreter and module
    seen = json.loads(done.stdout)
    return [
        Line(f"website of {REAL} documents, CPU", seen["build"], 1, "s"),
        Line("website: first page can be used on a slow telephone", seen["index"], 2, "s"),
        Line("website: scoring can be used on a slow telephone", seen["traject"], 2, "s"),
        Line("website: a domain can be used on a slow telephone", seen["aanbevelingen/domein-1"], 2, "s"),
        Line("website: longest task while typing in a search of 2,000 items", seen["typing"], 50, "ms"),
    ]


def main(largest: int) -> int:
    """Print every line; return 1 when a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        lines = [
            *freeze_against_dumpdata(Path(name)),
            *plan_against_import_export(Path(name)),
            *reading_a_round(Path(name)),
            *listing_in_the_workshop(Path(name)),
            *growth(Path(name), largest),
            *publishing(Path(name), largest),
            *serving_the_api(largest),
            *beside_wagtail(Path(name)),
            *the_public_tool(),
        ]
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return 0 if all(line.is_met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
