"""What the table of contents of an XLSX tells: names, sizes and macros."""

import zipfile

from cms.sources.errors import UnreadableSourceError

MOST_PARTS = 500
LARGEST_PART = 120_000_000  # bytes, unpacked
LARGEST_WHOLE = 160_000_000
_ENCRYPTED = 0x1  # APPNOTE 4.4.4: bit 0 of the general purpose flags


def refuse_wrong_archive(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableSourceError when ``archive`` is encrypted, has macros, or has a size that no list has."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise UnreadableSourceError("De werkmap bevat macro's. Sla haar op als Excel-werkmap zonder macro's (.xlsx).")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableSourceError("De werkmap is met een wachtwoord beveiligd. Haal het wachtwoord eraf.")
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        raise UnreadableSourceError(
            f"De werkmap bestaat uit {len(parts)} onderdelen, meer dan verwacht of met een dubbele naam. "
            "Zet de lijst in een nieuwe, lege werkmap."
        )
    # ECMA-376 part 2, 6.2.2.3: no empty and no dot segments. Two readers could take such a name for two parts.
    if any("\\" in name or {"", ".", ".."} & set(name.rstrip("/").split("/")) for name in names):
        raise UnreadableSourceError("De werkmap heeft een onderdeel met een vreemde naam. Sla de lijst opnieuw op.")
    sizes = [part.file_size for part in parts]
    if max(sizes) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        raise UnreadableSourceError(
            f"De werkmap is uitgepakt {sum(sizes) / 1_000_000:.0f} MB; hooguit {LARGEST_WHOLE // 1_000_000} MB past. "
            "Zet alleen de lijst in een nieuwe werkmap, zonder opmaak."
        )
