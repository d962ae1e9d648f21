"""A folder that appears whole or not at all, and never takes the place of what somebody else wrote."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem

MARK = ".otanalysis.json"  # the fingerprint of each file, as it was written
SHOWN = 3


@contextmanager
def new_folder(folder: Path, option: str = "--to") -> Iterator[Path]:
    """Yield an empty folder beside ``folder``; on success it takes its place, else nothing changes.

    Raises InputError, that names ``option``, when ``folder`` holds files that this function did not write or that
    changed since, and when the disk refuses.
    """
    shown, folder = str(folder), folder.resolve()
    _refuse_foreign(folder, shown, option)
    token = secrets.token_hex(4)
    draft, old = (folder.parent / f".{folder.name}-{kind}-{token}" for kind in ("en-cours", "ancien"))
    try:
        draft.mkdir(parents=True)
        yield draft
        marks = {path.relative_to(draft).as_posix(): digest(path) for path in _files(draft)}
        (draft / MARK).write_text(json.dumps(marks, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        _swap(draft, folder, old)
    except OSError as error:
        advice = f"donnez un autre dossier avec {option}"
        message = f"on ne peut pas y écrire : {error.strerror or type(error).__name__}"
        raise InputError([Problem(shown, 0, "", message, advice)]) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _swap(draft: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        draft.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(folder: Path, shown: str, option: str) -> None:
    if not folder.exists():
        return
    advice = f"donnez un autre dossier avec {option}, ou déplacez ce qu'il contient"
    if not folder.is_dir():
        raise InputError([Problem(shown, 0, "", "ce n'est pas un dossier", f"donnez un dossier avec {option}")])
    made = _marks(folder)
    names = (path.relative_to(folder).as_posix() for path in _files(folder))
    others = (n for n in names if n != MARK and (n not in made or digest(folder / n) != made[n]))
    foreign = list(islice(others, SHOWN + 1))  # not one more: it may be somebody's whole disk
    if foreign:
        more = ", …" if len(foreign) > SHOWN else ""
        message = f"le dossier contient ce que l'export n'a pas écrit tel quel : {', '.join(foreign[:SHOWN])}{more}"
        raise InputError([Problem(shown, 0, "", message, advice)])


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, and the links to others, that are never followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(root, name).is_symlink()]
        yield from (Path(root, name) for name in sorted([*names, *links]))


def _marks(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / MARK).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}
