"""What data portals want to know of a release, by DCAT-AP-NL 3: catalogue, dataset, distributions, service, publisher.

Only what is always there is a distribution: the bundle in the API, and the data package, without which a release does
not go out. The day of publication is unknown to a release and so is not told.
"""

from collections.abc import Iterator
from typing import NamedTuple

from exporters.head import TITLE, Head
from exporters.kinds.catalogue.graph import Iri, Literal, Node, Value, dutch, node
from exporters.kinds.catalogue.words import ABOUT, KEYWORDS
from publishing.api.version import BASE_PATH
from publishing.store.pack_reader import Measure

_EU = "http://publications.europa.eu/resource/authority"
PUBLIC, DUTCH, ANNUAL = (Iri(f"{_EU}/{one}") for one in ("access-right/PUBLIC", "language/NLD", "frequency/ANNUAL"))
THEMES = {"EDUC": "Onderwijs, cultuur en sport", "HEAL": "Gezondheid"}  # of the EU's list of data themes
JSON, CSV = Iri(f"{_EU}/file-type/JSON"), Iri(f"{_EU}/file-type/CSV")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"


class Names(NamedTuple):
    """The names of the things in the record."""

    catalogue: Iri
    dataset: Iri
    bundle: Iri
    tables: Iri
    service: Iri
    publisher: Iri
    contact: Iri
    period: Iri
    checksum: Iri


def names_in(head: Head) -> Names:
    """Return what everything is called: the dataset is the release itself, the rest hangs from it or from the API."""
    root, release = head.base_url.rstrip("/"), head.address()
    return Names(
        catalogue=Iri(f"{root}{BASE_PATH}#catalogus"),
        dataset=Iri(release),
        bundle=Iri(f"{release}#bundel"),
        tables=Iri(f"{release}#datapakket"),
        service=Iri(f"{root}{BASE_PATH}#api"),
        publisher=Iri(f"{root}/#uitgever"),
        contact=Iri(f"{root}/#contact"),
        period=Iri(f"{release}#periode"),
        checksum=Iri(f"{release}#bundel-sha256"),
    )


def record(head: Head, bundle: Measure) -> list[Node]:
    """Return the whole record; ``bundle`` is the size and digest of the bundle."""
    names = names_in(head)
    return [
        _catalogue(head, names),
        _dataset(head, names),
        *_distributions(head, names, bundle),
        _service(head, names),
        *_people(head, names),
        *_code_lists(head),
    ]


def _catalogue(head: Head, names: Names) -> Node:
    return node(
        names.catalogue,
        "dcat:Catalog",
        dct_title=dutch(f"Open gegevens van de {TITLE}"),
        dct_description=dutch(f"De uitgaven van de {TITLE} als open gegevens."),
        dct_publisher=names.publisher,
        dct_creator=names.publisher,
        dcat_contactPoint=names.contact,
        dct_license=Iri(head.licence),
        dct_language=DUTCH,
        foaf_homepage=Iri(head.base_url),
        dcat_dataset=names.dataset,
        dcat_service=names.service,
    )


def _dataset(head: Head, names: Names) -> Node:
    previous: dict[str, Value | list[Value]] = {}
    if head.predecessor is not None:
        address = head.address().removesuffix(head.number) + head.predecessor.number
        previous["dcat_previousVersion"] = Iri(address)
    return node(
        names.dataset,
        "dcat:Dataset",
        dct_title=dutch(f"{TITLE}, uitgave {head.number}"),
        dct_description=dutch(f"{ABOUT} Stand op {head.reference_date:%d-%m-%Y}."),
        dct_identifier=Literal(names.dataset.text),
        dct_accessRights=PUBLIC,
        dct_license=Iri(head.licence),
        dct_publisher=names.publisher,
        dct_creator=names.publisher,
        dcat_contactPoint=names.contact,
        dcat_theme=[_theme(one) for one in THEMES],
        dcat_keyword=[dutch(one) for one in KEYWORDS],
        dct_language=DUTCH,
        dct_accrualPeriodicity=ANNUAL,
        dct_temporal=names.period,
        dcat_version=Literal(head.number),
        dcat_landingPage=Iri(head.base_url),
        dcat_distribution=[names.bundle, names.tables],
        **previous,
    )


