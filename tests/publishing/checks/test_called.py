"""The messages of the rules name an item by its public id; a person reads what it is called."""

from publishing.checks.called import named_in, with_names

NAMES = {("interventie", "rustig-leren"): "Rustig Leren", ("aanbeveling", "rustig-leren"): "Leer rustig"}
MESSAGES = [
    "Interventie 'rustig-leren' staat hierbij, maar is na toetsing niet opgenomen. Haal haar hier weg.",
    "Deze zin staat ook in aanbeveling 'rustig-leren', tekst: 'interventie rustig-leren'.",
    "Verwijst naar stap 'doel-3', die niet in deze uitgave zit. Zet die klaar of haal de verwijzing weg.",
    "Hier staat 'rustig-leren' als label.",
]


def test_what_a_message_names_is_found_by_kind_and_id() -> None:
    assert named_in(MESSAGES) == {
        ("interventie", "rustig-leren"),
        ("aanbeveling", "rustig-leren"),
        ("stap", "doel-3"),
    }


def test_an_item_is_called_by_its_name_and_everything_else_stays_as_it_was() -> None:
    first, second, third, fourth = (with_names(one, lambda *address: NAMES.get(address)) for one in MESSAGES)
    assert first == "Interventie 'Rustig Leren' staat hierbij, maar is na toetsing niet opgenomen. Haal haar hier weg."
    assert second == "Deze zin staat ook in aanbeveling 'Leer rustig', tekst: 'interventie rustig-leren'."
    assert (third, fourth) == (MESSAGES[2], MESSAGES[3])
