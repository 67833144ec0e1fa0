"""Verantwoording: waar een uitgave op rust. De uitgave schrijft dit document zelf, uit haar eigen gegevens."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from publishing.documents.base import Document, Html, Plain, Shape, Title, named
from publishing.documents.kinds.intervention import CoarseLevel, Level
from publishing.documents.manifest import ReleaseNumber

ACCOUNTABILITY = "verantwoording"  # its soort, its id, and its place in addresses: a release holds one

Count = Annotated[int, msgspec.Meta(ge=0)]
Year = Annotated[int, msgspec.Meta(ge=2000, le=2999)]


class Source(Shape, frozen=True, kw_only=True):
    """Een register: hoeveel registraties van de opgenomen interventies daarin staan, en wanneer die zijn nagekeken."""

    register: Literal["nji", "gezonde-school"]
    name: Plain = named("naam")
    records: Count = named("registraties")
    consulted: Count = named("opnieuwGeraadpleegd", default=0)
    first_consulted_on: date | None = named("eersteRaadpleging", default=None)
    last_consulted_on: date | None = named("laatsteRaadpleging", default=None)


class LevelCount(Shape, frozen=True, kw_only=True):
    """Hoeveel erkenningen in de uitgave dit niveau hebben. Een interventie kan er meer dan één hebben."""

    level: Level = named("niveau")
    coarse_level: CoarseLevel = named("niveauInHetKort")
    count: Count = named("aantal")


class KindCount(Shape, frozen=True, kw_only=True):
    """Hoeveel items van een soort in de uitgave staan, en hoeveel er nieuw en vervallen zijn sinds de vorige."""

    kind: str = named("soort")
    count: Count = named("aantal")
    new: Count = named("nieuw", default=0)
    retired: Count = named("vervallen", default=0)


class LeftOut(Shape, frozen=True, kw_only=True):
    """Hoeveel interventies om deze reden niet zijn opgenomen."""

    reason: Plain = named("reden")
    count: Count = named("aantal")


class Correction(Shape, frozen=True, kw_only=True):
    """Wat een correctie anders maakt aan een uitgave die al was gepubliceerd, en waarom."""

    corrects: ReleaseNumber = named("uitgave")
    changed: Count = named("gewijzigd", default=0)
    retired: Count = named("vervallen", default=0)
    summary: Plain = named("samenvatting", default="")


class Accountability(Document, frozen=True, kw_only=True, tag=ACCOUNTABILITY):
    """De verantwoording van een uitgave: bronnen, niveaus, aantallen en wat niet is opgenomen, ook als tekst."""

    title: Title = named("titel")
    reference_date: date = named("ijkdatum")
    round_year: Year | None = named("jaarronde", default=None)
    compared_with: ReleaseNumber | None = named("vergelekenMet", default=None)
    correction: Correction | None = named("correctie", default=None)
    sources: list[Source] = named("bronnen", default_factory=list)
    levels: list[LevelCount] = named("niveaus", default_factory=list)
    counts: list[KindCount] = named("aantallen", default_factory=list)
    left_out: list[LeftOut] = named("nietOpgenomen", default_factory=list)
    body: Html = named("tekst", default="")
