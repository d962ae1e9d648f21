"""Staff week by week: the hours that the opening of the bureaux asks, and those that contracts give.

This is the best case, as if the whole staff did nothing but reception: what it cannot hold, no rota can.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.scale import Work, weekday_of_days
from otanalysis.coherence.staffing import fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.opening.calendar import dates_of, days_in, describes_whole_year, minutes_per_day
from otanalysis.opening.table_text import on

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ToHold:
    """A bureau to hold: minutes open each day of a year and people present, None where unknown.

    ``whole`` tells whether its hours describe the whole year.
    """

    name: str
    minutes: NDArray[np.int64] | None
    people: float | None
    whole: bool


@dataclass(frozen=True, eq=False)
class StaffWeeks:
    """Person-hours of each week of a year, Monday to Sunday; the first and the last may be partial.

    ``mondays`` are the first days (1 January for a partial week). ``needed`` is what the opening of each bureau asks,
    by name, preparation included, where hours and people present are known. ``average`` is what contracts give when
    leave is spread evenly over their presence, ``at_most`` when nobody is on leave; neither counts the ``unplaced``,
    contracts of less than 12 months that do not say when. The bureaux ``unknown`` ask more than is counted, or may.
    """

    mondays: tuple[date, ...]
    needed: dict[str, Array]
    average: Array
    at_most: Array
    unplaced: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class YearOfStaff:
    """Person-hours of a year, as in the weeks: ``margin`` is what the contracts leave once the opening is held."""

    needed: float
    average: float
    at_most: float

    @property
    def margin(self) -> float:
        """Return the hours that contracts give, leave taken, beyond what the opening asks; negative when they lack."""
        return self.average - self.needed


def staff_weeks(dossier: Dossier, work: Work) -> StaffWeeks | None:
    """Return what opening asks and what contracts give, week by week; None when no staff is described.

    A day that hours do not describe asks nothing, and puts its bureau among the unknown.
    """
    if dossier.staff is None:
        return None
    return weeks_of_staff(dossier.year, [_to_hold(point) for point in dossier.points], dossier.staff.contracts, work)


def weeks_of_staff(year: int, bureaux: Sequence[ToHold], contracts: Sequence[Contract], work: Work) -> StaffWeeks:
    """Return what the opening of bureaux asks and what contracts give, week by week of a year."""
    days = dates_of(year)
    placed = [contract for contract in contracts if _is_placed(contract)]
    return StaffWeeks(
        tuple(days[n] for n in first_days(year)),
        _needed(bureaux, year, work),
        _by_week(_together([_evenly(c, year, work) for c in placed], len(days)), year),
        _by_week(_together([_without_leave(c, year, work) for c in placed], len(days)), year),
        tuple(contract.label for contract in contracts if not _is_placed(contract)),
        tuple(bureau.name for bureau in bureaux if not bureau.whole or bureau.people is None),
    )


def _is_placed(contract: Contract) -> bool:
    return contract.start is not None or contract.months == 12


def _to_hold(point: ReceptionPoint) -> ToHold:
    opening, bureau = point.opening, point.bureau
    if opening is None:
        return ToHold(bureau.name, None, bureau.people_present, whole=False)
    return ToHold(bureau.name, minutes_per_day(opening), bureau.people_present, describes_whole_year(opening))


def _needed(bureaux: Sequence[ToHold], year: int, work: Work) -> dict[str, Array]:
    """Return the hours that each bureau asks by week; those of bureaux with one name add up."""
    found: dict[str, Array] = {}
    for bureau in bureaux:
        if bureau.minutes is not None and bureau.people is not None:
            hours = (bureau.minutes / 60 + work.preparation_hours_a_day * (bureau.minutes > 0)) * bureau.people
            found[bureau.name] = _by_week(hours, year) + found.get(bureau.name, 0.0)
    return found


def first_days(year: int) -> NDArray[np.intp]:
    """Return the index in the year of the first day of each week, Monday or 1 January, shape (weeks,)."""
    weekday = weekday_of_days(year)
    return np.flatnonzero((weekday == 0) | (np.arange(len(weekday)) == 0))


def _by_week(hours: Array, year: int) -> Array:
    """Return the hours of each week from those of each day of a year, shape (weeks,)."""
    weeks: Array = np.add.reduceat(hours, first_days(year))
    return weeks


def _together(hours: Iterable[Array], length: int) -> Array:
    """Return the sum of arrays of one length, zeros when there is none."""
    total: Array = sum(hours, start=np.zeros(length))
    return total


def _evenly(contract: Contract, year: int, work: Work) -> Array:
    """Return the hours of a contract on each day: its share of a legal year, spread evenly over its presence."""
    present = _present(contract, year)
    return np.where(present, work.hours_a_year * fte(contract) / present.sum(), 0.0)


def _without_leave(contract: Contract, year: int, work: Work) -> Array:
    """Return the hours of a contract on each day when nobody is on leave: a seventh of a week when present."""
    return np.where(_present(contract, year), work.hours_a_week / 7 * contract.quota * contract.posts, 0.0)


def _present(contract: Contract, year: int) -> NDArray[np.bool_]:
    """Return the days of a contract's presence, shape (days,); a winter season is the start and the end of a year."""
    days = np.arange(days_in(year))
    if contract.start is None or contract.end is None:
        return np.ones(len(days), bool)
    first, last = ((on(text, year) - date(year, 1, 1)).days for text in (contract.start, contract.end))
    return (days >= first) & (days <= last) if first <= last else (days >= first) | (days <= last)


def needed_together(weeks: StaffWeeks) -> Array:
    """Return the hours that all the bureaux known ask in each week, shape (weeks,)."""
    return _together(weeks.needed.values(), len(weeks.mondays))


def cannot_be_held(weeks: StaffWeeks) -> NDArray[np.bool_]:
    """Return the weeks whose opening asks more than contracts give with nobody on leave, shape (weeks,).

    Hours are compared to a thousandth. Bureaux unknown could only add such weeks, contracts unplaced remove some.
    """
    return np.round(needed_together(weeks) - weeks.at_most, 3) > 0


def held_without_leave(weeks: StaffWeeks) -> NDArray[np.bool_]:
    """Return the weeks that contracts hold only if nobody is on leave, shape (weeks,)."""
    return (np.round(needed_together(weeks) - weeks.average, 3) > 0) & ~cannot_be_held(weeks)


def year_of_staff(weeks: StaffWeeks) -> YearOfStaff:
    """Return the person-hours of the year."""
    return YearOfStaff(*(float(hours.sum()) for hours in (needed_together(weeks), weeks.average, weeks.at_most)))
