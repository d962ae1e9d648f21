"""The only door to opening-hours-py, whose answers are exact on the strings that ``osm_guard`` lets through."""

from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from opening_hours import OpeningHours, State, validate

from otanalysis.opening.calendar import MINUTES_A_DAY, days_in


def is_readable(expression: str) -> bool:
    """Tell whether the library parses ``expression`` (it raises a ParserError that its stubs do not export)."""
    return validate(expression)


def remarks(expression: str) -> list[str]:
    """Return the library's warnings on ``expression``, in English, each once."""
    return list(dict.fromkeys(OpeningHours(expression, country="FR").warnings))


def minutes_open(expression: str, year: int) -> NDArray[np.bool_]:
    """Return the minutes of State.OPEN, naive local time, shape (days of the year, 1440).

    ``country`` is always given: without it the library ignores every rule on public holidays.
    """
    minutes = np.zeros(days_in(year) * MINUTES_A_DAY, bool)
    first = datetime(year, 1, 1)
    for start, end, state, _ in OpeningHours(expression, country="FR").intervals(first, datetime(year + 1, 1, 1)):
        if state == State.OPEN:
            minutes[(start - first) // timedelta(minutes=1) : (end - first) // timedelta(minutes=1)] = True
    return minutes.reshape(-1, MINUTES_A_DAY)
