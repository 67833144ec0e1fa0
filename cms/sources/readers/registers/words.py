"""Words of a register that stand for the closed lists of our content."""

from collections.abc import Mapping

from cms.content.choices import Method, Pillar, Sector

SECTORS: Mapping[str, tuple[str, ...]] = {
    "po": (Sector.PRIMARY,),
    "basisonderwijs": (Sector.PRIMARY,),
    "primair onderwijs": (Sector.PRIMARY,),
    "vo": (Sector.PRACTICAL, Sector.VMBO, Sector.HAVO, Sector.VWO),
    "voortgezet onderwijs": (Sector.PRACTICAL, Sector.VMBO, Sector.HAVO, Sector.VWO),
    "praktijkonderwijs": (Sector.PRACTICAL,),
    "vmbo": (Sector.VMBO,),
    "havo": (Sector.HAVO,),
    "vwo": (Sector.VWO,),
    "vso": (Sector.SPECIAL,),
    "voortgezet speciaal onderwijs": (Sector.SPECIAL,),
    "mbo": (Sector.VOCATIONAL,),
}
METHODS: Mapping[str, tuple[str, ...]] = {choice.value: (choice.value,) for choice in Method}
PILLARS: Mapping[str, tuple[str, ...]] = {choice.value: (choice.value,) for choice in Pillar}


def read_words(text: str) -> list[str]:
    """Return the words between the commas or semicolons of ``text``, each once."""
    return list(dict.fromkeys(word.strip() for word in text.replace(";", ",").split(",") if word.strip()))


def read_choices(text: str, known: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Return the choices that ``text`` names, and the words in it that name none."""
    words = read_words(text)
    chosen = [choice for word in words for choice in known.get(word.casefold(), ())]
    return list(dict.fromkeys(chosen)), [word for word in words if word.casefold() not in known]
