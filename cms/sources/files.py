"""A file on disk becomes bytes, within bounds."""

import stat
from pathlib import Path

from cms.sources.errors import UnreadableSourceError

LARGEST = 5_000_000  # bytes; the real manual has 21,000


def read_source(path: Path, *, largest: int = LARGEST) -> bytes:
    """Return the bytes of ``path``; raise UnreadableSourceError for what is no file of at most ``largest`` bytes."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise UnreadableSourceError(f"'{path}' is een map. Geef het bestand zelf op.")
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableSourceError(f"'{path}' is geen gewoon bestand. Geef een bestand op schijf op.")
        if state.st_size > largest:
            raise _too_large(path, state.st_size, largest)
        with path.open("rb") as file:
            data = file.read(largest + 1)  # a file can grow while we look
    except FileNotFoundError as error:
        raise UnreadableSourceError(f"'{path}' bestaat niet. Controleer de naam en de map.") from error
    except PermissionError as error:
        raise UnreadableSourceError(f"'{path}' mag niet gelezen worden. Vraag leesrechten op het bestand.") from error
    except (OSError, ValueError) as error:
        raise UnreadableSourceError(f"'{path}' is niet te lezen: {error}. Controleer de naam en de schijf.") from error
    if len(data) > largest:
        raise _too_large(path, len(data), largest)
    return data


def _too_large(path: Path, size: int, largest: int) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"'{path}' is {size / 1_000_000:.1f} MB groot; verwacht is hooguit {largest / 1_000_000:.0f} MB tekst. "
        "Controleer of dit het goede bestand is, zonder afbeeldingen erin."
    )
