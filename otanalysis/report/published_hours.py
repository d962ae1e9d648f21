"""The hours of a dossier's bureaux, as a site or OpenStreetMap takes them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from otanalysis.dossier.dossier import Dossier, Place, ReceptionPoint
from otanalysis.french import quantity
from otanalysis.opening.calendar import OpeningCalendar, OpeningError, days_described
from otanalysis.opening.published_osm import LONGEST, published_osm
from otanalysis.opening.written_json_ld import hours_json_ld
from otanalysis.reading.problems import InputError, Problem

INVENTED = "horaires inventés pour l'exemple, à ne pas publier"
ASK = "écrivez les vrais horaires ; « --with-invented » les écrit quand même, marqués comme inventés"


class InventedHoursError(InputError):
    """Hours that were made up, and that nobody asked to publish all the same."""


@dataclass(frozen=True)
class PublishedHours:
    """The hours of a bureau as a file of an export, and what there is to tell whoever publishes it."""

    file: str
    text: str
    remarks: tuple[str, ...]


def published_hours(dossier: Dossier, name: str, kind: str, *, invented: bool) -> list[PublishedHours]:
    """Return the hours of the bureaux that have some; ``name`` is the office's, ``kind`` is one of WRITERS.

    Raises InventedHoursError for hours that were made up, unless ``invented``: they then say so.
    """
    points = [point for point in dossier.points if point.opening and point.opening.described.any()]
    problems = [problem for point in points for problem in _refused(dossier, point)]
    if problems and not invented:
        raise InventedHoursError(problems)
    return [_published(dossier, point, name, kind) for point in points]


def _refused(dossier: Dossier, point: ReceptionPoint) -> Iterator[Problem]:
    place = point.places["hours"][0]
    if _made_up(dossier, point):
        why = "d'un office fictif" if dossier.office.fictitious else "illustratifs"
        yield _problem(place, f"{point.bureau.name} : horaires {why}", ASK)


def _problem(place: Place, message: str, advice: str = "") -> Problem:
    return Problem(place.file, place.line, "" if place.cell else "hours", message, advice, cell=place.cell)


def _made_up(dossier: Dossier, point: ReceptionPoint) -> bool:
    return dossier.office.fictitious or bool(point.opening and point.opening.illustrative)


def _published(dossier: Dossier, point: ReceptionPoint, name: str, kind: str) -> PublishedHours:
    suffix, write = WRITERS[kind]
    place = point.places["hours"][0]
    assert point.opening is not None  # noqa: S101 - those without hours were left out
    try:
        text, remarks = write(dossier, point, point.opening)
    except OpeningError as error:
        raise InputError([_problem(place, f"{point.bureau.name} : {error}")]) from None
    return PublishedHours(f"{name}/{point.bureau.id}.{suffix}", text, tuple(remarks))


def _osm(dossier: Dossier, point: ReceptionPoint, opening: OpeningCalendar) -> tuple[str, list[str]]:
    hours = point.bureau.hours
    assert hours is not None  # noqa: S101 - a calendar comes from hours
    note = INVENTED if _made_up(dossier, point) else ""
    written = {"osm": hours.osm or "", "region": hours.region, "zone": hours.school_zone}
    value = published_osm(opening, table=hours.table, note=note, **written)
    remarks = [*_silence(opening, "écrits « unknown » (on ne sait pas) et non « off » (fermé)")]
    if len(value) > LONGEST:
        remarks.append(f"{quantity(len(value), 'caractère')}, OpenStreetMap en prend {LONGEST} : décrivez des saisons")
    head = [f"{dossier.office.name}, {point.bureau.name}, {dossier.year} : valeur de la clé opening_hours", *remarks]
    return "".join(f"# {' '.join(line.splitlines())}\n" for line in head) + f"{value}\n", remarks


def _json_ld(dossier: Dossier, point: ReceptionPoint, opening: OpeningCalendar) -> tuple[str, list[str]]:
    place = point.bureau.position
    node = {
        "@context": "https://schema.org",
        "@type": "TouristInformationCenter",
        "name": f"{dossier.office.name}, {point.bureau.name}",
        **({"description": INVENTED} if _made_up(dossier, point) else {}),
        **({"geo": _geo(place.latitude, place.longitude)} if place and not place.illustrative else {}),
        **hours_json_ld(opening),
    }
    # A name that holds « </script> » must not end the element.
    told = json.dumps(node, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    remarks = [*_silence(opening, "aucune période ne les couvre")]
    year = f"Horaires de {opening.year} : ils ne disent rien des autres années"
    head = "".join(f"<!-- {line} -->\n" for line in (year, *remarks))
    return f'{head}<script type="application/ld+json">\n{told}\n</script>\n', remarks


def _geo(latitude: float, longitude: float) -> dict[str, object]:
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _silence(opening: OpeningCalendar, how: str) -> Iterator[str]:
    silent = len(opening.described) - days_described(opening)
    if silent:
        yield f"{quantity(silent, 'jour')} de {opening.year} sans horaires connus : {how}"


Writer = Callable[[Dossier, ReceptionPoint, OpeningCalendar], tuple[str, list[str]]]
WRITERS: dict[str, tuple[str, Writer]] = {"osm": ("txt", _osm), "json-ld": ("html", _json_ld)}
