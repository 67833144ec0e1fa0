"""What a pack is asked goes through its indexes, and equals what a plain walk through all documents finds."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.indexing import Indexer, fold
from publishing.documents.kinds.intervention import Intervention
from publishing.store.pack import PackDocument, write_pack
from publishing.store.pack_query import Place, Query, count_of, page_of, words_in
from publishing.store.pack_reader import Pack

NAMES = [
    f"{first} {second}" for first, second in product(("Rust", "Émile", "ruzie", "Zon"), ("op", "OPA", "in ’t", "42"))
]
THEMES = ("Angst", "Pesten")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    path = tmp_path_factory.mktemp("asked") / "pack.sqlite"
    bodies = [
        canonical_bytes(Intervention(id=f"i-{place}", name=name, themes=[THEMES[place % 2]], age_from=float(place)))
        for place, name in enumerate(NAMES)
    ]
    documents = [PackDocument("interventie", f"i-{place}", digest(body), body) for place, body in enumerate(bodies)]
    write_pack(path, meta={}, manifest=b"{}", documents=documents, retired=[], indexer=Indexer())
    opened = Pack(path)
    yield opened
    opened.close()


def found(pack: Pack, query: Query, *, limit: int) -> list[str]:
    """Return the names of all pages together."""
    names: list[str] = []
    after: Place | None = None
    while rows := pack.page(query, after=after, limit=limit):
        names += [json.loads(row.body)["naam"] for row in rows]
        after = rows[-1].place
    return names


ORDERS = st.sampled_from([("volgorde", False), ("titel", False), ("titel", True), ("niveau", False), ("niveau", True)])
TYPED = st.lists(st.sampled_from(["ru", "op", "emi", "zon", "t", "4"]), max_size=2)


@given(
    order=ORDERS,
    typed=TYPED,
    themes=st.lists(st.sampled_from(["angst", "pesten"]), max_size=2, unique=True),
    age=st.none() | st.integers(0, 16),
    limit=st.integers(1, 20),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_a_query_finds_what_a_plain_walk_finds(
    pack: Pack, order: tuple[str, bool], typed: list[str], themes: list[str], age: int | None, limit: int
) -> None:
    facets = [("thema", tuple(themes))] if themes else []
    facets += [("leeftijd", (str(age),))] if age is not None else []
    query = Query("interventie", tuple(facets), tuple(typed), *order)
    walked = [
        name
        for place, name in enumerate(NAMES)
        if (not themes or fold(THEMES[place % 2]) in themes)
        and (age is None or place <= age)
        and all(any(word.startswith(one) for word in words_in(fold(name))) for one in typed)
    ]
    if order[0] == "titel":
        walked.sort(key=fold)
    if order[1]:
        walked.reverse()
    assert found(pack, query, limit=limit) == walked
    assert pack.count(query) == len(walked)


# Full text by MATCH, within a range of rows; what that gave is walked once, where it is ordered by relevance.
BY_WORDS = ("SCAN search VIRTUAL TABLE INDEX 0:M2><", "SCAN o")
QUERIES = [
    Query("interventie"),
    Query("interventie", (("thema", ("angst",)),)),
    Query("interventie", (("thema", ("angst", "pesten")), ("leeftijd", ("9",)))),
    Query("interventie", words=("rust",)),
    Query("interventie", words=("rust",), order="relevantie"),
    Query("interventie", (("thema", ("angst",)),), ("rust",), "titel", descending=True),
    Query("interventie", order="niveau"),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("after", [None, Place(1.0, 4)])
def test_no_query_reads_a_whole_table(pack: Pack, query: Query, after: Place | None) -> None:
    for sql in (page_of(query, after=after, limit=10), count_of(query)):
        steps = [row[3] for row in pack._connection.execute(f"EXPLAIN QUERY PLAN {sql.text}", sql.parameters)]
        assert steps
        assert not [step for step in steps if step.startswith("SCAN") and not step.startswith(BY_WORDS)]


def test_the_same_documents_give_the_same_rows(pack: Pack, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    write_pack(other, meta={}, manifest=b"{}", documents=pack.documents(), retired=[], indexer=Indexer())
    assert pack.same_rows(Pack(other))
    less = tmp_path / "less.sqlite"
    documents = [one._replace(body=one.body.replace(b"Zon", b"Zom")) for one in pack.documents()]
    write_pack(less, meta={}, manifest=b"{}", documents=documents, retired=[], indexer=Indexer())
    assert not pack.same_rows(Pack(less))
