"""Small register files of fictional records."""

from cms.sources.plan import Plan, Row
from cms.sources.registers.planning import make_register_plan

HEADER = "Nummer;Naam;Erkenningsstatus;Datum erkenning;Herbeoordeling;Leeftijd;Thema;Eigenaar;Website"
RUST = "1400001;Rustig Leren;Goed onderbouwd;01-03-2024;;8-12 jaar;Rust;Bureau Stilte;"


def plan_of(*lines: str, complete: bool = False, kind: str = "gezonde-school") -> Plan:
    """Return the plan of a file with ``lines`` under the header."""
    return make_register_plan(kind=kind, data="\n".join([HEADER, *lines]).encode(), complete=complete)


def row_of(*lines: str, complete: bool = False, kind: str = "gezonde-school") -> Row:
    """Return the only row of the plan of ``lines``."""
    (row,) = plan_of(*lines, complete=complete, kind=kind).rows
    return row


def changes(row: Row) -> dict[str, tuple[object, object]]:
    """Return what ``row`` changes, old and new."""
    return {name: (change.old, change.new) for name, change in row.fields.items()}
