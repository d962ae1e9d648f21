"""Opening hours of APIDAE, in its shape since June 2025 (``horaires``) and in the one before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from otanalysis.opening.apidae_days import days_of_months, ranges, special
from otanalysis.opening.apidae_week import (
    Data,
    dicts,
    disagreement,
    libelle,
    older_spans,
    one_day,
    with_older_fields,
    with_schedules,
)
from otanalysis.opening.calendar import OpeningCalendar, silent
from otanalysis.opening.clock import date_of
from otanalysis.opening.json_files import Found, objects
from otanalysis.opening.notes import first_notes, quoted
from otanalysis.opening.offices import Candidate, only
from otanalysis.opening.periods import Period, calendar_of, opened, period
from otanalysis.opening.told_hours import contradictions
from otanalysis.reading.problems import InputError, Problem

CLOSED_FOR_NOW = "la fiche se dit fermée temporairement, sans dates : aucun jour n'est compté ni décrit"
MONTHLY = "OUVERTURE_MOIS"


class Context(NamedTuple):
    """What reading one office needs all along: the year, and where notes and mistakes go."""

    year: int
    notes: list[str]
    mistakes: list[Problem]
    place: str
    shown: str


def read_apidae(path: Path, year: int, shown: str = "", *, office: str = "", region: str = "") -> OpeningCalendar:
    """Return the calendar of one object of an APIDAE answer or export, ``region`` being that of its public holidays.

    ``office`` is an identifier or a name; it may be empty when one object only has hours. A day whose period gives no
    complete hours is not described. Free text is in the notes, with what it contradicts. Raises InputError, in French,
    for a file that cannot be read, an office that is not in it, dates that are none, or another year.
    """
    shown = shown or str(path)
    one = only(_candidates(objects(path, shown)), office, shown)
    opening = one.data["ouverture"]
    here = Context(year, _told(opening), [], f"{one.place}.ouverture".lstrip("."), shown)
    if opening.get("fermeTemporairement") in (True, "FERME_TEMPORAIREMENT"):
        return first_notes(silent(year), [CLOSED_FOR_NOW, *here.notes])
    periods = [
        one for n, written in enumerate(dicts(opening, "periodesOuvertures")) for one in _periods(written, n, here)
    ]
    closures = _closures(opening, here)
    if here.mistakes:
        raise InputError(here.mistakes)
    found = calendar_of(periods, closures, year, shown, region)
    return first_notes(found, [*here.notes, *_contradicted(opening, periods), *_all_year(opening, found)])


def _candidates(found: Iterable[Found]) -> Iterator[Candidate]:
    """Give the objects that say something of their opening."""
    for place, data in found:
        if isinstance(data.get("ouverture"), dict):
            ids = tuple(str(data[key]) for key in ("id", "identifier") if data.get(key) is not None)
            yield Candidate(ids, libelle(data.get("nom")) or "sans nom", place, data)


def _told(opening: Data) -> list[str]:
    """Return the free text of the whole opening as notes."""
    text = libelle(opening.get("periodeEnClair"))
    return [f"période en clair : {quoted(text)}"] if text else []


def _all_year(opening: Data, found: OpeningCalendar) -> list[str]:
    """Return a note when the object says that it opens all the year, and its periods do not."""
    said = opening.get("ouvertTouteLAnnee") in (True, "OUVERT_TOUTE_L_ANNEE")
    return (
        ["la fiche se dit ouverte toute l'année : ses périodes ne le montrent pas"]
        if said and not found.described.all()
        else []
    )


def _contradicted(opening: Data, periods: list[Period]) -> list[str]:
    """Return the notes of what the free text of the whole opening contradicts."""
    text = libelle(opening.get("periodeEnClair"))
    if not text or not periods:
        return []
    hours = np.logical_or.reduce([one.hours for one in periods])
    return list(contradictions(text, hours, "période en clair"))


def _periods(written: Data, n: int, here: Context) -> list[Period]:
    """Return the periods that one entry makes: itself, its days of the month, its exceptional openings."""
    first, last = (_date(written, key, f"periodesOuvertures[{n}]", here) for key in ("dateDebut", "dateFin"))
    if first is None or last is None:
        return []
    if last < first:
        advice = "inversez-les dans APIDAE"
        where = f"{here.place}.periodesOuvertures[{n}]"
        here.mistakes.append(Problem(here.shown, 0, where, f"dateFin ({last}) vient avant dateDebut ({first})", advice))
        return []
    dates = ranges(first, last, here.year, every_year=bool(written.get("tousLesAns")))
    found = [one for ends in dates for one in _between(written, ends, here)]
    here.notes.extend(_period_notes(written, found))
    return found + _exceptional(written, here)


def _date(written: Data, key: str, where: str, here: Context) -> date | None:
    """Return the date under a key; one that cannot be read is noted as a mistake."""
    day = date_of(written.get(key))
    if day is None:
        said = f"« {written[key]} » n'est pas une date" if written.get(key) else "la date manque"
        where = f"{here.place}.{where}.{key}"
        here.mistakes.append(Problem(here.shown, 0, where, said, "écrivez-la « 2025-07-01 »"))
    return day


def _between(written: Data, ends: tuple[date, date], here: Context) -> list[Period]:
    """Return the periods of an entry between two dates."""
    empty = period(libelle(written.get("nom")), *ends)
    found = with_schedules(empty, dicts(written, "horaires"), here.notes)
    if found is not None:
        here.notes.extend(disagreement(found, written))
        return [found]
    if written.get("type") == MONTHLY:
        return _monthly(written, empty, here)
    return [with_older_fields(empty, written, here.notes)]


def _monthly(written: Data, empty: Period, here: Context) -> list[Period]:
    """Return the period, closed, and its days such as the first Monday of the month, open."""
    days = days_of_months(dicts(written, "ouverturesJourDuMois"), empty.first, empty.last, here.year)
    return [empty, *_open_days(written, days, here)]


def _open_days(written: Data, days: list[date], here: Context) -> list[Period]:
    """Return single days open at the hours of the older fields, unknown without them."""
    name = libelle(written.get("nom"))
    if not days:
        return []
    spans = older_spans(written, name or "ouvertures exceptionnelles", here.notes)
    alone = [period(name, day, day) for day in days]
    return [opened(one, range(14), spans) if spans else one_day(one) for one in alone]


def _exceptional(written: Data, here: Context) -> list[Period]:
    """Return the exceptional openings of an entry."""
    days = [
        day for entry in dicts(written, "ouverturesExceptionnelles") for day in _named(entry, "dateOuverture", here)
    ]
    return [replace(one, says_holidays=False) for one in _open_days(written, days, here)]


def _closures(opening: Data, here: Context) -> list[date]:
    """Return the exceptional closures, by date or by the name of a feast."""
    return [
        day for entry in dicts(opening, "fermeturesExceptionnelles") for day in _named(entry, "dateFermeture", here)
    ]


def _named(entry: Data, key: str, here: Context) -> list[date]:
    """Return the days that an exceptional entry names; a note keeps the name that is not known."""
    days = special(entry, key, here.year)
    if days is None:
        kind = "fermeture" if key == "dateFermeture" else "ouverture"
        said = entry.get("dateSpeciale") or entry.get(key) or "sans date"
        here.notes.append(f"{kind} exceptionnelle non comptée, jour inconnu : {quoted(str(said))}")
    return days or []


def _period_notes(written: Data, found: list[Period]) -> Iterator[str]:
    """Give the free text of a period, and what it contradicts."""
    text = libelle(written.get("complementHoraire"))
    if text and found:
        yield f"complément, non compté : {quoted(text)} ({found[0].name})"
        yield from contradictions(text, np.logical_or.reduce([one.hours for one in found]), found[0].name)
