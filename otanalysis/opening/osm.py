"""Opening hours written as OpenStreetMap's ``opening_hours`` strings."""

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening import osm_library
from otanalysis.opening.calendar import OpeningCalendar, OpeningError, days_in, silent
from otanalysis.opening.feast_days import public_holidays, refuse_unknown_zone, school_holidays_are_estimated
from otanalysis.opening.french_osm import UnsureError, is_unsure, normalised
from otanalysis.opening.osm_guard import Rule, read_rules
from otanalysis.opening.osm_holidays import dated, mentions_school

# Before 2000 nothing was checked; the library's own list of French public holidays ends in 2076.
FIRST_YEAR, LAST_YEAR = 2000, 2075
READ_AS = "lu comme : "


def from_osm(expression: str, year: int, *, region: str = "", zone: str = "") -> OpeningCalendar:
    """Return the calendar of an OSM string in ``year``, naive local time.

    Every day is described: by OSM's definition a day that no rule opens is closed. ``region`` is the code of the public
    holidays (see ``feast_days``), ``zone`` that of the school holidays. Rules under appointment or of unknown state are
    not open: notes carry them, with comments and what follows ``||``. French hours are rewritten, and the first note
    shows it, only when the string is not OSM's. Raises OpeningError for a string that cannot be
    read surely, a year outside 2000-2075, an unknown region or zone.
    """
    _refuse_context(year, region, zone)
    rules, notes = _rules(expression)
    kept = [Rule(body, rule.adds) for rule in rules if (body := dated(rule.body, year, region, zone)) is not None]
    notes += [f"écriture inhabituelle, à relire : « {r.body} »" for r in rules if osm_library.is_unusual(r.body)]
    minutes = _minutes(kept, year)
    notes += _doubts(rules, minutes, year)
    described = np.ones(days_in(year), bool)
    return OpeningCalendar(year, minutes, described, notes=tuple(dict.fromkeys(notes)))


def standard(expression: str) -> str:
    """Return an OSM string in OSM's own spelling: rewritten when it was French; raises OpeningError as ``from_osm``."""
    first = next(iter(_rules(expression)[1]), "")
    return first.removeprefix(READ_AS) if first.startswith(READ_AS) else " ".join(expression.split())


def _rules(expression: str) -> tuple[list[Rule], list[str]]:
    """Return the rules of a string, read from its French rewriting, that the first note shows, when it is not OSM.

    « mar » in small letters is never left to the library, that takes it for March.
    """
    if not is_unsure(expression):
        try:
            return read_rules(expression)
        except OpeningError as error:
            refusal = error
    else:
        refusal = OpeningError(f"« mar » dans « {expression.strip()} » : écrivez « mardi » ou « mars »")
    rewritten = _rewritten(expression, refusal)
    try:
        rules, notes = read_rules(rewritten)
    except OpeningError as error:
        raise OpeningError(f"« {expression.strip()} » lu comme « {rewritten} » : {error}") from None
    return rules, [f"{READ_AS}{rewritten}", *notes]


def _rewritten(expression: str, refusal: OpeningError) -> str:
    """Return a string rewritten from French; raises ``refusal`` when nothing can be rewritten surely."""
    try:
        rewritten = normalised(expression)
    except UnsureError:
        raise
    except OpeningError:
        raise refusal from None
    if rewritten == " ".join(expression.split()):
        raise refusal
    return rewritten


def _refuse_context(year: int, region: str, zone: str) -> None:
    """Raise OpeningError for a year, region or zone that has no calendar, even when no rule needs it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OpeningError(f"année hors limites : {year} ; écrivez une année de {FIRST_YEAR} à {LAST_YEAR}")
    public_holidays(year, region)
    if zone:
        refuse_unknown_zone(zone)


def _minutes(rules: list[Rule], year: int) -> NDArray[np.bool_]:
    """Return the minutes open of rules put together again; none when no rule has a day in the year."""
    if not rules:
        return silent(year).minutes
    first, *others = rules
    return osm_library.minutes_open(
        first.body + "".join(f"{', ' if rule.adds else '; '}{rule.body}" for rule in others), year
    )


def _doubts(rules: list[Rule], minutes: NDArray[np.bool_], year: int) -> list[str]:
    """Return notes on what makes the result less sure: estimated school holidays, a year never open."""
    notes = []
    if school_holidays_are_estimated(year) and any(mentions_school(rule.body) for rule in rules):
        notes.append(f"vacances scolaires de {year} estimées : l'arrêté n'est pas encore paru")
    if not minutes.any():
        notes.append(f"aucune minute d'ouverture en {year} : vérifiez les dates")
    return notes
