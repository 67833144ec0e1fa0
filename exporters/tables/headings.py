"""What people call a table and a column, made from the published names."""

import re

from exporters.tables.table import Form, Table

_SPELLED = {"id": "Kenmerk", "themas": "Thema’s", "regios": "Regio’s", "tekst": "Tekst", "url": "Webadres"}


def heading(name: str) -> str:
    """Return a published name as words: ``alsHetNietGoedGaat`` is ‘Als het niet goed gaat’."""
    apart = re.sub(r"([A-Z])", lambda found: f" {found[1].lower()}", name)
    return _SPELLED.get(name, apart.capitalize())


def title_of(table: Table) -> str:
    """Return ‘Interventies’, or ‘Interventies: erkenningen’ for what stands in a field of its documents."""
    whole = heading(table.kind.collection)
    return whole if table.form is Form.DOCUMENT else f"{whole}: {heading(table.field).lower()}"
