"""Periods of hours, as lists of seasons give them, added up into one calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningCalendar, days_in, minutes_per_day, silent
from otanalysis.opening.days import KINDS, kinds, part_of, told, told_runs
from otanalysis.opening.notes import counted
from otanalysis.reading.problems import InputError, Problem

Span = tuple[int, int]
MANY = 12
ALWAYS = (date(1, 1, 1), date(9999, 12, 31))
HOLIDAYS_UNSAID = "la source ne dit rien des jours fériés : ils sont comptés comme les autres jours"


@dataclass(frozen=True, eq=False)
class Period:
    """The hours of the days from ``first`` to ``last`` included.

    ``hours`` has shape (14, 1440): Monday to Sunday, then the same as public holidays. ``unknown`` and ``shut`` have
    shape (14,): the kinds of day whose hours the source leaves out, and those it expressly closes. ``covered``, of the
    same shape, are the kinds that the period says anything about.
    """

    name: str
    first: date
    last: date
    hours: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    shut: NDArray[np.bool_]
    covered: NDArray[np.bool_]
    says_holidays: bool = False


def period(name: str, first: date, last: date) -> Period:
    """Return a period that closes all its days, to be opened by ``opened``."""
    nothing = np.zeros(KINDS, bool)
    hours = np.zeros((KINDS, MINUTES_A_DAY), bool)
    return Period(name or between(first, last), first, last, hours, nothing, nothing, np.ones(KINDS, bool))


def opened(one: Period, days: Iterable[int], spans: Iterable[Span]) -> Period:
    """Return the period with spans added on some kinds of day."""
    hours = one.hours.copy()
    chosen = sorted(set(days))
    for first, last in spans:
        hours[chosen, first:last] = True
    return replace(one, hours=hours)


def doubtful(one: Period, days: Iterable[int]) -> Period:
    """Return the period with the hours of some kinds of day left unknown."""
    return replace(one, unknown=one.unknown | chosen(days))


def chosen(days: Iterable[int]) -> NDArray[np.bool_]:
    """Return the mask, shape (14,), of some kinds of day."""
    mask = np.zeros(KINDS, bool)
    mask[sorted(set(days))] = True
    return mask


def both(weekdays: Iterable[int]) -> list[int]:
    """Return the kinds of some weekdays, whether or not they are public holidays."""
    return [kind for day in weekdays for kind in (day, day + 7)]


def between(first: date, last: date) -> str:
    """Return the name of a period that has none, « 1er avril 2025 – 30 juin 2025 »."""
    if (first, last) == ALWAYS:
        return "toute l'année"
    start, end = told(first, with_year=True), told(last, with_year=True)
    return (
        f"jusqu'au {end}" if first == ALWAYS[0] else f"à partir du {start}" if last == ALWAYS[1] else f"{start} – {end}"
    )


def calendar_of(
    periods: Sequence[Period], closures: Iterable[date], year: int, shown: str, region: str = ""
) -> OpeningCalendar:
    """Return the calendar of periods whose hours add up, less the closures.

    A day is described when a period or a closure covers it and no period leaves its hours unknown. Days that a period
    expressly shuts are taken from the longer ones. Raises InputError when periods describe other years only.
    """
    shut_days = sorted({day for day in closures if day.year == year})
    here = [one for one in periods if _days(one, year)]
    if periods and not here:
        raise wrong_year(periods, year, shown)
    added = _added(here, year, region)
    for day in shut_days:
        at = (day - date(year, 1, 1)).days
        added.minutes[at] = False
        added.described[at] = True
    return replace(added, notes=(*added.notes, *_doubts(here, added, region)))


def _days(one: Period, year: int) -> int:
    """Return the number of days of a year that a period covers."""
    part = part_of(one.first, one.last, year)
    return max(int(part.stop) - int(part.start), 0)


def _added(periods: Sequence[Period], year: int, region: str) -> OpeningCalendar:
    """Return the periods added up, the longest first, each closing what it expressly shuts."""
    found, kind, notes = silent(year), kinds(year, region), list(overlap_notes(periods))
    unknown = np.zeros(days_in(year), bool)
    for one in sorted(periods, key=lambda p: (p.first - p.last, bool(p.shut.any()))):
        part = part_of(one.first, one.last, year)
        days = kind[part]
        minutes = found.minutes[part]
        if one.shut.any():
            closed = one.shut[days]
            notes += _erased(one, minutes[closed])
            minutes[closed] = False
        if one.hours.any():
            minutes |= (one.hours & ~one.shut[:, None])[days]
        found.described[part] |= one.covered[days]
        unknown[part] |= (one.unknown & ~one.shut)[days]
    found.described[unknown] = False
    return replace(found, notes=tuple(dict.fromkeys(notes)))


def _erased(one: Period, minutes: NDArray[np.bool_]) -> list[str]:
    """Return a note when a period shuts days that another one opens."""
    days = int(minutes.any(axis=1).sum())
    return [f"« {one.name} » ferme {counted(days)} que d'autres périodes ouvrent : fermé l'emporte"] if days else []


def overlap_notes(periods: Sequence[Period]) -> list[str]:
    """Return a French note for each pair of periods that open the same weekday of the same dates."""
    return [_overlap(one, other) for one, other in combinations(periods, 2) if _meet(one, other)]


def _meet(one: Period, other: Period) -> bool:
    """Tell whether two periods open a day that they share."""
    if one.first > other.last or other.first > one.last or _same_dates(one, other):
        return False
    return bool((one.hours.any(axis=1) & other.hours.any(axis=1)).any())


def _same_dates(one: Period, other: Period) -> bool:
    """Tell whether two periods are parts of one: the same dates, under two names or hours."""
    return (one.first, one.last) == (other.first, other.last)


def _overlap(one: Period, other: Period) -> str:
    """Return the note of two periods that share days: the inner one may have been meant to replace."""
    inner, outer = sorted((one, other), key=lambda p: (p.last - p.first, p.first))
    if outer.first <= inner.first and inner.last <= outer.last:
        return (
            f"la période « {inner.name} » est à l'intérieur de « {outer.name} » : leurs heures s'ajoutent ; "
            "si elle la remplace, corrigez la source"
        )
    one, other = sorted((one, other), key=lambda p: (p.first, p.last))
    return f"les périodes « {one.name} » et « {other.name} » se chevauchent : leurs heures s'ajoutent"


def _doubts(periods: Sequence[Period], found: OpeningCalendar, region: str) -> list[str]:
    """Return notes on what the source does not say: public holidays, days of no period."""
    notes = [HOLIDAYS_UNSAID] if any(_unsaid(one, found, region) for one in periods) else []
    if not found.described.all():
        count = int((~found.described).sum())
        notes.append(
            f"{counted(count)} de {found.year} sans horaires connus : {told_runs(~found.described, found.year)}"
        )
    return notes


def _unsaid(one: Period, found: OpeningCalendar, region: str) -> bool:
    """Tell whether a period opens public holidays without a word on them."""
    if one.says_holidays:
        return False
    part = part_of(one.first, one.last, found.year)
    days = kinds(found.year, region)[part]
    opens = chosen(int(kind) for kind in np.flatnonzero(one.hours.any(axis=1)))[days]
    return bool((opens & (days >= 7) & (minutes_per_day(found)[part] > 0)).any())


def wrong_year(periods: Sequence[Period], year: int, shown: str) -> InputError:
    """Return the error of a file that describes other years only, with those years."""
    years = sorted({n for one in periods for n in _years(one)})
    known = ", ".join(map(str, years)) if len(years) <= MANY else f"de {years[0]} à {years[-1]}"
    advice = f"prenez une année décrite ({known}), ou demandez un fichier qui couvre {year}"
    return InputError([Problem(shown, 0, "", f"aucun jour de {year} n'est décrit ; années décrites : {known}", advice)])


def _years(one: Period) -> list[int]:
    """Return the years that a period covers, its only bounded one when it has no start or no end."""
    bounded = [day.year for day, limit in zip((one.first, one.last), ALWAYS, strict=True) if day != limit]
    return list(range(min(bounded), max(bounded) + 1)) if bounded else []