def _distributions(head: Head, names: Names, bundle: Measure) -> Iterator[Node]:
    yield node(
        names.bundle,
        "dcat:Distribution",
        dct_title=dutch("Alle inhoud als JSON"),
        dct_license=Iri(head.licence),
        dcat_accessURL=Iri(head.address("bundel")),
        dcat_downloadURL=Iri(head.address("bundel")),
        dcat_accessService=names.service,
        dcat_mediaType=Iri(f"{_MEDIA_TYPES}/application/json"),
        dct_format=JSON,
        dcat_byteSize=Literal(str(bundle.size), datatype="xsd:nonNegativeInteger"),
        spdx_checksum=names.checksum,
    )
    yield node(
        names.checksum,
        "spdx:Checksum",
        spdx_algorithm=Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
        spdx_checksumValue=Literal(bundle.digest, datatype="xsd:hexBinary"),
    )
    yield node(
        names.tables,
        "dcat:Distribution",
        dct_title=dutch("Alle inhoud als tabellen (datapakket met CSV)"),
        dct_license=Iri(head.licence),
        dcat_accessURL=Iri(head.address("exports/data-package")),
        dcat_downloadURL=Iri(head.address("exports/data-package")),
        dcat_mediaType=Iri(f"{_MEDIA_TYPES}/text/csv"),
        dcat_packageFormat=Iri(f"{_MEDIA_TYPES}/application/zip"),
        dct_format=CSV,
    )


def _service(head: Head, names: Names) -> Node:
    root = head.base_url.rstrip("/") + BASE_PATH
    return node(
        names.service,
        "dcat:DataService",
        dct_title=dutch(f"API van de {TITLE}"),
        dct_description=dutch("Alle uitgaven, per soort en per item, met filters en zoeken."),
        dct_identifier=Literal(names.service.text),
        dct_accessRights=PUBLIC,
        dct_license=Iri(head.licence),
        dct_publisher=names.publisher,
        dct_creator=names.publisher,
        dcat_contactPoint=names.contact,
        dcat_theme=[_theme(one) for one in THEMES],
        dcat_endpointURL=Iri(root),
        dcat_endpointDescription=Iri(f"{root}/openapi.json"),
        dcat_servesDataset=names.dataset,
        foaf_page=Iri(f"{root}/documentatie"),
    )


def _people(head: Head, names: Names) -> Iterator[Node]:
    yield node(names.publisher, "foaf:Agent", foaf_name=dutch(head.publisher), foaf_homepage=Iri(head.base_url))
    yield node(
        names.contact,
        "vcard:Kind",
        "vcard:Organization",
        vcard_fn=dutch(head.publisher),
        vcard_hasURL=Iri(head.base_url),
    )
    yield node(
        names.period,
        "dct:PeriodOfTime",
        dcat_endDate=Literal(head.reference_date.isoformat(), datatype="xsd:date"),
    )


def _code_lists(head: Head) -> Iterator[Node]:
    """Yield what the values from code lists are: a validator does not fetch them."""
    for code, name in THEMES.items():
        scheme = Iri(f"{_EU}/data-theme")
        yield node(_theme(code), "skos:Concept", skos_prefLabel=dutch(name), skos_inScheme=scheme)
    yield node(PUBLIC, "dct:RightsStatement", skos_prefLabel=dutch("openbaar"))
    yield node(DUTCH, "dct:LinguisticSystem", skos_prefLabel=dutch("Nederlands"))
    yield node(ANNUAL, "dct:Frequency", skos_prefLabel=dutch("jaarlijks"))
    for file_type in (JSON, CSV):
        label = Literal(file_type.text.rpartition("/")[2])
        yield node(file_type, "dct:MediaTypeOrExtent", skos_prefLabel=label)
    yield node(Iri(head.licence), "dct:LicenseDocument", dct_identifier=Literal(head.licence))


def _theme(code: str) -> Iri:
    return Iri(f"{_EU}/data-theme/{code}")
