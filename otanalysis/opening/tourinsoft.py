"""Opening hours of Tourinsoft, in the four layouts that its syndications use."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.json_files import Found, objects
from otanalysis.opening.notes import first_notes
from otanalysis.opening.offices import Candidate, only
from otanalysis.opening.periods import Period, calendar_of, period
from otanalysis.opening.table_text import WEEKDAYS
from otanalysis.opening.tourinsoft_text import (
    EIGHT,
    READERS,
    SEVEN,
    V3,
    WEEK,
    Unreadable,
    daily,
    dates_between,
    layout_of,
    same_every_day,
)
from otanalysis.reading.problems import InputError, Problem, did_you_mean

LAYOUTS = {
    EIGHT: "du|au|4 heures|jours ouverts|jours fermés",
    SEVEN: "du|au|4 heures|jours de fermeture",
    WEEK: "du|au|4 heures pour chaque jour, du lundi au dimanche|jours de fermeture",
    V3: "liste d'objets « Datededebut, Datedefin, … » (API v3)",
}
STARTS, ENDS = ("datededebut", "datedebut"), ("datedefin", "datefin")
TIMES = ("heuredouverture1", "heuredefermeture1", "heuredouverture2", "heuredefermeture2")
EACH_DAY = ("heuredebut1", "heurefin1", "heuredebut2", "heurefin2")


class Field(NamedTuple):
    """A field that holds periods, and its layout."""

    name: str
    layout: str
    value: Any


def read_tourinsoft(
    path: Path, year: int, shown: str = "", *, office: str = "", layout: str = "", region: str = ""
) -> OpeningCalendar:
    """Return the calendar of one object of a Tourinsoft file, ``region`` being that of its public holidays.

    ``layout`` is one of LAYOUTS; when it is empty the shape tells it, and the first note asks to declare it. ``office``
    is an identifier or a name; it may be empty when one object only has periods. Raises InputError, in French, for a
    file that cannot be read, an unknown layout or office, periods of another layout, or another year.
    """
    shown = shown or str(path)
    if layout and layout not in LAYOUTS:
        raise InputError(
            [Problem(shown, 0, "layout", f"disposition inconnue : « {layout} »", did_you_mean(layout, LAYOUTS))]
        )
    one = only(_candidates(objects(path, shown)), office, shown)
    field = _field(list(_fields(one.data)), layout, shown)
    notes = (
        []
        if layout
        else [f"disposition devinée : {field.layout} ({LAYOUTS[field.layout]}) ; déclarez-la si c'est la bonne"]
    )
    periods = _periods(field, notes, shown, one.place)
    return first_notes(calendar_of(periods, (), year, shown, region), notes)


def _candidates(found: Iterable[Found]) -> Iterator[Candidate]:
    """Give the objects that have periods."""
    for place, data in found:
        if any(_fields(data)):
            ids = tuple(str(data[key]) for key in ("SyndicObjectID", "SyndicObjectId") if data.get(key))
            name = next(
                (str(data[key]) for key in ("SyndicObjectName", "title", "RaisonSociale") if data.get(key)), "sans nom"
            )
            yield Candidate(ids, name, place, {field.name: field.value for field in _fields(data)})


def _fields(data: dict[str, Any]) -> Iterator[Field]:
    """Give the fields of an object that hold periods."""
    for name, value in data.items():
        if isinstance(value, str) and (layout := layout_of(value)):
            yield Field(name, layout, value)
        elif isinstance(value, list) and value and all(isinstance(one, dict) and _dated(one) for one in value):
            yield Field(name, V3, value)


def _dated(entry: dict[str, Any]) -> bool:
    """Tell whether an object has the dates of a period."""
    return any(key in _lowered(entry) for key in STARTS)


def _lowered(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its keys in small letters: syndications differ by capitals."""
    return {key.lower(): value for key, value in entry.items()}


def _field(fields: list[Field], layout: str, shown: str) -> Field:
    """Return the only field of the layout; raises InputError when none is, or several."""
    kept = [field for field in fields if layout in ("", field.layout)]
    seen = ", ".join(f"« {field.name} » ({field.layout})" for field in fields)
    if not kept:
        message = f"aucun champ n'a la disposition « {layout} »"
        raise InputError([Problem(shown, 0, "layout", message, f"trouvé : {seen}")])
    if len({str(field.value) for field in kept}) > 1:
        advice = "déclarez la disposition (layout), ou gardez un seul de ces champs"
        raise InputError([Problem(shown, 0, "layout", f"plusieurs champs d'horaires : {seen}", advice)])
    return kept[0]


def _periods(field: Field, notes: list[str], shown: str, place: str) -> list[Period]:
    """Return the periods of a field; raises InputError with every record that cannot be read."""
    records = field.value if field.layout == V3 else [r.split("|") for r in field.value.split("#") if r.strip()]
    found, mistakes = [], []
    for n, record in enumerate(records):
        try:
            found.append(_v3(record, notes) if field.layout == V3 else READERS[field.layout](record, notes))
        except Unreadable as mistake:
            where = f"{place}.{field.name}[{n}]".lstrip(".")
            mistakes.append(Problem(shown, 0, where, str(mistake), "corrigez cette période dans Tourinsoft"))
    if mistakes:
        raise InputError(mistakes)
    return found


def _v3(entry: dict[str, Any], notes: list[str]) -> Period:
    """Return the period of one object of the API v3: four times for all days, or four for each."""
    lowered = _lowered(entry)
    ends = [next((lowered[key] for key in keys if lowered.get(key)), None) for keys in (STARTS, ENDS)]
    listed = lowered.get("joursdefermeture") or []
    closing = [_label(one) for one in (listed if isinstance(listed, list) else [listed])]
    times = [[lowered.get(f"{day}{time}") for time in EACH_DAY] for day in WEEKDAYS]
    found = period("", *dates_between(ends[0], ends[1], notes))
    if any(f"{day}{time}" in lowered for day in WEEKDAYS for time in EACH_DAY):
        return daily(found, times, closing, notes)
    return same_every_day(found, [lowered.get(time) for time in TIMES], closing, notes)


def _label(value: object) -> str:
    """Return the name of a thesaurus entry."""
    return str(value.get("ThesLibelle") or "") if isinstance(value, dict) else str(value)
