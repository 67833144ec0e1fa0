"""What the screens call the fields and the kinds of a workbook's plan."""

from cms.sources.workbook.columns import LINK_SHEETS, SHEETS

# By kind and field: ``LABELS["intervention", "owner"]`` is 'eigenaar'.
LABELS: dict[tuple[str, str], str] = {
    **{(sheet.target, column.field): column.heading for sheet in SHEETS for column in sheet.columns},
    **{(sheet.target, sheet.key): sheet.other.label for sheet in LINK_SHEETS},
}
TARGET_LABELS: dict[str, str] = {sheet.target: sheet.label for sheet in SHEETS}
