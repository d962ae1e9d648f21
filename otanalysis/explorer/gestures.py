"""What a hand does in the explorer: each gesture takes the present and the choices so far, and returns new choices.

What comes back to the present is no longer a choice: two ways to the same office are the same choices.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from otanalysis.audit.better_hours import BetterHours
from otanalysis.coherence.hypotheses import ALONE
from otanalysis.coherence.scale import load_scale, season_of_days
from otanalysis.coherence.timetables import calendar_of
from otanalysis.dossier.dossier import main_point
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.found import table_of
from otanalysis.explorer.hours import moved, with_season
from otanalysis.explorer.present import Present
from otanalysis.explorer.weeks import (
    Days,
    all_day,
    closing_at,
    days_of,
    open_on,
    opening_at,
    usual_of,
    with_break,
    with_days,
)
from otanalysis.opening.table import AS_WEEKDAY, Season, Table, Week

K = TypeVar("K", str, int)
V = TypeVar("V")

# What an office that has no hors les murs starts from: Saturday afternoons of the summer.
FIRST_OUTSIDE = Table(
    seasons=(Season(name="été", start="07-01", end="08-31", week=(Week(days="sam", slots=("14:00-18:00",)),)),),
    public_holidays=AS_WEEKDAY,
)


class Desk(NamedTuple):
    """Where visitors are received: a bureau by its id, or its hors les murs."""

    bureau: str
    outside: bool = False


def table_at(present: Present, choices: Choices, desk: Desk) -> Table | None:
    """Return the hours of a desk under choices, None where it has none."""
    if desk.outside:
        return choices.outside.get(desk.bureau, present.outside.get(desk.bureau))
    return choices.hours.get(desk.bureau, present.hours.get(desk.bureau))


def desks(present: Present, choices: Choices) -> dict[Desk, str]:
    """Return the desks that have hours under choices, with their French names."""
    names = {p.bureau.id: p.bureau.name for p in present.audit.dossier.points}
    every = {Desk(i, out): name + ", hors les murs" * out for i, name in names.items() for out in (False, True)}
    return {desk: name for desk, name in every.items() if table_at(present, choices, desk) is not None}


def with_table(present: Present, choices: Choices, desk: Desk, table: Table | None) -> Choices:
    """Return choices where a desk has other hours; None takes a hors les murs away, and leaves a bureau as it is."""
    if desk.outside:
        return replace(choices, outside=_set(choices.outside, desk.bureau, table, present.outside.get(desk.bureau)))
    if table is None:
        return choices
    return replace(choices, hours=_set(choices.hours, desk.bureau, table, present.hours.get(desk.bureau)))


def _set(mapping: Mapping[K, V], key: K, value: V, before: object) -> dict[K, V]:
    rest = {k: v for k, v in mapping.items() if k != key}
    return rest if value == before else {**rest, key: value}


def week_changed(present: Present, choices: Choices, desk: Desk, n: int, change: Callable[[Days], Days]) -> Choices:
    """Return choices where the week of a season of a desk is changed."""
    table = table_at(present, choices, desk)
    if table is None:
        return choices
    season = with_days(table.seasons[n], change(days_of(table.seasons[n])))
    return with_table(present, choices, desk, with_season(table, n, season))


def open_days(present: Present, choices: Choices, desk: Desk, n: int, days: Iterable[int]) -> Choices:
    """Return choices where a desk opens on those weekdays of a season, at the hours that it usually has."""
    table = table_at(present, choices, desk)
    chosen = tuple(days)
    usual = usual_of((table.seasons[n], *table.seasons)) if table else ()
    return week_changed(present, choices, desk, n, lambda week: open_on(week, chosen, usual))


def open_from(present: Present, choices: Choices, desk: Desk, n: int, minute: int) -> Choices:
    """Return choices where a season's earliest opening is at a minute."""
    return week_changed(present, choices, desk, n, lambda week: opening_at(week, minute))


def open_until(present: Present, choices: Choices, desk: Desk, n: int, minute: int) -> Choices:
    """Return choices where a season's latest closing is at a minute."""
    return week_changed(present, choices, desk, n, lambda week: closing_at(week, minute))


def open_at_noon(present: Present, choices: Choices, desk: Desk, n: int, without_break: bool) -> Choices:
    """Return choices where a season has no break at noon, or the one of the proposed timetable."""
    start, end = (round(60 * hour) for hour in load_scale().timetable.lunch_break)
    change: Callable[[Days], Days] = all_day if without_break else lambda week: with_break(week, start, end)
    return week_changed(present, choices, desk, n, change)


def season_moved(present: Present, choices: Choices, desk: Desk, n: int, dates: tuple[date, date]) -> Choices:
    """Return choices where a season runs between two days, as far as its neighbours can give."""
    table = table_at(present, choices, desk)
    year = present.audit.dossier.year
    return with_table(present, choices, desk, moved(table, n, *dates, year)) if table else choices


def with_outside(present: Present, choices: Choices, bureau: str, wanted: bool) -> Choices:
    """Return choices with a hors les murs at a bureau, the dossier's or a first idea of one, or without."""
    table = present.outside.get(bureau, FIRST_OUTSIDE) if wanted else None
    return with_table(present, choices, Desk(bureau, outside=True), table)


def with_counted(present: Present, choices: Choices, bureau: str, counted: bool) -> Choices:
    """Return choices where a bureau is counted with the main one, or not."""
    before = next(p.bureau.cumulated for p in present.audit.dossier.points if p.bureau.id == bureau)
    return replace(choices, counted=_set(choices.counted, bureau, counted, before))


def with_people(present: Present, choices: Choices, bureau: str, people: float) -> Choices:
    """Return choices where so many people are present at a bureau."""
    before = next(p.bureau.people_present for p in present.audit.dossier.points if p.bureau.id == bureau)
    rest = {k: v for k, v in choices.people.items() if k != bureau}
    return replace(choices, people=rest if people in (before, 0) else {**rest, bureau: people})


def with_posts(present: Present, choices: Choices, n: int, posts: int) -> Choices:
    """Return choices where a contract, by its index, has so many posts."""
    staff = present.audit.dossier.staff
    return replace(choices, posts=_set(choices.posts, n, posts, staff.contracts[n].posts)) if staff else choices


def with_category(present: Present, choices: Choices, category: str) -> Choices:
    """Return choices aiming at a category."""
    return replace(choices, category="" if category == present.audit.category else category)


def with_edition(present: Present, choices: Choices, edition: str) -> Choices:
    """Return choices read under an edition of the order."""
    return replace(choices, edition="" if edition == present.audit.edition.id else edition)


def proposed(present: Present, found: BetterHours) -> Table | None:
    """Return the best hours found as a table of the main bureau; None when they are those of several bureaux."""
    if found.best is None or found.now.hypothesis != ALONE:
        return None
    scale, year = load_scale(), present.audit.dossier.year
    return table_of(calendar_of(found.best.week, season_of_days(scale.seasons, year), year, found.holidays))


def with_proposed(present: Present, choices: Choices, found: BetterHours) -> Choices:
    """Return choices where the main bureau has the hours that the optimiser proposes."""
    main = main_point(present.audit.dossier).bureau.id
    return with_table(present, choices, Desk(main), proposed(present, found))
