"""A season's week as minutes, and what a hand does to it: open earlier, close later, open on Sunday, stay open at noon.

Every function returns a new week; what asks for the impossible does as much of it as there is room for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from otanalysis.opening.calendar import MINUTES_A_DAY
from otanalysis.opening.table import Season, Week
from otanalysis.opening.table_text import EVERY_DAY, WEEKDAYS, spans, weekdays

Spans = tuple[tuple[int, int], ...]
Days = tuple[Spans, ...]  # seven, Monday first
SHORTEST = 15  # minutes


def days_of(season: Season) -> Days:
    """Return the spans open each weekday of a season, in minutes from midnight; rows of one day add up."""
    found = [[s for row in season.week if day in weekdays(row.days) for s in spans(row.slots)] for day in range(7)]
    return tuple(_merged(day) for day in found)


def _merged(found: Iterable[tuple[int, int]]) -> Spans:
    kept: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if kept and first <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(last, kept[-1][1]))
        else:
            kept.append((first, last))
    return tuple(kept)


def with_days(season: Season, days: Days) -> Season:
    """Return a season open as ``days`` say, the weekdays alike on one row; the same season when nothing changes."""
    if days == days_of(season):
        return season
    alike: dict[Spans, list[int]] = {}
    for day, open_ in enumerate(days):
        alike.setdefault(open_, []).append(day)
    rows = (Week(days=days_text(which), slots=slots_text(open_)) for open_, which in alike.items() if open_)
    return season.model_copy(update={"week": tuple(rows)})


def days_text(days: Sequence[int]) -> str:
    """Return weekdays as a table writes them: "lun-sam", "mar, jeu-ven", "tous les jours"."""
    if len(days) == 7:
        return EVERY_DAY
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = (WEEKDAYS[run[0]][:3] + (f"-{WEEKDAYS[run[-1]][:3]}" if len(run) > 1 else "") for run in runs)
    return ", ".join(names)


def slots_text(open_: Spans) -> tuple[str, ...]:
    """Return spans as a table writes them: ("09:30-12:30", "14:00-18:00")."""
    return tuple(f"{clock(first)}-{clock(last)}" for first, last in open_)


def clock(minute: int) -> str:
    """Return minutes from midnight as "09:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def opens(days: Days) -> int | None:
    """Return the earliest minute open in the week, None when it is closed all along."""
    return min((day[0][0] for day in days if day), default=None)


def closes(days: Days) -> int | None:
    """Return the latest minute open in the week, None when it is closed all along."""
    return max((day[-1][1] for day in days if day), default=None)


def opening_at(days: Days, minute: int) -> Days:
    """Return a week whose earliest opening is at a minute: every day opens that much earlier or later."""
    shift = minute - (opens(days) or 0)
    return tuple(_starting(day, day[0][0] + shift) if day else day for day in days)


def closing_at(days: Days, minute: int) -> Days:
    """Return a week whose latest closing is at a minute: every day closes that much earlier or later."""
    shift = minute - (closes(days) or 0)
    return tuple(_ending(day, day[-1][1] + shift) if day else day for day in days)


def _starting(day: Spans, minute: int) -> Spans:
    """Return a day that opens at a minute; slots over before it are dropped, but a quarter of an hour is left."""
    start = min(max(minute, 0), day[-1][1] - SHORTEST)
    kept = [(first, last) for first, last in day if last >= start + SHORTEST] or [day[-1]]
    return ((start, kept[0][1]), *kept[1:])


def _ending(day: Spans, minute: int) -> Spans:
    """Return a day that closes at a minute; slots that begin after it are dropped, but a quarter of an hour is left."""
    end = max(min(minute, MINUTES_A_DAY), day[0][0] + SHORTEST)
    kept = [(first, last) for first, last in day if first <= end - SHORTEST] or [day[0]]
    return (*kept[:-1], (kept[-1][0], end))


def open_on(days: Days, chosen: Iterable[int], usual: Spans) -> Days:
    """Return a week open on those weekdays only; one that was closed takes the usual spans."""
    kept = set(chosen)
    return tuple((day or usual) if n in kept else () for n, day in enumerate(days))


def all_day(days: Days) -> Days:
    """Return a week without a break between the first opening and the last closing of a day."""
    return tuple(((day[0][0], day[-1][1]),) if day else () for day in days)


def with_break(days: Days, start: int, end: int) -> Days:
    """Return a week with a break between two minutes, on the days open on both sides of it."""
    return tuple(_without(day, start, end) for day in days)


def _without(day: Spans, start: int, end: int) -> Spans:
    if len(day) != 1 or not day[0][0] < start < end < day[0][1]:
        return day
    return ((day[0][0], start), (end, day[0][1]))


def usual_of(seasons: Iterable[Season]) -> Spans:
    """Return the spans of most open days, of the first season that opens; empty when none ever does."""
    for season in seasons:
        found = Counter(day for day in days_of(season) if day)
        if found:
            return found.most_common(1)[0][0]
    return ()
