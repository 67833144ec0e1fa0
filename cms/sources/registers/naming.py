"""A person types the name of the intervention that a row is about."""

from cms.sources.errors import DecisionError
from cms.sources.readers.registers import REGISTERS
from cms.sources.registers.known import Known


def intervention_named(name: str, *, kind: str) -> str:
    """Return the uid of the one intervention called ``name``, whatever its capitals, accents and punctuation.

    Raise DecisionError when there is none, or more than one.
    """
    if not name:
        raise DecisionError("Typ de naam van de interventie.")
    found = Known(REGISTERS[kind].register).named(name)
    if not found:
        raise DecisionError(
            f"Er is geen interventie die '{name}' heet. Kijk hoe de naam in de Wegwijzer staat, of kies een nieuwe."
        )
    if len(found) > 1:
        raise DecisionError(f"Er zijn {len(found)} interventies die '{name}' heten. Voeg die eerst samen.")
    return found[0].item
