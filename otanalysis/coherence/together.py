"""Several offices at once: when one of them is open, what their staff hold together, where a shared team would go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.scale import Scale, weekday_of_days
from otanalysis.coherence.underserved import DAYS_A_WEEK, usual_week
from otanalysis.coherence.weekly_staff import first_days
from otanalysis.opening.calendar import OpeningCalendar

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OpenTogether:
    """The opening of several offices in one year.

    ``offices`` is how many are open on average in each hour of the usual week of each season, shape (seasons, 7, 24),
    those that describe none of these days left out; NaN where no office does. ``anyone`` is the share of that hour
    when at least one is. ``days`` are the days open of each office, ``one`` those with at least one office open,
    ``shut`` tells the others, shape (days,); an office that does not describe a day may add to both.
    """

    offices: Array
    anyone: Array
    days: tuple[int, ...]
    one: int
    shut: NDArray[np.bool_]
    whole: bool


def open_together(calendars: Sequence[OpeningCalendar], scale: Scale) -> OpenTogether:
    """Return the opening of offices taken together; calendars of one year, one at least."""
    year, minutes = calendars[0].year, np.logical_or.reduce([calendar.minutes for calendar in calendars])
    weeks = [usual_week(calendar, scale, 24) for calendar in calendars]
    open_days = [calendar.minutes.any(axis=1) for calendar in calendars]
    described = np.logical_or.reduce([calendar.described for calendar in calendars])
    at_least_one = minutes.any(axis=1)
    return OpenTogether(
        _known_sum(weeks),
        usual_week(OpeningCalendar(year, minutes, described), scale, 24),
        tuple(int(days.sum()) for days in open_days),
        int(at_least_one.sum()),
        ~at_least_one,
        all(bool(calendar.described.all()) for calendar in calendars),
    )


def _known_sum(values: Sequence[Array]) -> Array:
    """Return the sum of what is known, NaN where nothing is."""
    known = np.logical_or.reduce([~np.isnan(value) for value in values])
    return np.where(known, sum(np.nan_to_num(value) for value in values), np.nan)


@dataclass(frozen=True, eq=False)
class Pool:
    """Person-hours of each office and week, shape (offices, weeks): those that opening asks, those that staff give.

    ``given`` is with leave spread over the year, ``at_most`` with nobody on leave. What lacks is counted week by week,
    on ``given``: hours left one week never serve another.
    """

    asked: Array
    given: Array
    at_most: Array

    @property
    def lacking_alone(self) -> Array:
        """Return the hours that each office lacks each week, left to itself, shape (offices, weeks)."""
        return np.maximum(np.round(self.asked - self.given, 3), 0.0)

    @property
    def room(self) -> Array:
        """Return the hours left each week once every office is held, shape (weeks,); negative where they lack."""
        left: Array = np.round((self.given - self.asked).sum(axis=0), 3)
        return left

    @property
    def lacking_together(self) -> Array:
        """Return the hours that would lack each week if every person could go to every office, shape (weeks,)."""
        return np.maximum(-self.room, 0.0)


@dataclass(frozen=True)
class Outings:
    """What a team shared by the offices would meet by one outing a week.

    ``weeks`` are those with somewhere to go, ``held`` those of them that staff in common can hold; ``met`` and
    ``met_held`` are the visitors of the zone on these days; ``missed`` all those who come when their office is shut.
    """

    weeks: int
    held: int
    met: float
    met_held: float
    missed: float


def weekly_outings(missed: Array, room: Array, hours: float, year: int) -> Outings:
    """Return what one outing a week would meet, each where and when most visitors find their office shut.

    ``missed`` are the visitors of each office's zone on the days when it is shut, 0 on the others, shape (offices,
    days); ``room`` the hours that staff leave each week, ``hours`` what an outing takes.
    """
    best = np.maximum.reduceat(missed.max(axis=0), first_days(year))
    held = (best > 0) & (room >= hours)
    return Outings(
        int((best > 0).sum()), int(held.sum()), float(best.sum()), float(best[held].sum()), float(missed.sum())
    )


def missed_by_weekday(missed: Array, seasons: NDArray[np.intp], year: int) -> Array:
    """Return the visitors missed by season and weekday, shape (seasons, 7); ``seasons`` is the one of each day."""
    cell = seasons * DAYS_A_WEEK + weekday_of_days(year)
    sums: Array = np.bincount(cell, missed, DAYS_A_WEEK * (int(seasons.max()) + 1)).astype(float)
    return sums.reshape(-1, DAYS_A_WEEK)
