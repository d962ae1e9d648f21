"""A dossier being written: beside its place, hidden, until it is whole."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def draft_of(folder: Path) -> Iterator[Path]:
    """Yield a new folder beside one, to be renamed to it once whole; if it was not, nothing is left of it."""
    staged = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    try:
        staged.mkdir(parents=True)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def copy_into(folder: Path, files: Mapping[Path, Path]) -> None:
    """Return nothing; copies files into a folder, each under its path there."""
    for name, path in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
