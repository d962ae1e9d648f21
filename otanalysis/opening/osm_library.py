"""The only door to opening-hours-py, whose answers are exact on the strings that ``osm_guard`` lets through."""

from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from opening_hours import OpeningHours, State, validate

from otanalysis.opening.calendar import MINUTES_A_DAY, days_in


def is_readable(expression: str) -> bool:
    """Tell whether the library parses ``expression`` (it raises a ParserError that its stubs do not export)."""
    return validate(expression)


def is_unusual(expression: str) -> bool:
    """Tell whether the library, which reads ``expression``, would write it otherwise (its warnings are English)."""
    return bool(OpeningHours(expression, country="FR").warnings)


def minutes_open(expression: str, year: int) -> NDArray[np.bool_]:
    """Return the minutes of State.OPEN, naive local time, shape (days of the year, 1440).

    ``country`` is given wherever a public holiday is named: without it the library ignores the rule. It costs a third
    more time, so strings that name none (``osm_holidays`` writes dates instead) do without.
    """
    minutes = np.zeros(days_in(year) * MINUTES_A_DAY, bool)
    first = datetime(year, 1, 1)
    hours = OpeningHours(expression, country="FR" if "PH" in expression else None)
    for start, end, state, _ in hours.intervals(first, datetime(year + 1, 1, 1)):
        if state == State.OPEN:
            minutes[(start - first) // timedelta(minutes=1) : (end - first) // timedelta(minutes=1)] = True
    return minutes.reshape(-1, MINUTES_A_DAY)
