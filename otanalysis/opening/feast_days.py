"""Public and school holidays of France, computed offline by the ``holidays`` package."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

from otanalysis.opening.calendar import OpeningError

# Code written by people -> subdivision of the ``holidays`` package; départements 67 and 68 share Alsace's law.
REGIONS = {
    "": None,
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "6AE": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
    "BL": "BL",
    "MF": "MF",
    "NC": "NC",
    "PF": "PF",
    "PM": "PM",
    "WF": "WF",
}
ZONES = ("A", "B", "C")
# The package has school holidays of whole civil years from 2018; the arrêté of 21 July 2026 stops at 2027-28.
FIRST_SCHOOL_YEAR, LAST_PUBLISHED_YEAR = 2018, 2027


@lru_cache(maxsize=256)
def public_holidays(year: int, region: str = "") -> frozenset[date]:
    """Return the public holidays of a civil year; ``region`` is "" for metropolitan France without Alsace-Moselle.

    The package counts Good Friday in every commune of Alsace-Moselle (the law: those with a Protestant church) and
    customary days of overseas territories (Guadeloupe: Mi-Carême). Raises OpeningError for an unknown region.
    """
    if region not in REGIONS:
        accepted = ", ".join(code for code in REGIONS if code)
        raise OpeningError(
            f'région inconnue : « {region} » ; écrivez "" (métropole) ou l\'un de ces codes : {accepted}'
        )
    return frozenset(holidays.country_holidays("FR", subdiv=REGIONS[region], years=[year]))


@lru_cache(maxsize=256)
def school_holidays(year: int, zone: str) -> frozenset[date]:
    """Return the days of school holidays that fall in a civil year; a holiday starts on its first Saturday.

    Corsica and overseas territories have calendars of their own, that no zone gives. Raises OpeningError for an
    unknown zone, or a year before 2018.
    """
    refuse_unknown_zone(zone)
    if year < FIRST_SCHOOL_YEAR:
        raise OpeningError(
            f"vacances scolaires connues à partir de {FIRST_SCHOOL_YEAR} ; pour {year}, écrivez les dates elles-mêmes"
        )
    return frozenset(
        holidays.country_holidays("FR", subdiv=f"Zone {zone}", years=[year], categories=("school",)),
    )


def refuse_unknown_zone(zone: str) -> None:
    """Raise OpeningError for anything but the letter of a zone of school holidays."""
    if zone not in ZONES:
        raise OpeningError(f'zone de vacances scolaires inconnue : « {zone} » ; écrivez "A", "B" ou "C"')


def school_holidays_are_estimated(year: int) -> bool:
    """Tell whether some school holidays of a civil year come from rules rather than from a published arrêté."""
    return year > LAST_PUBLISHED_YEAR


def runs(dates: Iterable[date]) -> list[tuple[date, date]]:
    """Return the first and last date of each run of consecutive dates, in order."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(dates)):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
