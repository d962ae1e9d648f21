"""A territory from the documents of its offices' last audits: opening, staff and visitors side by side.

Everything is read from the machine's copies (``audit.json``): a document older than a key lacks it, and its office is
then left out of what needs it, with the reason.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.scale import load_scale, season_of_days
from otanalysis.coherence.together import (
    OpenTogether,
    Outings,
    Pool,
    missed_by_weekday,
    open_together,
    weekly_outings,
)
from otanalysis.coherence.weekly_staff import StaffWeeks, ToHold, needed_together, weeks_of_staff
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.territories import Territory
from otanalysis.opening.calendar import OpeningCalendar, days_in, silent, union
from otanalysis.opening.osm import from_osm

Document = dict[str, Any]
Array = NDArray[np.float64]
Reasons = tuple[tuple[str, str], ...]  # offices left out, and why


@dataclass(frozen=True, eq=False)
class Area:
    """A territory: its counts, and the documents of the last audits of those of its offices that were audited."""

    id: str
    counted: Territory
    audits: tuple[Document, ...]


@dataclass(frozen=True, eq=False)
class Opened:
    """The opening of the offices whose hours are known for the year of the territory, in the order of ``calendars``."""

    names: tuple[str, ...]
    calendars: tuple[OpeningCalendar, ...]
    together: OpenTogether
    left_out: Reasons


@dataclass(frozen=True, eq=False)
class Pooled:
    """The staff of the offices whose hours and contracts are wholly known, in common."""

    names: tuple[str, ...]
    mondays: tuple[date, ...]
    pool: Pool
    illustrative: bool
    left_out: Reasons


@dataclass(frozen=True, eq=False)
class Missed:
    """The visitors of the zone who come on days when their office is shut, shape (offices, days).

    ``elsewhere`` are those who come while another office of the territory is open; ``by_weekday`` sums those of all
    offices, shape (seasons, 7).
    """

    names: tuple[str, ...]
    visitors: Array
    counted: tuple[float, ...]
    elsewhere: float
    by_weekday: Array
    illustrative: bool
    left_out: Reasons


def label(document: Document) -> str:
    """Return the name of an office as people write it."""
    return str(document["office"]["name"])


def year_of(area: Area) -> int | None:
    """Return the reference year that most audits have, the last of them at equality; None without any audit."""
    years = Counter(document["reference_year"] for document in area.audits)
    return max(years, key=lambda year: (years[year], year)) if years else None


def _of_the_year(area: Area) -> tuple[list[Document], list[tuple[str, str]]]:
    """Return the documents of the year of the territory, and why the others are left out."""
    year = year_of(area)
    others = [d for d in area.audits if d["reference_year"] != year]
    why = [(label(d), f"audité sur {d['reference_year']}, et non {year}") for d in others]
    return [d for d in area.audits if d["reference_year"] == year], why


@lru_cache(maxsize=2)
def opened(area: Area) -> Opened | None:
    """Return the opening of the offices together; None when no hours are known."""
    documents, left_out = _of_the_year(area)
    found = [(label(document), calendar_of(document)) for document in documents]
    left_out += [(name, "horaires inconnus") for name, calendar in found if calendar is None]
    known = [(name, calendar) for name, calendar in found if calendar is not None]
    if not known:
        return None
    names, calendars = zip(*known, strict=True)
    return Opened(names, calendars, open_together(calendars, load_scale()), tuple(left_out))


def calendar_of(document: Document) -> OpeningCalendar | None:
    """Return when at least one bureau of an office is open; None when the document gives no bureau's hours."""
    year, bureaux = document["reference_year"], document.get("bureaux", ())
    calendars = [_bureau(told, year) for told in bureaux]
    if all(calendar is None for calendar in calendars):
        return None
    return union([calendar or silent(year) for calendar in calendars])


def _bureau(told: Document, year: int) -> OpeningCalendar | None:
    if not told.get("osm"):
        return None
    described = np.ones(days_in(year), bool)
    for first, last in told["not_described"]:
        start, end = (_rank(day, year) for day in (first, last))
        described[start : end + 1] = False
    return OpeningCalendar(year, from_osm(told["osm"], year).minutes, described, told["illustrative"])


def _rank(day: str, year: int) -> int:
    return (date.fromisoformat(day) - date(year, 1, 1)).days


