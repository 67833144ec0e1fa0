"""``datapackage.json``: what the package says of itself and of its tables (Data Package 2.0, Table Schema)."""

from typing import Any

from exporters.head import TITLE, Head
from exporters.kinds.data_package.spool import SpooledTable
from exporters.levels import LABELS, REGISTERS, RISING
from exporters.licences import name_of_licence
from exporters.tables.column import Column, Type
from exporters.tables.headings import heading, title_of
from exporters.tables.table import Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_LABELLED: dict[str, list[dict[str, str]]] = {
    "niveau": [{"value": level, "label": LABELS[level]} for level in RISING],
    "register": [{"value": value, "label": label} for value, label in REGISTERS.items()],
}
_HTML = "Veilige HTML: p, br, strong, em, h3, h4, ul, ol, li en a met href."


def descriptor(head: Head, tables: list[SpooledTable]) -> dict[str, Any]:
    """Return it all; ``soort``, ``veld`` and ``vorm`` are ours: from which field the rows of a table come."""
    return {
        "$schema": _PROFILE,
        "name": "wegwijzer-mentaal-kapitaal",
        "id": head.address() if head.base_url else f"urn:sha256:{head.digest}",
        "title": f"{TITLE}, uitgave {head.number}",
        "description": "Domeinen, aanbevelingen, interventies en praktijkvoorbeelden voor welbevinden op school.",
        "version": head.number,
        **({"homepage": head.base_url} if head.base_url else {}),
        **_rights(head),
        "ijkdatum": head.reference_date.isoformat(),
        "vingerafdruk": head.digest,
        "schemaVersie": head.schema_version,
        "resources": [_resource(one) for one in tables],
    }


def _rights(head: Head) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if head.licence:
        name = name_of_licence(head.licence)
        found["licenses"] = [{**({"name": name} if name else {}), "path": head.licence}]
    if head.publisher:
        found["contributors"] = [{"title": head.publisher, "roles": ["publisher"]}]
    return found


def _resource(spooled: SpooledTable) -> dict[str, Any]:
    table = spooled.table
    return {
        "name": table.name,
        "type": "table",
        "title": title_of(table),
        "path": spooled.path_within,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": spooled.size,
        "hash": f"sha256:{spooled.sha256}",
        "soort": table.kind.name,
        **({"veld": table.field} if table.field else {}),
        "vorm": table.form.value,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **_foreign_keys(table, spooled.dangling),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.type.value,
        "title": heading(column.name),
        **({"description": _HTML} if column.is_html else {}),
        **({"constraints": constraints} if constraints else {}),
        **_categories(column),
    }


def _categories(column: Column) -> dict[str, Any]:
    """Return the labels of what is chosen from; the levels rise."""
    if not column.choices or column.type is not Type.TEXT:
        return {}
    found = _LABELLED.get(column.name, [{"value": one, "label": one.capitalize()} for one in column.choices])
    return {"categories": found, **({"categoriesOrdered": True} if column.name == "niveau" else {})}


def _foreign_keys(table: Table, dangling: set[str]) -> dict[str, Any]:
    """Return where ids lead. A column that leads to what was erased by law would break the promise of a key."""
    keys = [
        {"fields": [column.name], "reference": {"resource": column.refers_to.collection, "fields": ["id"]}}
        for column in table.columns
        if column.refers_to and column.name not in dangling
    ]
    return {"foreignKeys": keys} if keys else {}
