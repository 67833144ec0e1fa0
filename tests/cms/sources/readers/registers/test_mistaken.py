"""The file of one register given as another's is refused: what it says would become false recognitions."""

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.registers.sources import REGISTERS, read_register

NJI = ("Naam;Erkend als;Op;URL", "https://www.nji.nl/interventies/{}")
LOKET = ("Nummer;Naam;Erkend als;Op;URL", "https://interventies.loketgezondleven.nl/leefstijlinterventies/{}")


def file_of(header: str, address: str, *, numbered: bool = False, rows: int = 4) -> bytes:
    names = ("rustig-leren", "samen-sterk", "stap-voor-stap", "sterk-staan")[:rows]
    lines = [f"{name};Goed onderbouwd;01-03-2024;{address.format(name)}" for name in names]
    if numbered:
        lines = [f"14000{place:02};{line}" for place, line in enumerate(lines)]
    return "\n".join([header, *lines]).encode()


def test_addresses_of_the_other_register_are_told_with_what_to_choose_instead() -> None:
    with pytest.raises(UnreadableSourceError) as refused:
        read_register(file_of(*LOKET, numbered=True), source=REGISTERS["nji"])

    assert str(refused.value) == (
        "Dit is zo te zien het Gezonde School-register, en gekozen is het NJi-register: 4 van de 4 webadressen zijn "
        "van interventies.loketgezondleven.nl. Lees het opnieuw in als Gezonde School-register. Is het toch het "
        "NJi-register, verbeter dan de webadressen."
    )
    with pytest.raises(UnreadableSourceError, match=r"van nji\.nl\. Lees het opnieuw in als NJi-register"):
        read_register(file_of(LOKET[0], NJI[1], numbered=True), source=REGISTERS["gezonde-school"])


def test_without_addresses_the_numbers_of_the_other_register_tell() -> None:
    with pytest.raises(UnreadableSourceError, match="kolom 'Nummer' heeft alleen dat register"):
        read_register(file_of(LOKET[0], "", numbered=True), source=REGISTERS["nji"])


@pytest.mark.parametrize("address", [NJI[1], "", "https://school.example/{}"])
def test_a_file_of_the_register_itself_is_read(address: str) -> None:
    assert len(read_register(file_of(NJI[0], address), source=REGISTERS["nji"]).records) == 4
    own = file_of(LOKET[0], LOKET[1] if address == NJI[1] else address, numbered=True)
    assert len(read_register(own, source=REGISTERS["gezonde-school"]).records) == 4


def test_one_strange_address_among_its_own_refuses_nothing() -> None:
    strange = file_of(*NJI) + b"\nNog een;Goed onderbouwd;01-03-2024;https://www.loketgezondleven.nl/iets"
    assert len(read_register(strange, source=REGISTERS["nji"]).records) == 5
