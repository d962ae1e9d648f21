"""Hours of a week in the words that a door bears: « lun.–sam. 9 h 30–12 h 30, 14 h–18 h »."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.calendar import MINUTES_A_DAY

WEEKDAYS_SHORT = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def hours_in_french(opened: NDArray[np.bool_]) -> str:
    """Return the hours of a day cut into equal slots (48 half-hours, 1440 minutes), « fermé » when none is open."""
    edges = np.flatnonzero(np.diff(opened.astype(np.int8), prepend=0, append=0)) * (MINUTES_A_DAY // len(opened))
    return ", ".join(f"{time_in_french(a)}–{time_in_french(b)}" for a, b in edges.reshape(-1, 2)) or "fermé"


def time_in_french(minute: int) -> str:
    """Return minutes since midnight as « 9 h » or « 9 h 30 », unbreakable."""
    hour, left = divmod(int(minute), 60)
    return f"{hour}\u00a0h" + (f"\u00a0{left:02}" if left else "")


def days_in_french(days: Iterable[int]) -> str:
    """Return weekdays, Monday 0: « tous les jours », « lun.–sam. », « lun., mer.–ven. »."""
    found = sorted(days)
    cuts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(found)) if b != a + 1), len(found)]
    runs = [found[a:b] for a, b in pairwise(cuts)]
    return "tous les jours" if len(found) == 7 else ", ".join(map(_run, runs))


def _run(days: Sequence[int]) -> str:
    names = [WEEKDAYS_SHORT[day] for day in days]
    return f"{names[0]}–{names[-1]}" if len(names) > 2 else ", ".join(names)


def days_alike(days: Sequence[Hashable]) -> list[list[int]]:
    """Return the indices of days that are equal, together, in the order of the first of each."""
    return [[n for n, day in enumerate(days) if day == kind] for kind in dict.fromkeys(days)]
