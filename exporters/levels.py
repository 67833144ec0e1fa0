"""The levels of recognition as people read them: in what order, under which name, in which colour."""

from publishing.documents.kinds.intervention import COARSE, RANK, Level

LABELS: dict[Level, str] = {
    "goed-beschreven": "Goed beschreven",
    "goed-onderbouwd": "Goed onderbouwd",
    "eerste-aanwijzingen": "Effectief volgens eerste aanwijzingen",
    "goede-aanwijzingen": "Effectief volgens goede aanwijzingen",
    "sterke-aanwijzingen": "Effectief volgens sterke aanwijzingen",
    "niet-erkend": "Niet erkend",
}
RISING: tuple[Level, ...] = tuple(sorted(COARSE, key=RANK.__getitem__))  # from not recognised to strongest
REGISTERS: dict[str, str] = {
    "nji": "NJi Databank Effectieve Jeugdinterventies",
    "gezonde-school": "Gezonde School (RIVM Loket Gezond Leven)",
}
