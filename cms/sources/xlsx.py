"""What every XLSX that we write has in common."""

from datetime import UTC, datetime

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# One moment for every workbook: the same content gives the same file, and nobody's clock is in it.
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # xlsxwriter takes a moment without zone
