"""Mistakes found in files of counts: the first of each kind with its line or cell, and how many others there are."""

from collections.abc import Callable

import pandas as pd

from otanalysis.reading.problems import InputError, Problem

SHOWN = 5
Place = Callable[[int], tuple[str, str]]
"""From a line to the key of a problem and the beginning of its message: (« date », "") or ("", « case B12 : »)."""


def refusal(shown: str, message: str, advice: str = "", line: int = 0) -> InputError:
    """Return the error that tells one mistake."""
    return InputError([Problem(shown, line, "", message, advice)])


def first_of(wrong: pd.Series, shown: str, place: Place, message: str, advice: str) -> list[Problem]:
    """Return the first problems of one kind, and the count of the others.

    ``wrong`` holds the wrong cells, indexed by line; ``{}`` in ``message`` stands for the cell.
    """
    lines = [int(str(line)) for line in wrong.index]
    told = [
        _told(shown, line, place(line), message.format(cell), advice) for line, cell in zip(lines, wrong, strict=True)
    ][:SHOWN]
    others = len(lines) - SHOWN
    if others > 0:
        more = f"même erreur ici et dans {others - 1} autres lignes" if others > 1 else "même erreur ici"
        told.append(_told(shown, lines[SHOWN], place(lines[SHOWN]), more, advice))
    return told


def _told(shown: str, line: int, place: tuple[str, str], message: str, advice: str) -> Problem:
    key, before = place
    return Problem(shown, line, key, f"{before}{message}", advice)
