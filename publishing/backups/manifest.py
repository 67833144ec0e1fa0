"""What a backup says of itself, and the check of every file by its SHA-256."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from publishing.backups.errors import BackupError, DamagedError
from publishing.backups.folder import MANIFEST, SUMS
from publishing.store.files import sha256_of

FORMAT = 1


class Facts(msgspec.Struct, frozen=True):
    """What the database held: rows per table, migrations as ``app.name``, published numbers, and how far it came."""

    rows: dict[str, int]
    migrations: list[str]
    releases: list[str]
    generation: int
    audit_sequence: int


class BackupManifest(msgspec.Struct, frozen=True):
    """One backup: when its database was copied, with what, how much there is, and what it held. Sizes in bytes."""

    format: int
    moment: str
    database: str
    versions: dict[str, str]
    facts: Facts
    files: int
    size: int


def write_manifest(folder: Path, manifest: BackupManifest, sums: dict[str, str]) -> str:
    """Write the manifest and the sums of all files; return the SHA-256 of the sums, which names the whole backup."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(text)
    sums = {**sums, MANIFEST: hashlib.sha256(text).hexdigest()}
    listed = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items())).encode()
    (folder / SUMS).write_bytes(listed)
    return hashlib.sha256(listed).hexdigest()


def read_manifest(folder: Path) -> BackupManifest:
    """Return what the backup says of itself; raise BackupError when ``folder`` holds none that can be read."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=BackupManifest)
    except FileNotFoundError as error:
        raise BackupError(f"In {folder} ligt geen reservekopie: {MANIFEST} ontbreekt.") from error
    except msgspec.DecodeError as error:
        raise DamagedError([f"{MANIFEST} is niet te lezen"]) from error
    if manifest.format != FORMAT:
        raise BackupError(f"Deze reservekopie heeft vorm {manifest.format}; deze versie leest vorm {FORMAT}.")
    return manifest


def read_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file by its path below ``folder``; raise DamagedError when the list is not one."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise DamagedError([f"{SUMS} is niet te lezen"]) from error
    pairs = [line.partition("  ") for line in lines]
    return {name: sha256 for sha256, _, name in pairs}


def check_backup(folder: Path) -> BackupManifest:
    """Recompute the SHA-256 of every file and return the manifest; raise DamagedError naming all that is wrong."""
    manifest = read_manifest(folder)
    sums = read_sums(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    problems = [f"{name} staat niet in {SUMS}" for name in sorted(there - sums.keys())]
    problems += _wrong(folder, sums)
    if len(sums) - 1 != manifest.files:
        problems.append(f"{SUMS} noemt {len(sums) - 1} bestanden, {MANIFEST} {manifest.files}")
    if problems:
        raise DamagedError(problems)
    return manifest


def _wrong(folder: Path, sums: dict[str, str]) -> Iterator[str]:
    for name, sha256 in sorted(sums.items()):
        try:
            with (folder / name).open("rb") as stream:
                if sha256_of(stream) != sha256:
                    yield f"{name} heeft andere bytes"
        except OSError:
            yield f"{name} ontbreekt of is niet te lezen"


def sums_digest(folder: Path) -> str:
    """Return the SHA-256 of the list of sums, which stands in the audit log for the whole backup."""
    return hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
