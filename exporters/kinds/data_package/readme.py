"""What somebody reads who opens the package without knowing us."""

from exporters.head import TITLE, Head
from exporters.kinds.data_package.spool import SpooledTable
from exporters.tables.headings import title_of

_TEXT = """\
# {title}, uitgave {number}

Dit is de hele inhoud van de Wegwijzer als tabellen, zoals die gold op de ijkdatum.

- IJkdatum: {day}
- Vingerafdruk van de uitgave: `{digest}`
- Uitgever: {publisher}
- Licentie: {licence}
- Adres: {address}

## Wat zit erin

| bestand | wat | rijen |
|---|---|---|
{tables}

`datapackage.json` beschrijft elke kolom: de soort waarde, waaruit gekozen is en waarheen een kenmerk verwijst
([Data Package 2.0](https://datapackage.org)). `schemas/` bevat de JSON Schema’s van de documenten, `inhoudslijst.json`
de lijst van alle documenten met hun vingerafdruk.

## Zo lees je de bestanden

- UTF-8, met komma’s, een kopregel en regels die eindigen op CRLF (RFC 4180). Open ze in Excel met *Gegevens* →
  *Uit tekst/CSV*, of gebruik de werkmap van deze uitgave.
- Een cel met tekst die begint met `=`, `+`, `-`, `@`, een tab of een regeleinde, krijgt er één apostrof (`'`) voor. Zo
  voert een rekenblad niets uit. Staan er al apostrofs voor, dan komt er één bij. Haal die eerste apostrof weg als na
  alle apostrofs vooraan zo’n teken staat. Getallen krijgen er nooit een.
- Een lege cel betekent: hierover zegt het document niets.
- Teksten met opmaak zijn veilige HTML.

## Zo maak je er weer documenten van

Een document is een rij uit de tabel van zijn soort, zonder `vingerafdruk` en met `soort` erbij. Wat meer dan één waarde
heeft, staat in een tabel ernaast: `veld` in `datapackage.json` zegt in welk veld het hoort, `vorm` of het losse
waarden, objecten of één object zijn, en `volgorde` in welke volgorde. Laat een veld weg als het leeg is, of als het de
waarde heeft die het JSON Schema als `default` noemt; een verplicht veld blijft. Schrijf het als canonieke JSON
(RFC 8785): de SHA-256 daarvan is de vingerafdruk.
"""
_ERASED = """
## Gewist

Uit deze uitgave is op grond van de wet iets gewist. Verwijzingen ernaar kunnen er nog staan; een kolom waarin dat zo
is, staat niet als verwijzing in `datapackage.json`.
"""


def readme(head: Head, tables: list[SpooledTable], *, is_erased: bool) -> str:
    """Return the text as Markdown."""
    lines = (f"| `{one.path_within}` | {title_of(one.table)} | {one.rows} |" for one in tables)
    text = _TEXT.format(
        title=TITLE,
        number=head.number,
        day=f"{head.reference_date:%d-%m-%Y}",
        digest=head.digest,
        publisher=head.publisher,
        licence=head.licence,
        address=head.base_url,
        tables="\n".join(lines),
    )
    return text + (_ERASED if is_erased else "")
