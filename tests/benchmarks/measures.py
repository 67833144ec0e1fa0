"""One measurement per process, so that its memory is its own: ``python -m tests.benchmarks.measures NAME``."""

import io
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django
import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
os.environ.pop("DEBUG", None)  # Django keeps every query in memory while it is on
django.setup()

from django.core.management import call_command
from django.utils import timezone

from exporters.registry import EXPORTERS
from exporters.services import export_release
from publishing.checks.registry import new_inspection
from publishing.documents.registry import KINDS
from publishing.freezing.checking import surroundings_of
from publishing.releases.compare import compare_releases
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.packs import built_pack, pack_file
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.verify import verify_release
from tests.benchmarks import exports, generated, listings, publishing, reading_rounds, registers, rounds, writing

_CONTENT = ["content", "vetting", "wagtailcore.Page"]


def prepare() -> dict[str, Any]:
    """Make a database with BENCH_SIZE documents."""
    call_command("migrate", verbosity=0)
    generated.generate(int(os.environ["BENCH_SIZE"]))
    return {}


def dumpdata() -> dict[str, Any]:
    """Let Django write the same content models as JSON."""
    out = io.StringIO()
    call_command("dumpdata", *_CONTENT, stdout=out)
    return {"bytes": out.tell()}


def search_index() -> dict[str, Any]:
    """Let Wagtail index what was written past it, so that its own search finds it."""
    call_command("wagtail_update_index", verbosity=0, stdout=io.StringIO())
    return {}


def freeze() -> dict[str, Any]:
    """Freeze everything for the first time."""
    return {"written": _freeze("2025.1").written}


def refreeze() -> dict[str, Any]:
    """Freeze again. The one per cent was changed by ``change`` before."""
    return {"written": _freeze("2026.1").written}


def rules() -> dict[str, Any]:
    """Let every rule look at every document of the frozen release; reading them back does not count."""
    release = Release.objects.get(number="2025.1")
    manifest = manifest_of(release)
    held = {kind: frozenset(entry.id for entry in manifest.documents if entry.kind == kind) for kind in KINDS}
    told = surroundings_of(held, reference_date=manifest.reference_date, day=manifest.reference_date)
    spent = 0.0
    with new_inspection(told) as inspection:
        for entry, body in bodies_of(manifest.documents):
            document = msgspec.json.decode(body, type=KINDS[entry.kind].shape)
            started = time.process_time()
            inspection.look_at(document)
            spent += time.process_time() - started
        started = time.process_time()
        found = inspection.findings()
        spent += time.process_time() - started
    return {"cpu": spent, "findings": Counter(one.rule for one in found)}


def change() -> dict[str, Any]:
    """Change one per cent of the interventions."""
    return {"changed": generated.change_one_percent()}


def pack() -> dict[str, Any]:
    """Build the pack."""
    with built_pack(Release.objects.get(number="2025.1")) as path:
        return {"bytes": Path(path).stat().st_size}


def keep_pack() -> dict[str, Any]:
    """Build the pack and keep it in the store."""
    pack_file(Release.objects.get(number="2025.1"))
    return {}


def every_export() -> dict[str, Any]:
    """Make every kind of export of what was frozen first."""
    return exports.of_all()


def follow_up() -> dict[str, Any]:
    """Build pack and artefacts of what was frozen first, and verify all of it."""
    release = Release.objects.get(number="2025.1")
    made = export_release(release=release, at=timezone.now())
    if differences := verify_release(release):
        raise RuntimeError(f"what was just made is not whole: {differences}")
    return {"bytes": {one.kind: one.size for one in made}}


def make_ready() -> dict[str, Any]:
    """Let every gate look at what was frozen first, and two people approve it: all of that comes before the press."""
    publishing.make_ready(Release.objects.get(number="2025.1"))
    return {}


def publish() -> dict[str, Any]:
    """Publish what was made ready."""
    return {**publishing.press(Release.objects.get(number="2025.1"))}


def compare() -> dict[str, Any]:
    """Compare the two candidates."""
    old, new = (Release.objects.get(number=number) for number in ("2025.1", "2026.1"))
    return {"counts": compare_releases(old=old, new=new).counts}


def prepare_register() -> dict[str, Any]:
    """Make a database that knows a fifth of the BENCH_SIZE records in a register file beside it."""
    call_command("migrate", verbosity=0)
    registers.generate(int(os.environ["BENCH_SIZE"]), registers.file_of_this_run())
    return {}


def plan() -> dict[str, Any]:
    """Plan the register file."""
    return {"counts": registers.plan(registers.file_of_this_run())}


def plan_often() -> dict[str, Any]:
    """Plan a small register file so often that its cost stands out, after once to warm up."""
    path, times = registers.file_of_this_run(), 10
    registers.plan(path)
    started = time.process_time()
    for _ in range(times):
        registers.plan(path)
    return {"cpu": (time.process_time() - started) / times}


def dry_run() -> dict[str, Any]:
    """Let django-import-export dry-run the same file, as it comes."""
    return {"counts": registers.dry_run(registers.file_of_this_run(), is_bare=False)}


def bare_dry_run() -> dict[str, Any]:
    """Let django-import-export only read and compare, without saving or telling what differs."""
    return {"counts": registers.dry_run(registers.file_of_this_run(), is_bare=True)}


def prepare_round() -> dict[str, Any]:
    """Make a database with a round half way on BENCH_SIZE documents."""
    prepare()
    rounds.open_one()
    return {}


def worklist() -> dict[str, Any]:
    """Read and render the whole worklist."""
    return reading_rounds.cost("worklist")


def readiness() -> dict[str, Any]:
    """Read and render all that keeps the round from being closed."""
    return reading_rounds.cost("readiness")


def worklist_page() -> dict[str, Any]:
    """Read and render one page of the worklist."""
    return reading_rounds.cost_of_page()


def prepare_demo() -> dict[str, Any]:
    """Make a database with the demo: BENCH_SIZE does not matter."""
    listings.prepare_demo()
    return {}


def lists() -> dict[str, Any]:
    """Ask for our lists in the workshop, and for Wagtail's own listing of as many of the same rows."""
    return listings.cost_of_lists()


def findings() -> dict[str, Any]:
    """Ask for findings on a form, and for what Wagtail says of the same form before a preview."""
    return writing.cost_of_findings()


def _freeze(number: str) -> Any:
    return freeze_release(number=number, reference_date=date(2026, 7, 31), by=None, at=timezone.now())


MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    measure.__name__: measure
    for measure in (
        *(
            prepare,
            dumpdata,
            freeze,
            rules,
            change,
            refreeze,
            pack,
            keep_pack,
            every_export,
            follow_up,
            make_ready,
            publish,
            compare,
            search_index,
        ),
        *(prepare_round, worklist, readiness, worklist_page),
        *(prepare_demo, lists, findings),
        *(prepare_register, plan, plan_often, dry_run, bare_dry_run),
    )
} | {f"export-{kind}": partial(exports.of_one, kind) for kind in EXPORTERS}

if __name__ == "__main__":
    started = time.process_time()
    result = MEASURES[sys.argv[1]]()
    result.setdefault("cpu", time.process_time() - started)
    result["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(result))
