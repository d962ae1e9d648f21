"""The periods of Tourinsoft written as text: records between ``#``, fields between ``|``, in three layouts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from otanalysis.opening.apidae_week import span_of
from otanalysis.opening.clock import date_of, minute_of
from otanalysis.opening.notes import hhmm
from otanalysis.opening.offices import plain
from otanalysis.opening.periods import ALWAYS, Period, Span, both, doubtful, opened, period
from otanalysis.opening.table_text import WEEKDAYS

EIGHT, SEVEN, WEEK, V3 = "8-champs", "7-champs", "31-champs", "v3"
HOLIDAYS = ("jours feries", "jour ferie", "feries")
HALVES = {"matin": (0, 14 * 60), "apres-midi": (12 * 60, 1440), "soir": (12 * 60, 1440)}
NO_DATES = "des périodes sans dates : supposées valables toute l'année"


class Slots(NamedTuple):
    """The spans that four times make, and whether a time is left alone."""

    spans: list[Span]
    broken: bool


class Named(NamedTuple):
    """Days that a list names: whole weekdays, halves of weekdays, public holidays, and words that are no day."""

    weekdays: set[int]
    halves: list[tuple[int, str]]
    holidays: bool
    unknown: list[str]


class Unreadable(ValueError):  # noqa: N818 - it becomes a Problem, never an error of the program
    """What one record says and nobody can read."""


def slots_of(times: Iterable[object]) -> Slots:
    """Return the spans of opening 1, closing 1, opening 2, closing 2; the first and the last alone make one slot."""
    start, noon, after, end = (str(time).strip() if time else "" for time in times)
    if start and end and not noon and not after:
        pairs = [(start, end)]
    else:
        pairs = [pair for pair in ((start, noon), (after, end)) if any(pair)]
    spans = [span_of(*pair) for pair in pairs]
    return Slots([span for span in spans if span is not None], None in spans)


def named_days(words: Iterable[str]) -> Named:
    """Return the days of a list such as « Lundi », « Mardi soir », « Jours fériés »."""
    found = Named(set(), [], False, [])
    for word in filter(None, (plain(one) for one in words)):
        day, _, half = word.partition(" ")
        if word in HOLIDAYS:
            found = found._replace(holidays=True)
        elif word in ("tous", "tous les jours"):
            found.weekdays.update(range(7))
        elif day in WEEKDAYS and not half:
            found.weekdays.add(WEEKDAYS.index(day))
        elif day in WEEKDAYS and half in HALVES:
            found.halves.append((WEEKDAYS.index(day), half))
        else:
            found.unknown.append(word)
    return found


def dates_between(start: object, end: object, notes: list[str]) -> tuple[date, date]:
    """Return the first and last day of a record; without dates it always holds, and a note says so.

    Raises Unreadable for what is no date, or an end before its start.
    """
    written = [str(one).strip() if one else "" for one in (start, end)]
    days = [date_of(text) if text else limit for text, limit in zip(written, ALWAYS, strict=True)]
    for text, day in zip(written, days, strict=True):
        if day is None:
            raise Unreadable(f"« {text} » n'est pas une date : il faut « 01/07/2025 »")
    first, last = (day for day in days if day is not None)
    if last < first:
        raise Unreadable(f"la fin ({written[1]}) vient avant le début ({written[0]})")
    if not all(written):
        notes.append(NO_DATES)
    return first, last


def eight(fields: list[str], notes: list[str]) -> Period:
    """Return the period of ``du|au|ouv1|ferm1|ouv2|ferm2|jours ouverts|jours fermés``, days between ``$``."""
    found = period("", *dates_between(fields[0], fields[1], notes))
    days, shut = (named_days(text.split("$")) for text in fields[6:8])
    notes += _odd_words(days.unknown + shut.unknown, found.name)
    slots = slots_of(fields[2:6])
    weekdays = (
        days.weekdays or set() if days.weekdays or days.halves or days.holidays else set(range(7)) - shut.weekdays
    )
    if both_ways := sorted(weekdays & shut.weekdays):
        notes.append(
            f"contradiction, ouverts et fermés à la fois, comptés fermés : {_listed(both_ways)} ({found.name})"
        )
    found = _filled(found, sorted(weekdays - shut.weekdays), slots, fields[2:6], notes)
    found = _halves(found, days.halves, slots, notes)
    return _holidays(found, slots, on=days.holidays, off=shut.holidays)


def seven(fields: list[str], notes: list[str]) -> Period:
    """Return the period of ``du|au|ouv1|ferm1|ouv2|ferm2|jours de fermeture``; « Lundi-Dimanche » is two days."""
    found = period("", *dates_between(fields[0], fields[1], notes))
    return same_every_day(found, fields[2:6], fields[6].replace("$", "-").split("-"), notes)


def same_every_day(found: Period, times: Sequence[object], closing: Iterable[str], notes: list[str]) -> Period:
    """Return the period with the same four times on all days but those of closing."""
    shut = named_days(closing)
    notes += _odd_words(shut.unknown, found.name)
    slots = slots_of(times)
    found = _filled(found, [day for day in range(7) if day not in shut.weekdays], slots, times, notes)
    return _holidays(found, slots, on=False, off=shut.holidays)


def week(fields: list[str], notes: list[str]) -> Period:
    """Return the period of ``du|au`` and four times for each day from Monday, then the days of closing, if any."""
    times = [fields[2 + 4 * day : 6 + 4 * day] for day in range(7)]
    closing = fields[30] if len(fields) > 30 else ""
    return daily(
        period("", *dates_between(fields[0], fields[1], notes)), times, closing.replace("$", "-").split("-"), notes
    )


def daily(found: Period, times: Sequence[Sequence[object]], closing: Iterable[str], notes: list[str]) -> Period:
    """Return the period with the times of each weekday; no time and no word of closing leaves a day unknown."""
    shut = named_days(closing)
    notes += _odd_words(shut.unknown, found.name)
    silent, torn = [], []
    for day, written in enumerate(times):
        slots = slots_of(written)
        if slots.spans and day in shut.weekdays:
            torn.append(day)
        elif not slots.spans and not slots.broken and day not in shut.weekdays:
            silent.append(day)
        elif day not in shut.weekdays:
            found = _filled(found, [day], slots, written, notes)
    if torn:
        notes.append(f"contradiction, des heures et un jour de fermeture, non comptés : {_listed(torn)} ({found.name})")
    if silent:
        notes.append(f"ni heures ni fermeture, jours non décrits : {_listed(silent)} ({found.name})")
    found = doubtful(found, both(torn + silent))
    return _holidays(found, Slots([], False), on=False, off=shut.holidays)


READERS: dict[str, Callable[[list[str], list[str]], Period]] = {EIGHT: eight, SEVEN: seven, WEEK: week}
COUNTS = {8: EIGHT, 7: SEVEN, 30: WEEK, 31: WEEK}


def layout_of(text: str) -> str:
    """Return the layout that the field count of every record tells; empty when they are no periods."""
    records = [record.split("|") for record in text.split("#") if record.strip()]
    found = {COUNTS.get(len(fields), "") for fields in records}
    dated = all(all(not day.strip() or date_of(day) for day in fields[:2]) for fields in records)
    timed = any(date_of(fields[0]) or any(minute_of(time) is not None for time in fields[2:6]) for fields in records)
    return found.pop() if len(found) == 1 and dated and timed else ""


def _filled(found: Period, days: list[int], slots: Slots, written: Iterable[object], notes: list[str]) -> Period:
    """Return the period with slots on weekdays; times left alone, or none at all, leave those days unknown."""
    if slots.broken or not slots.spans:
        times = " ".join(str(time or "…") for time in written)
        why = f"heures incomplètes ou impossibles ({times})" if slots.broken else "sans heures"
        notes.append(f"non compté, {why} : {_listed(days)} ({found.name})")
        found = doubtful(found, both(days))
    return opened(found, both(days), slots.spans)


def _halves(found: Period, halves: list[tuple[int, str]], slots: Slots, notes: list[str]) -> Period:
    """Return the period with the slots of halves of days, that a note tells as they were read."""
    for day, half in halves:
        start, end = HALVES[half]
        spans = [(first, last) for first, last in slots.spans if start <= first and last <= end]
        read = ", ".join(f"{hhmm(first)}-{hhmm(last)}" for first, last in spans) or "heures inconnues"
        notes.append(f"« {WEEKDAYS[day]} {half} » lu comme : {read} ({found.name})")
        found = opened(found, both([day]), spans) if spans else doubtful(found, both([day]))
    return found


def _holidays(found: Period, slots: Slots, *, on: bool, off: bool) -> Period:
    """Return the period with its public holidays open, closed, or as their weekday when it does not say."""
    if not on and not off:
        return found
    hours, unknown = found.hours.copy(), found.unknown.copy()
    hours[7:] = False
    unknown[7:] = on and not off and (slots.broken or not slots.spans)
    found = replace(found, hours=hours, unknown=unknown, says_holidays=True)
    return found if off else opened(found, range(7, 14), slots.spans)


def _odd_words(words: list[str], name: str) -> list[str]:
    """Return a note of the words that are no day."""
    return [f"jours non reconnus, non comptés : {', '.join(words)} ({name})"] if words else []


def _listed(days: Iterable[int]) -> str:
    """Return weekdays in French, separated by commas."""
    return ", ".join(WEEKDAYS[day] for day in days) or "aucun jour"
