"""Opening hours of DATAtourisme and schema.org: ``openingHoursSpecification`` in JSON-LD."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.clock import date_of
from otanalysis.opening.days import part_of
from otanalysis.opening.json_files import Found, objects
from otanalysis.opening.json_ld import identifiers, nodes, reference, replaced, text, values
from otanalysis.opening.notes import first_notes
from otanalysis.opening.offices import Candidate, only
from otanalysis.opening.periods import ALWAYS, Period, calendar_of
from otanalysis.opening.schema_org_week import NO_DAYS, Mistake, spec_days, with_spec
from otanalysis.reading.problems import InputError, Problem

SPECS, SPECIALS, PLACES, FREE_TEXTS = (
    "openingHoursSpecification",
    "specialOpeningHoursSpecification",
    "isLocatedAt",
    ("textOpeningHoursSpecification", "openingHours"),
)
REFERENCES_DEEP = 3


def read_datatourisme(path: Path, year: int, shown: str = "", *, office: str = "", region: str = "") -> OpeningCalendar:
    """Return the calendar of one office of a DATAtourisme file: an object, a list, an ``@graph`` or a zip of these.

    ``office`` is an identifier or a name; it may be empty when one object only has hours. A day is described when a
    validity period holds it; hours without end, or of another day, are not counted, nor their days described. Raises
    InputError, in French, for a file that cannot be read, an office that is not in it, or another year.
    """
    return _read(path, year, shown or str(path), (office, region), empty_is_closed=False)


def read_schema_org(path: Path, year: int, shown: str = "", *, office: str = "", region: str = "") -> OpeningCalendar:
    """Return the calendar of one schema.org place; as DATAtourisme's, but no ``opens`` nor ``closes`` means closed.

    Source: https://schema.org/OpeningHoursSpecification, « open if the opens property is specified, closed otherwise ».
    """
    return _read(path, year, shown or str(path), (office, region), empty_is_closed=True)


def _read(path: Path, year: int, shown: str, where: tuple[str, str], *, empty_is_closed: bool) -> OpeningCalendar:
    """Return the calendar of the one office that is meant."""
    chosen = only(_candidates(objects(path, shown)), where[0], shown)
    data = _resolved(chosen.data, path, shown)
    found = _calendar(data, year, (shown, chosen.place), where[1], empty_is_closed=empty_is_closed)
    return first_notes(
        found, [f"texte libre, non compté : {t}" for name in FREE_TEXTS if (t := _free_text(data, name))]
    )


def place_calendar(data: dict[str, Any], year: int) -> OpeningCalendar:
    """Return the calendar of a schema.org place that is already read, as ``read_schema_org`` does of a file."""
    return _calendar(data, year, ("schema.org", ""), "", empty_is_closed=True)


def _calendar(
    data: dict[str, Any], year: int, where: tuple[str, str], region: str, *, empty_is_closed: bool
) -> OpeningCalendar:
    """Return the calendar of an object; its special hours take the place of the others on their days.

    Source: https://schema.org/specialOpeningHoursSpecification, « explicitly override general opening hours ».
    """
    shown, place = where
    periods, notes = _periods(list(_specs(data)), place, shown, empty_is_closed=empty_is_closed)
    special, others = _periods(list(_specs(data, SPECIALS)), place, shown, empty_is_closed=empty_is_closed)
    found = calendar_of(periods, (), year, shown, region)
    for one in special:
        part = part_of(one.first, one.last, year)
        if part.start < part.stop:
            alone = calendar_of([one], (), year, shown, region)
            found.minutes[part], found.described[part] = alone.minutes[part], alone.described[part]
    return first_notes(found, [*notes, *(note for note in others if note != NO_DAYS)])


def _candidates(found: Iterable[Found]) -> Iterator[Candidate]:
    """Give the objects that have hours, or refer to a place that may have some."""
    for place, data in found:
        if any(_specs(data)) or any(_free_text(data, name) for name in FREE_TEXTS) or _refers(data):
            name = text(data, "label") or text(data, "name") or text(data, "legalName")
            yield Candidate(identifiers(data), name or "sans nom", place, data)


def _specs(data: dict[str, Any], name: str = SPECS) -> Iterator[dict[str, Any]]:
    """Give the specifications of an object and of the places where it is."""
    for holder in (data, *nodes(data, PLACES)):
        yield from nodes(holder, name)


def _refers(data: dict[str, Any]) -> bool:
    """Tell whether the places of an object are in another part of the graph."""
    return any(reference(place) for place in nodes(data, PLACES))


def _free_text(data: dict[str, Any], name: str) -> str:
    """Return the hours that an object, or its place, tells in free text."""
    holders = (data, *nodes(data, PLACES))
    return " ; ".join(
        filter(None, (", ".join(t for t in values(h, name) if isinstance(t, str)) or text(h, name) for h in holders))
    )


def _resolved(data: dict[str, Any], path: Path, shown: str) -> dict[str, Any]:
    """Return an object whose references to other parts of its graph are replaced by what they refer to."""
    for _ in range(REFERENCES_DEEP):
        wanted = {name for holder in (data, *nodes(data, PLACES)) for name in _references(holder)}
        if not wanted:
            break
        known = {str(one["@id"]): one for _, one in objects(path, shown) if _name(one) in wanted and not reference(one)}
        keep = {name for name in data if name.split(":")[-1] in (PLACES, SPECS, SPECIALS)}
        data = data | {name: _deep(data[name], known) for name in keep}
    return data


def _name(data: dict[str, Any]) -> str:
    """Return the identifier of an object; a list or a number where it should be is none."""
    name = data.get("@id")
    return name if isinstance(name, str) else ""


def _references(holder: dict[str, Any]) -> Iterator[str]:
    """Give the identifiers of the places and hours that a node only refers to."""
    yield from filter(None, (reference(one) for name in (PLACES, SPECS, SPECIALS) for one in nodes(holder, name)))


def _deep(value: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return a value with its references replaced, and those of the nodes put in their place."""
    return replaced(replaced(value, known), known)


