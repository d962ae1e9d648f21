"""One run at a time in a folder of outputs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from otanalysis.french import day
from otanalysis.reading.problems import InputError, Problem

FILE = ".verrou"
if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(1 << 20)  # far from the text, which others then still read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(outputs: Path) -> Iterator[None]:
    """Hold a folder of outputs, which exists, until the end or until this process dies, however it dies.

    Raises InputError when another process holds it, and says which and since when; nothing is written then.
    """
    try:
        file = (outputs / FILE).open("a+b", buffering=0)
    except OSError:
        raise InputError([_problem(outputs, "on ne peut pas y écrire")]) from None
    with file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError):
            raise InputError([_held(outputs)]) from None
        except OSError:
            raise InputError([_problem(outputs, "ce dossier ne permet pas de verrou")]) from None
        with suppress(OSError):  # a full disk: the lock holds all the same
            file.truncate(0)
            file.write(f"processus {os.getpid()}, depuis le {_moment(datetime.now())}\n".encode())
        yield


def _held(outputs: Path) -> Problem:
    holder = (outputs / FILE).read_text(encoding="utf-8").strip()
    message = f"une autre exécution y écrit ({holder or 'elle commence'})"
    return _problem(outputs, message, "attendez qu'elle finisse, ou ")


def _problem(outputs: Path, message: str, first: str = "") -> Problem:
    return Problem(str(outputs), 0, "", message, f"{first}donnez un autre dossier, avec --outputs")


def _moment(now: datetime) -> str:
    return f"{day(now.date())} à {now:%H h %M}"
