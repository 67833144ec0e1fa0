"""What stands on the first sheet, for whoever fills in the workbook."""

INSTRUCTIONS = "Lees mij"

LINES: tuple[tuple[str, str], ...] = (
    ("Deze werkmap", "Hier staat wat er nu is: aanbevelingen, praktijkvoorbeelden, interventies en hun toelichtingen."),
    (
        "",
        "Wijzig wat je wilt, voeg rijen toe en stuur de werkmap terug. Er verandert niets vanzelf: een redacteur ziet",
    ),
    ("", "eerst elk verschil en beslist daarover."),
    ("", ""),
    ("Kenmerk", "De grijze kolom 'kenmerk' zegt welk item het is. Verander daar niets aan."),
    ("", "Nieuw item? Voeg onderaan een rij toe en laat het kenmerk leeg."),
    ("", "Kopieer je een rij? Maak dan het kenmerk van de kopie leeg."),
    ("", "Een rij weghalen verwijdert niets. Meld aan een redacteur wat weg kan."),
    ("", ""),
    ("Teksten", "Een lege regel begint een nieuwe alinea (Alt+Enter, twee keer)."),
    ("", "**vet**   *schuin*   [tekst van de link](https://voorbeeld.nl)"),
    ("", "Een lijst: elke regel begint met '- ' of met '1. '. Een kop: '### Kop' (alleen in de kolom 'tekst')."),
    (
        "",
        "Een '\\' aan het eind van een regel is een nieuwe regel in dezelfde alinea. Laat 'pagina:12' in links staan.",
    ),
    ("", ""),
    ("Lijsten", "Zet komma's tussen onderwijstypen, thema's, methoden, pijlers en regio's."),
    ("", "Onderbouwing: één bron per regel, met het adres erachter: 'Onderzoek naar rust (2024) | https://…'"),
    ("", "Ja of nee: 'ja' of 'nee'. Datum: 24-09-2026. Leeftijd: een getal in jaren."),
    ("", ""),
    (
        "Toelichtingen",
        "Elke rij hoort bij één aanbeveling en één interventie. Typ bij een nieuwe rij de titel en de naam",
    ),
    ("", "precies over; de kenmerken mogen dan leeg blijven. Het mag ook een item zijn dat je hier net toevoegde."),
    ("", ""),
    ("Niet hier", "Het erkenningsniveau van een interventie komt uit de registers en staat niet in deze werkmap."),
    ("", "Zet geen namen, e-mailadressen of telefoonnummers van personen in de werkmap."),
)
