"""The week of an APIDAE period, in both its shapes: ``horaires`` (since June 2025) and the older fields."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from otanalysis.opening.apidae_days import weekday
from otanalysis.opening.clock import minute_of
from otanalysis.opening.notes import hhmm, quoted
from otanalysis.opening.periods import Period, Span, both, chosen, doubtful, opened

OPENING = 7457  # the HoraireType of opening hours; others are of guided tours, deliveries…
CODES = {code: n for n, code in enumerate(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"))}
HOLIDAYS = range(7, 14)
Data = dict[str, Any]


def libelle(value: object) -> str:
    """Return the French text of an APIDAE label, or its first text; empty without any."""
    if isinstance(value, str):
        return value.strip()
    texts = {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}
    return next((texts[key].strip() for key in ("libelleFr", *sorted(texts)) if key in texts), "")


def with_schedules(found: Period, schedules: list[Data], notes: list[str]) -> Period | None:
    """Return the period with the hours of ``horaires``, None when they say nothing of opening; notes are added.

    Public holidays (HOL) named once are spoken for: the weekdays' hours do not hold on them. What is closed is taken
    from what is open, whatever their order.
    """
    slots = [slot for schedule in schedules if _is_opening(schedule, notes) for slot in dicts(schedule, "timePeriods")]
    if not slots:
        return None
    holidays = any("HOL" in _codes(slot) for slot in slots)
    for slot in sorted(slots, key=lambda one: bool(one.get("closed"))):
        days = _days(slot, holidays, found.name, notes)
        found = _shut(found, slot, days) if slot.get("closed") else _open(found, slot, days, notes)
    return replace(found, says_holidays=holidays)


def dicts(holder: Data, key: str) -> list[Data]:
    """Return the objects in a list of another object; none when there is no such list."""
    value = holder.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_opening(schedule: Data, notes: list[str]) -> bool:
    """Tell whether a schedule is of opening hours; a note names the others."""
    kind = schedule.get("type")
    if not isinstance(kind, dict) or kind.get("id", OPENING) == OPENING:
        return True
    notes.append(f"horaires d'un autre type, non comptés : {quoted(libelle(kind) or str(kind.get('id')))}")
    return False


def _codes(slot: Data) -> list[str]:
    """Return the codes of the days of a time period."""
    written = slot.get("weekdays")
    return [str(code) for code in written] if isinstance(written, list) else []


def _days(slot: Data, holidays: bool, name: str, notes: list[str]) -> list[int]:
    """Return the kinds of day of a time period."""
    codes = _codes(slot)
    if unknown := [code for code in codes if code not in CODES and code != "HOL"]:
        notes.append(f"jours inconnus, non comptés : {', '.join(unknown)} ({name})")
    if not codes:
        notes.append(f"des horaires sans jours : comptés tous les jours de leur période ({name})")
        return list(range(7 if holidays else 14))
    weekdays = [CODES[code] for code in codes if code in CODES]
    return [*(weekdays if holidays else both(weekdays)), *(HOLIDAYS if "HOL" in codes else ())]


def _shut(found: Period, slot: Data, days: list[int]) -> Period:
    """Return the period less a closed time period: its time frames, or its whole days."""
    hours, unknown = found.hours.copy(), found.unknown.copy()
    frames = [frame for frame in dicts(slot, "timeFrames") if _span(frame) is not None]
    for first, last in [span for frame in frames if (span := _span(frame))] or [(0, 1440)]:
        hours[days, first:last] = False
    if not frames:
        unknown[days] = False
    return replace(found, hours=hours, unknown=unknown)


def _open(found: Period, slot: Data, days: list[int], notes: list[str]) -> Period:
    """Return the period with an open time period; one without readable times leaves its days unknown."""
    spans = [_span(frame) for frame in dicts(slot, "timeFrames")]
    if None in spans or not spans:
        notes.append(f"non compté, des heures manquent ou ne se lisent pas : {found.name}")
        found = doubtful(found, days)
    return opened(found, days, [span for span in spans if span is not None])


def _span(frame: Data) -> Span | None:
    """Return the minutes of a time frame; its ``recurrence`` is the rhythm of visits, not of opening."""
    return span_of(frame.get("startTime"), frame.get("endTime"))


def span_of(start: object, end: object) -> Span | None:
    """Return the minutes from one written time to a later one; midnight is the end of the day; None otherwise."""
    first, last = minute_of(start), minute_of(end)
    if first is None or last is None or first == last:
        return None
    return (first, last or 1440) if first < (last or 1440) else None


def with_older_fields(found: Period, written: Data, notes: list[str]) -> Period:
    """Return the period with its only slot on the weekdays of its type; notes are added.

    Weekdays listed by OUVERTURE_SAUF are the CLOSED ones, by OUVERTURE_SEMAINE the open ones.
    """
    days = both(_open_weekdays(written, found.name, notes))
    return opened(found, days, spans) if (spans := older_spans(written, found.name, notes)) else doubtful(found, days)


def older_spans(written: Data, name: str, notes: list[str]) -> list[Span]:
    """Return the only slot that the older fields can say; none, and a note, when a time is missing."""
    start, end = written.get("horaireOuverture"), written.get("horaireFermeture")
    span = span_of(start, end)
    if span is None:
        notes.append(f"non compté, {_why(start, end)} : {name}")
    return [span] if span else []


def _why(start: object, end: object) -> str:
    """Return why the older fields give no slot."""
    if not start and not end:
        return "aucune heure dans la fiche"
    if not start or not end:
        missing, known = ("d'ouverture", end) if not start else ("de fermeture", start)
        minute = minute_of(known)
        return f"l'heure {missing} manque (l'autre est {hhmm(minute) if minute is not None else known})"
    return f"heures impossibles, {start} à {end}"


def _open_weekdays(written: Data, name: str, notes: list[str]) -> list[int]:
    """Return the weekdays open in the older fields."""
    listed = sorted(listed_weekdays(written))
    kind = written.get("type")
    if kind == "OUVERTURE_SEMAINE":
        return listed
    if kind == "OUVERTURE_SAUF":
        return [day for day in range(7) if day not in listed]
    if kind != "OUVERTURE_TOUS_LES_JOURS":
        notes.append(f"type de période non précisé ({kind or 'absent'}) : compté tous les jours ({name})")
    return list(range(7))


def listed_weekdays(written: Data) -> set[int]:
    """Return the weekdays that the older fields list, open or closed."""
    return {day for entry in dicts(written, "ouverturesJournalieres") for day in weekday(entry.get("jour"))}


def disagreement(found: Period, written: Data) -> Iterator[str]:
    """Give a note when the older fields of a period open other weekdays than its ``horaires``."""
    kind = written.get("type")
    if kind not in ("OUVERTURE_SEMAINE", "OUVERTURE_SAUF") or not listed_weekdays(written):
        return
    older = set(_open_weekdays(written, found.name, []))
    newer = set(map(int, np.flatnonzero((found.hours.any(axis=1) | found.unknown)[:7])))
    if older != newer:
        yield f"les anciens jours d'ouverture ne sont pas ceux des horaires, seuls comptés : {found.name}"


def one_day(found: Period) -> Period:
    """Return a period whose every kind of day is unknown: a day that opens, at hours that nobody wrote."""
    return replace(found, unknown=chosen(range(14)))
