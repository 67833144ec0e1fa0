"""What a row of a register plan is about, read again at the moment it is applied."""

from cms.content.models import Intervention
from cms.sources.errors import MovedRowError
from cms.sources.plan import Row
from cms.sources.registers.known import Known, KnownRecord
from cms.vetting.levels import Register


def held_record(row: Row, register: Register) -> KnownRecord | None:
    """Return the record of ``row`` as it is known now, None when it is not; raise MovedRowError when it moved."""
    known = Known(register, about=row)
    record = known.records.get(row.key)
    if known.base(record, known.described(row.item)) != row.base:
        raise moved(row)
    return record


def held_intervention(row: Row) -> Intervention:
    """Return the intervention of ``row``, locked until the transaction ends; raise MovedRowError when it is gone."""
    found = Intervention.objects.select_for_update().filter(uid=row.item).first()
    if found is None:
        raise MovedRowError(
            f"Rij {row.line}: de interventie van record {row.key} is verwijderd of samengevoegd. Maak een nieuw plan."
        )
    return found


def moved(row: Row) -> MovedRowError:
    """Return the error of a row that was compared with something else than what is there now."""
    if not row.item:
        return MovedRowError(f"Rij {row.line}, '{row.title}': dit record is er intussen al. Maak een nieuw plan.")
    place = f"Rij {row.line}: record" if row.line else "Record"
    return MovedRowError(
        f"{place} {row.key} of de interventie is gewijzigd sinds dit plan is gemaakt. Maak een nieuw plan."
    )
