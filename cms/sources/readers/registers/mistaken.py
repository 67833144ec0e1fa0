"""Refuses the file of one register that was given as another's: its recognitions would be false, and look safe."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.registers.columns import Field, column_of
from cms.sources.readers.tables import Line, Table
from cms.vetting.levels import Register

_HOSTS = {  # where the records of a register stand
    Register.NJI: ("nji.nl",),
    Register.GEZONDE_SCHOOL: ("gezondeschool.nl", "loketgezondleven.nl"),
}
_OWN_COLUMNS = {Register.NJI: Field.REASSESSMENT, Register.GEZONDE_SCHOOL: Field.NUMBER}
_NUMBER = re.compile(r"[0-9]{6,}")  # in the Loket; the number of a row is shorter


def check_register(table: Table, *, register: Register) -> None:
    """Raise UnreadableSourceError when ``table`` plainly is of another register than ``register``.

    Plain is: by far the most addresses are of the other's records, or only the other's own column is there and no
    address is of this one's.
    """
    first, *rest = table.lines
    places = {column.field: place for place, cell in enumerate(first.cells) if (column := column_of(str(cell)))}
    hosts = [host for line in rest if (host := _host(line, places.get(Field.URL)))]
    known = Counter(owner for host in hosts if (owner := _owner(host)))
    other = next(one for one in Register if one is not register)
    if known[other] > 2 * known[register] and 3 * known[other] >= len(rest):
        seen = f"{known[other]} van de {len(hosts)} webadressen zijn van {_most(hosts, other)}"
        raise _refusal(other, register, seen=seen, mend="verbeter dan de webadressen")
    if not known[register] and (own := _own_column(first, rest, places, register, other)):
        raise _refusal(other, register, seen=f"kolom '{own}' heeft alleen dat register", mend="haal dan die kolom weg")


def _host(line: Line, place: int | None) -> str:
    address = str(line.cells[place]) if place is not None and place < len(line.cells) else ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # no address; the reader says so with the row
        return ""


def _owner(host: str) -> Register | None:
    return next((one for one, own in _HOSTS.items() if any(f".{host}".endswith(f".{name}") for name in own)), None)


def _most(hosts: Iterable[str], register: Register) -> str:
    return Counter(host for host in hosts if _owner(host) is register).most_common(1)[0][0]


def _own_column(
    first: Line, rest: list[Line], places: dict[Field, int], register: Register, other: Register
) -> str | None:
    """Return the name of the column that only ``other`` has, None when ``register`` has its own too."""
    place = places.get(_OWN_COLUMNS[other])
    if place is None or _OWN_COLUMNS[register] in places:
        return None
    cells = [str(line.cells[place]) for line in rest if place < len(line.cells)]
    is_own = other is not Register.GEZONDE_SCHOOL or 2 * sum(map(bool, map(_NUMBER.fullmatch, cells))) > len(rest)
    return str(first.cells[place]) if is_own else None


def _refusal(other: Register, register: Register, *, seen: str, mend: str) -> UnreadableSourceError:
    seems, chosen = f"{other.short}-register", f"{register.short}-register"
    return UnreadableSourceError(
        f"Dit is zo te zien het {seems}, en gekozen is het {chosen}: {seen}. Lees het opnieuw in als {seems}. "
        f"Is het toch het {chosen}, {mend}."
    )