@lru_cache(maxsize=2)
def pooled(area: Area) -> Pooled | None:
    """Return the staff in common of the offices whose hours and contracts are wholly known; None when none is."""
    documents, left_out = _of_the_year(area)
    weeks = [(document, _weeks(document)) for document in documents]
    left_out += [(label(document), why) for document, found in weeks if (why := _unsure(found))]
    sure = [(document, found) for document, found in weeks if found is not None and not _unsure(found)]
    if not sure:
        return None
    weekly = [(needed_together(w), w.average, w.at_most) for _, w in sure]
    pool = Pool(*np.array(weekly).swapaxes(0, 1))
    illustrative = any(d["staffing"]["illustrative"] or _invented_hours(d) for d, _ in sure)
    return Pooled(tuple(label(d) for d, _ in sure), sure[0][1].mondays, pool, illustrative, tuple(left_out))


def _weeks(document: Document) -> StaffWeeks | None:
    staffing = document.get("staffing")
    if not staffing or "contracts" not in staffing:
        return None
    kept = Contract.model_fields
    contracts = [Contract(**{key: c[key] for key in c if key in kept}) for c in staffing["contracts"]]
    bureaux = [_to_hold(*told) for told in zip(document["bureaux"], staffing["needs"], strict=True)]
    return weeks_of_staff(document["reference_year"], bureaux, contracts, load_scale().work)


def _to_hold(told: Document, need: Document) -> ToHold:
    minutes = None if told["minutes"] is None else np.array(told["minutes"], np.int64)
    whole = minutes is not None and not told["not_described"]
    return ToHold(told["name"], minutes, need["people_present"], whole)


def _unsure(found: StaffWeeks | None) -> str:
    """Return why the staff of an office cannot be put in common, nothing when it can."""
    if found is None:
        return "effectif non décrit"
    if found.unknown:
        return "horaires ou personnes présentes incomplets"
    return "contrats sans dates de présence" if found.unplaced else ""


@lru_cache(maxsize=2)
def missed(area: Area) -> Missed | None:
    """Return the visitors of days when their office is shut; None where no zone's visitors are counted by day."""
    both = opened(area)
    documents, left_out = _of_the_year(area)
    known = dict(zip(both.names, both.calendars, strict=True)) if both else {}
    why = {label(d): _uncounted(d, label(d) in known) for d in documents}
    left_out += [(name, reason) for name, reason in why.items() if reason]
    usable = [document for document in documents if not why[label(document)]]
    if not usable or both is None:
        return None
    visitors = np.array([_on_shut_days(d, known[label(d)]) for d in usable])
    totals = tuple(sum(value or 0.0 for value in d["attendance"]["days"]) for d in usable)
    year, seasons = usable[0]["reference_year"], load_scale().seasons
    by_weekday = missed_by_weekday(visitors.sum(axis=0), season_of_days(seasons, year), year)
    elsewhere = float(visitors[:, ~both.together.shut].sum())
    invented = any(d["attendance"]["illustrative"] or _invented_hours(d) for d in usable)
    names = tuple(map(label, usable))
    return Missed(names, visitors, totals, elsewhere, by_weekday, invented, tuple(left_out))


def _uncounted(document: Document, with_hours: bool) -> str:
    """Return why the visitors of an office cannot be set against its days, nothing when they can."""
    told = document["attendance"]
    if told is None or not told.get("days"):
        return "visiteurs non comptés jour par jour"
    if told.get("proxy", "zone") != "zone":
        return "les comptages ne sont pas ceux des visiteurs de la zone"
    return "" if with_hours else "horaires inconnus"


def _on_shut_days(document: Document, calendar: OpeningCalendar) -> Array:
    """Return the visitors of each day when an office is surely shut, hors les murs included; 0 on the others."""
    visitors = np.array([value or 0.0 for value in document["attendance"]["days"]])
    outside = np.zeros(len(visitors))
    for told in document["bureaux"]:
        outside += np.array(told["hors_les_murs"] or 0.0)
    shut = calendar.described & ~calendar.minutes.any(axis=1) & (outside == 0)
    return np.where(shut, visitors, 0.0)


def outings(area: Area) -> Outings | None:
    """Return what one shared outing a week would meet, its hours those of a day that counts; None when unknown."""
    lost, staff, year, scale = missed(area), pooled(area), year_of(area), load_scale()
    if lost is None or year is None:
        return None
    hours = scale.full_day_hours + scale.work.preparation_hours_a_day
    room = staff.pool.room if staff else np.full(54, -np.inf)
    return weekly_outings(lost.visitors, room[: _weeks_in(year)], hours, year)


def _weeks_in(year: int) -> int:
    return (date(year, 1, 1).weekday() + days_in(year) + 6) // 7


def _invented_hours(document: Document) -> bool:
    return any(told["illustrative"] for told in document["bureaux"])


def invented(documents: Iterable[Document]) -> bool:
    """Tell whether something that an audit found in one of the documents rests on illustrative data."""
    return any(r["illustrative"] for d in documents for f in d["findings"] for r in f["requirements"])
