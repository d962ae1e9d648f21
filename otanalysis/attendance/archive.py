"""Zip archives that strangers made: nothing leaves its folder, nothing unpacks without end."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from otanalysis.attendance.mistakes import refusal

LARGEST = 200_000_000
DENSEST = 200
SMALL = 1_000_000


def opened(path: Path, shown: str) -> zipfile.ZipFile:
    """Return an archive whose members are safe to read.

    Raises InputError when it is truncated, when a member leaves the folder or is encrypted, when it unpacks to
    more than 200 MB or (beyond 1 MB) to more than 200 times its size.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        message = "l'archive ne peut pas être lue : elle est tronquée ou abîmée"
        raise refusal(shown, message, "téléchargez-la ou enregistrez-la de nouveau") from None
    try:
        _check(archive, path.stat().st_size, shown)
    except BaseException:
        archive.close()
        raise
    return archive


def member(archive: zipfile.ZipFile, name: str, shown: str) -> bytes:
    """Return the bytes of a member; raises InputError when they are damaged."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise refusal(f"{shown}:{name}", "ce fichier de l'archive est abîmé", "refaites l'archive") from None


def _check(archive: zipfile.ZipFile, packed: int, shown: str) -> None:
    size = sum(info.file_size for info in archive.infolist())
    if size > LARGEST or (size > SMALL and size > DENSEST * packed):
        message = f"l'archive donnerait {size / 1e6:.0f} Mo une fois ouverte"
        raise refusal(shown, message, f"gardez-y les seuls fichiers de comptages (au plus {LARGEST // 10**6} Mo)")
    for info in archive.infolist():
        if _leaves(info.filename):
            raise refusal(shown, f"« {info.filename} » sortirait du dossier de l'archive", "refaites l'archive")
        if info.flag_bits & 1:
            raise refusal(shown, f"« {info.filename} » est protégé par un mot de passe", "retirez le mot de passe")


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False
