"""The records of a release are what portals and search engines expect, judged by libraries that know nothing of us."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyld.jsonld  # type: ignore[import-untyped]  # carries no types
import pyshacl
import pytest
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from exporters.base import ExportError
from exporters.head import read_head
from exporters.kinds.catalogue.exporters import CatalogueRecord, CatalogueRecordTurtle, SchemaOrg
from exporters.registry import EXPORTERS
from publishing.store.pack_reader import Pack
from tests.exporters import packs

# rdflib reads JSON-LD with a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SHAPES = Path(__file__).with_name("dcat_ap_nl.ttl")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SCHEMA = "https://schema.org/"
RELEASE = "https://wegwijzer.example/api/v1/uitgaven/2026.1"
AWKWARD_BASE = "https://wegwijzer.example/een map/<x>"


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def text_of(exporter: Any, pack: Pack, folder: Path) -> str:
    exporter.write(pack, folder / exporter.kind)
    return (folder / exporter.kind).read_text(encoding="utf-8")


def record_of(pack: Pack, folder: Path) -> Graph:
    return Graph().parse(data=text_of(CatalogueRecordTurtle(), pack, folder), format="turtle")


def violations(record: Graph) -> list[str]:
    """Return the names of the property shapes that fired."""
    _, report, _ = pyshacl.validate(record, shacl_graph=shapes(), inference="none")
    return sorted(str(one).rpartition("#")[2] for one in report.objects(None, SH.sourceShape))


def test_the_record_meets_every_shape(any_pack: Pack, tmp_path: Path) -> None:
    assert violations(record_of(any_pack, tmp_path)) == []


def every_property() -> list[str]:
    return sorted(str(one).rpartition("#")[2] for one in shapes().objects(None, SH.property))


def target_of(name: str) -> tuple[URIRef, list[URIRef]]:
    """Return the class whose things a property shape looks at, and the predicates that it looks for."""
    shape = next(one for one in shapes().objects(None, SH.property) if str(one).endswith(f"#{name}"))
    owner = shapes().value(predicate=SH.property, object=shape)
    path = shapes().value(shape, SH.path)
    alternatives = shapes().value(path, SH.alternativePath) if isinstance(path, BNode) else None
    predicates = list(shapes().items(alternatives)) if alternatives is not None else [path]
    found = shapes().value(owner, SH.targetClass)
    assert isinstance(found, URIRef)
    return found, [one for one in predicates if isinstance(one, URIRef)]


@pytest.mark.parametrize("name", every_property())
def test_each_shape_fires_when_what_it_demands_is_missing(name: str, pack: Pack, tmp_path: Path) -> None:
    record = record_of(pack, tmp_path)
    kind, predicates = target_of(name)
    for thing in list(record.subjects(RDF.type, kind)):
        for predicate in predicates:
            record.remove((thing, predicate, None))
    assert name in violations(record)


@pytest.mark.parametrize("name", every_property())
def test_each_shape_fires_when_something_of_another_kind_stands_there(name: str, pack: Pack, tmp_path: Path) -> None:
    record = record_of(pack, tmp_path)
    kind, predicates = target_of(name)
    thing = next(iter(record.subjects(RDF.type, kind)))
    held = record.value(thing, predicates[-1])
    wrong = URIRef("https://wegwijzer.example/iets") if isinstance(held, Literal) else Literal("iets")
    record.set((thing, predicates[-1], wrong))
    assert name in violations(record)


def test_json_ld_and_turtle_say_the_same(any_pack: Pack, tmp_path: Path) -> None:
    json_ld = Graph().parse(data=text_of(CatalogueRecord(), any_pack, tmp_path), format="json-ld")
    assert len(json_ld) > 80
    assert isomorphic(json_ld, record_of(any_pack, tmp_path))


def test_an_awkward_publisher_and_address_stay_what_they_are_in_both_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = 'Een "uitgever" \\ met\ttab, \u202eomgekeerd, 👩‍👩‍👧 en \x01'
    monkeypatch.setattr(packs, "PUBLISHER", name)
    pack = packs.write(
        tmp_path / "pack", packs.ordinary(), base_url=AWKWARD_BASE, licence="https://x.example/een licentie"
    )
    record = record_of(pack, tmp_path)
    assert isomorphic(Graph().parse(data=text_of(CatalogueRecord(), pack, tmp_path), format="json-ld"), record)
    assert violations(record) == []
    names = record.objects(None, URIRef("http://xmlns.com/foaf/0.1/name"))
    assert [str(one) for one in names] == [name]


def test_the_context_stands_in_the_file_so_that_nothing_is_fetched(pack: Pack, tmp_path: Path) -> None:
    for exporter in (CatalogueRecord(), SchemaOrg()):
        expanded = pyld.jsonld.expand(json.loads(text_of(exporter, pack, tmp_path)), {"documentLoader": _fetch_nothing})
        known = {str(name) for one in expanded for name in one if not name.startswith("@")}
        assert len(expanded) > 10
        assert all(name.startswith(("http://", "https://schema.org/")) for name in known)


def test_the_record_says_what_the_release_froze(pack: Pack, tmp_path: Path) -> None:
    record, release = record_of(pack, tmp_path), URIRef(RELEASE)
    assert record.value(release, DCAT.version) == Literal("2026.1")
    assert record.value(release, DCAT.previousVersion) == URIRef("https://wegwijzer.example/api/v1/uitgaven/2025.1")
    assert record.value(URIRef(f"{RELEASE}#periode"), DCAT.endDate) == Literal("2026-07-31", datatype=XSD.date)
    licences = set(record.objects(None, URIRef("http://purl.org/dc/terms/license")))
    assert licences == {URIRef(packs.LICENCE)}


def test_the_distributions_are_what_is_always_there(pack: Pack, tmp_path: Path) -> None:
    record = record_of(pack, tmp_path)
    addresses = {str(one) for one in record.objects(None, DCAT.downloadURL)}
    assert addresses == {f"{RELEASE}/bundel", f"{RELEASE}/exports/data-package"}
    assert EXPORTERS["data-package"].required
    EXPORTERS["json-bundle"].write(pack, tmp_path / "bundle")
    bundle = (tmp_path / "bundle").read_bytes()
    assert record.value(URIRef(f"{RELEASE}#bundel"), DCAT.byteSize) == Literal(
        len(bundle), datatype=XSD.nonNegativeInteger
    )
    sums = record.objects(None, URIRef("http://spdx.org/rdf/terms#checksumValue"))
    assert [str(one).lower() for one in sums] == [hashlib.sha256(bundle).hexdigest()]


def test_schema_org_describes_dataset_work_and_terms(pack: Pack, tmp_path: Path) -> None:
    told = json.loads(text_of(SchemaOrg(), pack, tmp_path))["@graph"]
    (dataset,), (work,) = _of_type(told, "Dataset"), _of_type(told, "CreativeWork")
    for one in (dataset, work):
        assert (one["version"], one["temporalCoverage"], one["license"]) == ("2026.1", "../2026-07-31", packs.LICENCE)
    assert dataset["identifier"] == f"sha256:{read_head(pack).digest}"
    terms = {one["termCode"]: one for one in _of_type(told, "DefinedTerm")}
    assert terms["welbevinden"]["description"] == "Hoe het met je gaat."
    assert terms["welbevinden"]["url"] == f"{RELEASE}/begrippen/welbevinden"
    assert [terms[level]["position"] for level in ("niet-erkend", "goed-beschreven", "sterke-aanwijzingen")] == [
        0,
        1,
        5,
    ]


def test_what_schema_org_leads_to_is_named_in_it(pack: Pack, tmp_path: Path) -> None:
    graph = Graph().parse(data=text_of(SchemaOrg(), pack, tmp_path), format="json-ld")
    assert len(set(graph.subjects(RDF.type, URIRef(f"{SCHEMA}DefinedTerm")))) == 7
    for name in ("publisher", "creator", "isBasedOn", "inDefinedTermSet"):
        found = set(graph.objects(None, URIRef(SCHEMA + name)))
        assert found
        assert all((one, RDF.type, None) in graph for one in found)


@pytest.mark.parametrize("exporter", [CatalogueRecord(), CatalogueRecordTurtle(), SchemaOrg()])
def test_a_release_that_does_not_say_whose_it_is_gets_no_record(exporter: Any, tmp_path: Path) -> None:
    pack = packs.write(tmp_path / "pack", [], licence="", base_url="")
    with pytest.raises(ExportError, match="ontbreekt: de licentie, het basisadres"):
        exporter.write(pack, tmp_path / "record")


def _of_type(told: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [one for one in told if one["@type"] == name]


def _fetch_nothing(address: str, options: Any) -> Callable[..., Any]:
    raise AssertionError(f"{address} is fetched")
