"""The formats of attendance files: a name for each, one way to call them all."""

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path

from otanalysis.attendance.eco_visio import is_eco_visio, read_eco_visio
from otanalysis.attendance.etalab import is_etalab, read_etalab
from otanalysis.attendance.flux_vision import is_flux_vision, read_flux_vision
from otanalysis.attendance.front_desk import is_front_desk, read_front_desk
from otanalysis.attendance.mistakes import refusal
from otanalysis.attendance.plain_csv import COLUMNS, read_csv
from otanalysis.attendance.series import POOR_PROXIES, Attendance
from otanalysis.attendance.sheet import heads
from otanalysis.attendance.telraam import is_telraam, read_telraam
from otanalysis.reading.problems import InputError, did_you_mean

FORMATS: dict[str, Callable[..., Attendance]] = {
    "csv": read_csv,
    "etalab": read_etalab,
    "eco-visio": read_eco_visio,
    "flux-vision": read_flux_vision,
    "telraam": read_telraam,
    "guichet": read_front_desk,
}


def is_plain(names: Sequence[str]) -> bool:
    """Return whether column names are those of the plain CSV file, or two that its reader says how to write."""
    return tuple(names) == COLUMNS or (len(names) == 2 and is_front_desk(names))


KNOWN: dict[str, Callable[[Sequence[str]], bool]] = {
    "etalab": is_etalab,
    "flux-vision": is_flux_vision,
    "telraam": is_telraam,
    "csv": is_plain,
    "guichet": is_front_desk,
    "eco-visio": is_eco_visio,
}


def read_attendance(path: Path, format: str, year: int, shown: str = "", **options: object) -> Attendance:
    """Return the attendance of a year from a file of a named format.

    ``options`` are those of the format's reader. Raises InputError for an unknown format or option, for a file that is
    clearly of another format, and for every mistake that the reader finds.
    """
    shown = shown or str(path)
    if format not in FORMATS:
        raise refusal(shown, f"format inconnu « {format} »", did_you_mean(format, FORMATS))
    _refuse_options(format, options, shown)
    looks = looks_like(path, shown)
    if looks and format not in looks:
        message = f"le fichier n'est pas au format « {format} » : il semble au format « {looks[0]} »"
        raise refusal(shown, message, f"écrivez format: {looks[0]}")
    return FORMATS[format](path, year, shown, **options)


def looks_like(path: Path, shown: str = "") -> list[str]:
    """Return the formats that a file may have, the most particular first; none when it cannot be told."""
    try:
        lines = heads(path, shown) if path.is_file() else []
    except InputError:
        return []
    return [name for name, known in KNOWN.items() if any(known(names) for names in lines)]


def _refuse_options(format: str, options: dict[str, object], shown: str) -> None:
    parameters = inspect.signature(FORMATS[format]).parameters
    known = {name: p.default for name, p in parameters.items() if name not in {"path", "year", "shown"}}
    for name, value in options.items():
        if name not in known:
            advice = did_you_mean(name, known) if known else "ce format n'a pas d'option"
            raise refusal(shown, f"option inconnue « {name} » du format « {format} »", advice)
        if not _fits(value, known[name]):
            raise refusal(
                shown, f"l'option « {name} » ne peut pas être « {value} »", f"il faut {WANTED[type(known[name])]}"
            )
    if str(options.get("proxy", "zone")) not in POOR_PROXIES:
        kinds = did_you_mean(str(options["proxy"]), POOR_PROXIES)
        raise refusal(shown, f"« {options['proxy']} » n'est pas une sorte de comptage", kinds)


WANTED = {str: "un texte", float: "un nombre", tuple: "un nom, ou une liste de noms"}


def _fits(value: object, default: object) -> bool:
    """Return whether a value may stand for an option of that default: a text, a number, or one name or several."""
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, str) or isinstance(value, str | int):
        return isinstance(value, str) or (not isinstance(default, str) and not isinstance(value, bool))
    return isinstance(value, list | tuple) and all(isinstance(name, str | int) for name in value)
