"""Every format of hours behind one function: a file, the name of its format, a year, and the calendar comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from otanalysis.opening.apidae import read_apidae
from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.feast_days import public_holidays, refuse_unknown_zone
from otanalysis.opening.osm import FIRST_YEAR, LAST_YEAR, from_osm
from otanalysis.opening.schema_org import read_datatourisme, read_schema_org
from otanalysis.opening.sheet import read_sheet
from otanalysis.opening.sniffing import looks_like
from otanalysis.opening.tourinsoft import read_tourinsoft
from otanalysis.opening.written_osm import to_osm
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.text import read_text

__all__ = ["FORMATS", "Choices", "read_hours", "to_osm"]


class Choices(NamedTuple):
    """What a user may say beside the file: office (of a workbook, the sheet), layout, region, school zone."""

    office: str = ""
    layout: str = ""
    region: str = ""
    zone: str = ""


Reader = Callable[[Path, int, str, Choices], OpeningCalendar]


def _osm(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    """Return the calendar of a text file that holds one OSM string; lines that start with # are remarks."""
    lines = [(n, line.strip()) for n, line in enumerate(read_text(path, shown).splitlines(), 1)]
    written = [(n, line) for n, line in lines if line and not line.startswith("#")]
    try:
        return from_osm(" ".join(line for _, line in written), year, region=choices.region, zone=choices.zone)
    except OpeningError as error:
        raise InputError([Problem(shown, written[0][0] if written else 0, "", str(error))]) from None


def _apidae(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    return read_apidae(path, year, shown, office=choices.office, region=choices.region)


def _datatourisme(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    return read_datatourisme(path, year, shown, office=choices.office, region=choices.region)


def _schema_org(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    return read_schema_org(path, year, shown, office=choices.office, region=choices.region)


def _tourinsoft(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    return read_tourinsoft(path, year, shown, office=choices.office, layout=choices.layout, region=choices.region)


def _tableur(path: Path, year: int, shown: str, choices: Choices) -> OpeningCalendar:
    return read_sheet(path, year, shown, sheet=choices.office, region=choices.region)


FORMATS: dict[str, Reader] = {
    "osm": _osm,
    "apidae": _apidae,
    "datatourisme": _datatourisme,
    "schema-org": _schema_org,
    "tourinsoft": _tourinsoft,
    "tableur": _tableur,
}
ALIKE = ({"datatourisme", "schema-org"},)


def read_hours(  # noqa: PLR0913 - each is a thing that a user may say
    path: Path,
    format: str,
    year: int,
    shown: str = "",
    *,
    office: str = "",
    layout: str = "",
    region: str = "",
    zone: str = "",
) -> OpeningCalendar:
    """Return the calendar of a file of hours in one of FORMATS.

    ``office`` is an identifier or a name (of a workbook, the name of a sheet), ``layout`` is Tourinsoft's, ``region``
    and ``zone`` are those of public and school holidays. Raises InputError, in French, for an unknown format, a file
    that is clearly of another, and all that the reader of the format refuses.
    """
    shown, choices = shown or str(path), Choices(office, layout, region, zone)
    if problems := [
        Problem(shown, 0, key, message, advice) for key, message, advice in _refused(format, year, choices)
    ]:
        raise InputError(problems)
    seen = looks_like(path)
    if seen and seen != format and {seen, format} not in ALIKE:
        message = f"le fichier n'est pas au format « {format} » : il ressemble à « {seen} »"
        raise InputError([Problem(shown, 0, "format", message, f"écrivez format: {seen}, ou donnez un autre fichier")])
    return FORMATS[format](path, year, shown, choices)


def _refused(format: str, year: int, choices: Choices) -> list[tuple[str, str, str]]:
    """Return the key, message and advice of each thing said that cannot be."""
    found = []
    if format not in FORMATS:
        found.append(("format", f"format inconnu : « {format} »", did_you_mean(format, FORMATS)))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        found.append(("year", f"année hors limites : {year}", f"écrivez une année de {FIRST_YEAR} à {LAST_YEAR}"))
    if choices.layout and format != "tourinsoft":
        found.append(
            ("layout", f"disposition sans objet : « {choices.layout} »", "elle ne sert qu'au format tourinsoft")
        )
    if choices.office and format == "osm":
        found.append(("office", f"office sans objet : « {choices.office} »", "un fichier osm ne décrit qu'un accueil"))
    return found + _refused_places(choices)


def _refused_places(choices: Choices) -> list[tuple[str, str, str]]:
    """Return the refusal of an unknown region, or of an unknown zone."""
    found = []
    for key, check in (("region", _check_region), ("zone", _check_zone)):
        try:
            check(choices)
        except OpeningError as error:
            message, _, advice = str(error).partition(" ; ")
            found.append((key, message, advice))
    return found


def _check_region(choices: Choices) -> None:
    public_holidays(FIRST_YEAR, choices.region)


def _check_zone(choices: Choices) -> None:
    if choices.zone:
        refuse_unknown_zone(choices.zone)
