"""Domein."""

from typing import Literal

from publishing.documents.base import Document, Html, Number, Plain, Title, named


class Domain(Document, frozen=True, kw_only=True, tag="domein"):
    """Een domein dat een school scoort tussen twee uitersten."""

    number: Number = named("nummer")
    title: Title = named("titel")
    when_low: Plain = named("alsHetNietGoedGaat", default="")
    when_high: Plain = named("alsHetWelGoedGaat", default="")
    explanation: Html = named("toelichting", default="")
    system_level: Literal["", "maatschappij", "school", "omgeving", "individu"] = named("systeemniveau", default="")
