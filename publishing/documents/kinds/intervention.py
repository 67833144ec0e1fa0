"""Interventie, met haar erkenningen."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from publishing.documents.base import Document, Html, Plain, Shape, Title, Url, named

Age = Annotated[float, msgspec.Meta(ge=-1, le=120, description="In jaren.")]
Level = Literal[
    "goed-beschreven",
    "goed-onderbouwd",
    "eerste-aanwijzingen",
    "goede-aanwijzingen",
    "sterke-aanwijzingen",
    "niet-erkend",
]
CoarseLevel = Literal["goed beschreven", "goed onderbouwd", "effectief", "niet erkend"]
COARSE: dict[Level, CoarseLevel] = {
    "goed-beschreven": "goed beschreven",
    "goed-onderbouwd": "goed onderbouwd",
    "eerste-aanwijzingen": "effectief",
    "goede-aanwijzingen": "effectief",
    "sterke-aanwijzingen": "effectief",
    "niet-erkend": "niet erkend",
}
RANK: dict[Level, int] = {level: rank for rank, level in enumerate(COARSE)} | {"niet-erkend": -1}


class Recognition(Shape, frozen=True, kw_only=True):
    """Een erkenning in één register, zoals die gold op de ijkdatum. Erkenningen worden nooit samengevoegd."""

    register: Literal["nji", "gezonde-school"]
    record: Plain = named("kenmerkInRegister")
    level: Level = named("niveau")
    coarse_level: CoarseLevel = named("niveauInHetKort")
    recognised_on: date = named("datum")
    url: Url = named("webadres", default="")


class Intervention(Document, frozen=True, kw_only=True, tag="interventie"):
    """Een interventie. De volledige beschrijving staat bij het register."""

    name: Title = named("naam")
    summary: Html = named("samenvatting", default="")
    owner: Plain = named("eigenaar", default="")
    age_from: Age | None = named("leeftijdVanaf", default=None)
    age_to: Age | None = named("leeftijdTotEnMet", default=None)
    sectors: list[str] = named("onderwijstypen", default_factory=list)
    themes: list[str] = named("themas", default_factory=list)
    methods: list[str] = named("methoden", default_factory=list)
    prevention_level: Literal["", "universeel", "selectief", "geindiceerd"] = named("preventieniveau", default="")
    pillars: list[str] = named("pijlers", default_factory=list)
    regions: list[str] = named("regios", default_factory=list)
    url: Url = named("webadres", default="")
    recognitions: list[Recognition] = named("erkenningen", default_factory=list)