def _periods(
    specs: list[dict[str, Any]], place: str, shown: str, *, empty_is_closed: bool
) -> tuple[list[Period], list[str]]:
    """Return one period for each validity, and notes on what could not be counted."""
    by_dates: dict[tuple[date, date], list[dict[str, Any]]] = {}
    notes: list[str] = []
    mistakes: list[Mistake] = []
    for n, spec in enumerate(specs):
        try:
            by_dates.setdefault(_validity(spec), []).append(spec)
            spec_days(spec)
        except Mistake as mistake:
            mistakes.append(mistake.at(f"{place}.{SPECS}[{n}]"))
    if mistakes:
        raise InputError(Problem(shown, 0, m.place.lstrip("."), str(m), m.advice) for m in mistakes)
    if ALWAYS in by_dates:
        notes.append("des horaires sans dates de validité : supposés valables toute l'année")
    periods = [with_spec(dates, by_dates[dates], notes, empty_is_closed=empty_is_closed) for dates in sorted(by_dates)]
    return periods, list(dict.fromkeys(notes))


def _validity(spec: dict[str, Any]) -> tuple[date, date]:
    """Return the first and last day of a specification, both included; raises Mistake for what is not a date."""
    ends = []
    for name, default in zip(("validFrom", "validThrough"), ALWAYS, strict=True):
        written = text(spec, name)
        day = date_of(written) if written else default
        if day is None:
            raise Mistake(f"{name} : « {written} » n'est pas une date", "écrivez « 2025-07-01 »")
        ends.append(day)
    if ends[1] < ends[0]:
        raise Mistake(f"validThrough ({ends[1]}) vient avant validFrom ({ends[0]})", "inversez-les à la source")
    return ends[0], ends[1]
