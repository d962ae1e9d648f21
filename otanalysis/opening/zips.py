"""Zips that others made, read without unpacking them: no path that leaves the folder, no bomb, no half of a file."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from otanalysis.reading.problems import InputError, Problem

MAX_TOTAL = 4 * 1024**3  # bytes once unpacked: four times the whole of DATAtourisme
MAX_FILES = 600_000
MAX_RATIO = 200  # JSON shrinks 10 to 40 times; a bomb, a thousand times
SMALL = 10 * 1024**2  # below this no ratio harms anybody
# What zipfile raises on a damaged, truncated, encrypted or exotic archive.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


def is_zip(path: Path) -> bool:
    """Tell whether a file begins as a zip, even if the rest of it is lost."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


@contextmanager
def opened(path: Path, shown: str) -> Iterator[zipfile.ZipFile]:
    """Give a zip that was checked; raises InputError when it is damaged, truncated or dangerous."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGES:
        advice = "le fichier est coupé ou abîmé : téléchargez-le de nouveau"
        raise InputError([Problem(shown, 0, "", "le zip ne peut pas être ouvert", advice)]) from None
    with archive:
        _refuse_dangers(archive.infolist(), shown)
        yield archive


def members(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> list[zipfile.ZipInfo]:
    """Return the files of a zip whose name is ``wanted``, in the order of their names."""
    found = [info for info in archive.infolist() if not info.is_dir() and wanted(info.filename)]
    return sorted(found, key=lambda info: info.filename)


@contextmanager
def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> Iterator[BinaryIO]:
    """Give one file of a zip to be read; raises InputError when its bytes are damaged or more than announced."""
    try:
        with archive.open(info) as file:
            yield cast(BinaryIO, file)
    except InputError:
        raise
    except DAMAGES:
        advice = "le zip est coupé, abîmé ou chiffré : téléchargez-le de nouveau"
        raise InputError([Problem(shown, 0, "", f"« {info.filename} » ne peut pas être lu", advice)]) from None


def _refuse_dangers(infos: list[zipfile.ZipInfo], shown: str) -> None:
    """Raise InputError, all mistakes at once, for a zip that no honest exporter makes."""
    dangers = [f"« {info.filename} » sort du dossier" for info in infos if _leaves(info)]
    total, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if total > MAX_TOTAL:
        dangers.append(f"{total // 1024**2} Mo une fois ouvert, {MAX_TOTAL // 1024**2} au plus")
    if total > SMALL and total > MAX_RATIO * max(packed, 1):
        dangers.append(f"{total // max(packed, 1)} fois plus gros une fois ouvert, {MAX_RATIO} au plus")
    if len(infos) > MAX_FILES:
        dangers.append(f"{len(infos)} fichiers, {MAX_FILES} au plus")
    if dangers:
        advice = "ce zip n'est pas sûr : demandez-en un autre, ou donnez le fichier JSON lui-même"
        raise InputError(Problem(shown, 0, "", f"zip refusé : {danger}", advice) for danger in dangers[:10])


def _leaves(info: zipfile.ZipInfo) -> bool:
    """Tell whether a name, or a link, points out of the folder where the zip would be unpacked."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    link = stat.S_ISLNK(info.external_attr >> 16)
    return link or path.is_absolute() or ".." in path.parts or any(":" in part for part in path.parts[:1])
