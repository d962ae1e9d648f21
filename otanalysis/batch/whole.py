"""Files that appear whole or not at all, even when the machine stops halfway."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DRAFT, READY = ".en-cours-", ".pret-"


@contextmanager
def whole_files(folder: Path) -> Iterator[Path]:
    """Yield an empty folder inside ``folder``; on success its files replace those of ``folder``, all of them.

    On failure nothing of ``folder`` changes. One rename decides: killed before it, nothing happened; killed after it,
    ``mend`` finishes the work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder))
    with _held(draft):
        try:
            yield draft
            ready = draft.rename(folder / draft.name.replace(DRAFT, READY, 1))
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _move(ready)


def write_whole(path: Path, text: str) -> None:
    """Write a file that is either the old one or the new one, never a part of it."""
    with whole_files(path.parent) as draft:
        (draft / path.name).write_text(text, encoding="utf-8")


def mend(folder: Path) -> None:
    """Finish what a dead run had decided in a folder and its subfolders, and remove what it had only begun."""
    for path in (*folder.glob(f"{READY}*"), *folder.glob(f"*/{READY}*")):
        with _held(path) as ours:
            if ours:
                _move(path)
    for path in (*folder.glob(f"{DRAFT}*"), *folder.glob(f"*/{DRAFT}*")):
        with _held(path) as ours:
            if ours:
                shutil.rmtree(path, ignore_errors=True)


def _move(ready: Path) -> None:
    for path in sorted(ready.iterdir()):
        path.replace(ready.parent / path.name)
    ready.rmdir()


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold a folder until the end, or until this process dies; yield False when another process holds it."""
    if sys.platform == "win32":
        yield False  # no lock on a folder there: what a dead run leaves stays
        return
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        ours = True
    except OSError:
        ours = False
    try:
        yield ours
    finally:
        os.close(descriptor)
