"""What to change, in words that a mayor reads: days and hours to add, posts to fill."""

from collections.abc import Sequence
from math import ceil

from otanalysis.coherence.least_change import DayGroup, LongerDays, Plan, added_minutes
from otanalysis.french import MONTHS, WEEKDAYS, duration, joined, number, quantity
from otanalysis.opening.calendar import dates_of
from otanalysis.opening.feast_days import public_holidays

SHOWN = 4
HALF_HOURS = {30: "une demi-heure", 60: "une heure", 90: "une heure et demie", 120: "deux heures"}
NOTHING_TO_LOSE = {
    "jour": "aucun jour à perdre",
    "h": "aucune heure à perdre",
    "ETP": "aucun poste à perdre",
    "langue": "aucune langue à perdre",
    "point": "aucun point à perdre",
}


def left(margin: float, unit: str) -> str:
    """Return a margin in words: « 23 jours de marge », « juste au seuil : aucun jour à perdre » when there is none."""
    return f"{quantity(margin, unit)} de marge" if margin else f"Juste au seuil : {NOTHING_TO_LOSE[unit]}"


def plan_in_words(plan: Plan, at_least: int) -> str:
    """Return what a plan asks: « ouvrir 4 h les samedis d'octobre (4 jours), soit 16 h de plus dans l'année ».

    ``at_least``: the minutes that make a day count; 1 when any opening does, and then no duration is told.
    """
    short = [group for group in plan.days if group.minutes]
    closed = [group for group in plan.days if not group.minutes]
    told = [_lengthened(short, at_least)] if short else []
    told += [_opened(closed, at_least)] if closed else []
    told += [_longer(plan.longer)] if plan.longer else []
    cost = f", soit {quantity(added_minutes(plan) / 60, 'h')} de plus dans l'année" if at_least > 1 else ""
    return f"{', puis '.join(told)}{cost}"


def _lengthened(groups: Sequence[DayGroup], at_least: int) -> str:
    durations = {group.minutes for group in groups}
    now = f"de {duration(groups[0].minutes)} " if len(durations) == 1 else ""
    return f"passer {now}à {duration(at_least)} par jour {_days(groups, 'trop courts', tell_minutes=not now)}"


def _opened(groups: Sequence[DayGroup], at_least: int) -> str:
    long_enough = f"{duration(at_least)} par jour " if at_least > 1 else ""
    return f"ouvrir {long_enough}{_days(groups, 'fermés')}"


def _days(groups: Sequence[DayGroup], state: str, *, tell_minutes: bool = False) -> str:
    """Return groups of days in words, the largest first; beyond a few, only how many days are left."""
    ranked = sorted((g for g in groups if g.regular or len(g.dates) == 1), key=lambda g: (not g.regular, -g.days))
    shown = ranked[:SHOWN]
    rest = sum(group.days for group in groups) - sum(group.days for group in shown)
    told = [_group(group, state, tell_minutes=tell_minutes) for group in shown]
    others = f"{rest}\u00a0{'autres ' if told else ''}jours {state}" if rest > 1 else f"1\u00a0autre jour {state[:-1]}"
    return joined(told + ([others] if rest else []))


def _group(group: DayGroup, state: str, *, tell_minutes: bool) -> str:
    day, now = WEEKDAYS[group.weekday], f" de {duration(group.minutes)}" if tell_minutes else ""
    if len(group.dates) == 1:
        only = group.dates[0]
        return f"le {day} {'1er' if only.day == 1 else only.day} {MONTHS[only.month - 1]}" + (now and f" ({now[1:]})")
    if group.days < len(group.dates):
        return f"{group.days} des {len(group.dates)} {day}s {state} {of_months(group.months)}{now}"
    feasts, others = _others(group)
    if others:
        return f"les {group.days} {day}s {state} {of_months(group.months)}{now}"
    beside = ", hors jours fériés" if feasts else ""
    return f"les {day}s {of_months(group.months)} ({quantity(group.days, 'jour')}{now}{beside})"


def _others(group: DayGroup) -> tuple[int, int]:
    """Return how many days of that weekday in these months are not in the group: public holidays, and others."""
    year = group.dates[0].year
    alike = [d for d in dates_of(year) if d.weekday() == group.weekday and d.month in group.months]
    beside = set(alike) - set(group.dates)
    feasts = beside & public_holidays(year)
    return len(feasts), len(beside - feasts)


def _longer(longer: LongerDays) -> str:
    more = HALF_HOURS.get(longer.added, duration(longer.added))
    days, every = quantity(longer.days, "jour"), len(longer.dates)
    if longer.days == every:
        return f"ouvrir {more} de plus chaque jour d'ouverture {of_months(longer.months)} ({days})"
    return f"ouvrir {more} de plus {days}, parmi les {every} jours d'ouverture {of_months(longer.months)}"


def of_months(months: Sequence[int]) -> str:
    """Return months in words after a noun: « d'octobre à décembre », « de mai et de juin », « de l'année »."""
    if len(months) == 12:
        return "de l'année"
    starts = [m for m in months if m - 1 not in months]
    runs = [[m for m in months if start <= m < min([s for s in starts if s > start], default=13)] for start in starts]
    return joined([words for run in runs for words in _run(run)])


def _run(months: Sequence[int]) -> list[str]:
    if len(months) < 3:
        return [_of(month) for month in months]
    return [f"{_of(months[0])} à {MONTHS[months[-1] - 1]}"]


def _of(month: int) -> str:
    name = MONTHS[month - 1]
    return f"d'{name}" if name[0] in "ao" else f"de {name}"


def posts(fte: float, hours_a_year: float) -> str:
    """Return the posts that give full-time equivalents: « 0,5 ETP, soit 804 h de travail par an (un mi-temps) »."""
    whole, part = divmod(round(fte, 3), 1)
    full = f"{'un temps plein' if whole == 1 else f'{number(whole)} temps pleins'} toute l'année" if whole else ""
    told = joined([post for post in (full, _part_time(part) if part else "") if post])
    season = f", ou un saisonnier à plein temps {ceil(round(12 * part, 2))} mois" if part and not whole else ""
    hours = number(ceil(round(fte * hours_a_year, 2)))
    return f"{fte_in_words(fte)}, soit {hours} h de travail par an ({told}{season})"


def fte_in_words(fte: float) -> str:
    """Return full-time equivalents rounded up to a hundredth, for a rounded-down need would not be met."""
    return quantity(ceil(round(100 * fte, 1)) / 100, "ETP")


def _part_time(part: float) -> str:
    """Return the least post, by steps of 5 %, that gives a part of a full time."""
    percent = 5 * ceil(round(20 * part, 2))
    return {50: "un mi-temps", 100: "un temps plein"}.get(percent, f"un poste à {percent} %")
