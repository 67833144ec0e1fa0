"""What changed, told so that it can be told on."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.models import User
from publishing.documents.manifest import Entry, Manifest
from publishing.releases.changes import Change
from publishing.releases.compare import compare_releases
from publishing.releases.levels import level_changes
from publishing.releases.manifests import differing_pairs, moved_entries
from publishing.releases.report import report_lines
from tests.factories import content
from tests.factories.releases import candidate, published


def told(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.change, one.kind, one.id, one.domain) for one in changes]


@pytest.mark.django_db
def test_a_year_of_changes_by_domain_item_and_field(publicist: User) -> None:
    first, second = content.domain(1, title="Klimaat"), content.domain(2, title="Thuis")
    up, gone = content.intervention("Omhoog"), content.intervention("Weg")
    content.observation(up, "Goed onderbouwd", date(2024, 1, 1))
    text = content.recommendation(first, "Tekst verandert", interventions={up: "<p>oud</p>"})
    mover = content.recommendation(first, "Verhuist")
    content.recommendation(first, "Blijft")
    content.recommendation(second, "Vervalt").get_parent()
    old = published("2025.1", by=publicist, reference_date=date(2025, 7, 31))

    content.observation(up, "Sterke aanwijzingen voor effectiviteit", date(2026, 2, 1))
    text.intervention_links.update(tailored_text="<p>nieuw</p>")
    mover.move(second, pos="first-child")
    type(text).objects.get(title="Vervalt").unpublish()
    gone.unpublish()
    content.recommendation(second.__class__.objects.get(pk=second.pk), "Komt erbij")
    comparison = compare_releases(old=old, new=candidate())

    assert told(comparison.changes) == [
        ("changed", "aanbeveling", "tekst-verandert", "Klimaat"),
        ("changed", "interventie", "omhoog", "Klimaat"),
        ("changed", "aanbeveling", "verhuist", "Thuis"),
        ("new", "aanbeveling", "komt-erbij", "Thuis"),
        ("retired", "aanbeveling", "vervalt", "Thuis"),
        ("retired", "interventie", "weg", "Buiten de domeinen"),
        ("changed", "verantwoording", "verantwoording", "Buiten de domeinen"),
    ]
    by_id = {(one.id, one.change): one for one in comparison.changes}
    assert by_id["omhoog", "changed"].level == "up"
    assert by_id["tekst-verandert", "changed"].fields == ["interventies"]
    moved = by_id["verhuist", "changed"]
    assert (moved.fields, moved.is_moved, moved.moved_from, moved.after) == (["domein"], True, "Klimaat", "")
    assert comparison.counts == {"new": 1, "changed": 4, "moved": 1, "retired": 2}
    assert [setting.field for setting in comparison.settings] == ["ijkdatum"]
    report = "\n".join(report_lines(comparison))
    assert "gewijzigd: interventie 'Omhoog', niveau omhoog" in report
    assert "gewijzigd en verplaatst: aanbeveling 'Verhuist'" in report
    assert "oud" in report


@pytest.mark.django_db
def test_a_release_does_not_differ_from_itself(publicist: User) -> None:
    content.domain()
    release = published(by=publicist)
    comparison = compare_releases(old=release, new=release)
    assert (comparison.changes, comparison.settings) == ([], [])


def manifest(ids: list[str]) -> Manifest:
    entries = [Entry(kind="stap", id=one, digest="0" * 64) for one in ids]
    return Manifest(number="2026.1", reference_date=date(2026, 7, 31), schema_version="1.0", documents=entries)


def test_one_item_moved_to_the_front_is_one_move() -> None:
    moved = moved_entries(manifest(["a", "b", "c", "d"]), manifest(["d", "a", "b", "c"]), elsewhere=set())
    assert [entry.id for entry in moved] == ["d"]


def test_what_stands_in_another_domain_moved_and_its_old_neighbours_did_not() -> None:
    moved = moved_entries(manifest(["a", "b"]), manifest(["b", "a"]), elsewhere={("stap", "a")})
    assert [entry.id for entry in moved] == ["a"]


def test_an_item_inserted_or_gone_moves_no_other() -> None:
    before, after = manifest(["a", "b", "c"]), manifest(["a", "x", "c"])
    pairs = differing_pairs(before, after)
    assert [(one.old and one.old.id, one.new and one.new.id) for one in pairs] == [(None, "x"), ("b", None)]
    assert moved_entries(before, after, elsewhere=set()) == []


@given(st.permutations([str(number) for number in range(7)]))
def test_taking_out_what_moved_leaves_the_old_order_and_no_smaller_set_would(order: list[str]) -> None:
    moved = {entry.id for entry in moved_entries(manifest(sorted(order)), manifest(order), elsewhere=set())}
    staying = [one for one in order if one not in moved]
    assert staying == sorted(staying)
    assert len(staying) == max(len(run) for run in _subsequences(order) if run == sorted(run))
    back = moved_entries(manifest(order), manifest(sorted(order)), elsewhere=set())
    assert {entry.id for entry in back} == moved


def _subsequences(order: list[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for one in order:
        runs += [[*run, one] for run in runs]
    return runs


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (["goed-onderbouwd"], ["eerste-aanwijzingen"], "up"),
        (["sterke-aanwijzingen"], ["goede-aanwijzingen"], "down"),
        (["goed-beschreven"], ["niet-erkend"], "down"),
        (["goed-onderbouwd"], ["goed-onderbouwd"], ""),
        ([], ["goed-onderbouwd"], ""),
        (["goed-onderbouwd", "goed-onderbouwd"], ["eerste-aanwijzingen", "goed-beschreven"], "both"),
    ],
)
def test_levels_rise_and_fall_per_record(old: list[str], new: list[str], change: str) -> None:
    def document(levels: list[str]) -> dict[str, Any]:
        records, record = enumerate(levels), {"register": "nji", "datum": "2024-01-01"}
        return {"erkenningen": [{**record, "kenmerkInRegister": str(n), "niveau": one} for n, one in records]}

    levels = level_changes(document(old), document(new))
    assert Change(change="changed", kind="interventie", id="a", title="A", levels=levels).level == change
