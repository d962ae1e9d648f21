"""Staff in full-time equivalents, and what the hours of the bureaux ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.opening.calendar import describes_whole_year, hours_open


@dataclass(frozen=True)
class Need:
    """What a bureau's opening asks: hours a year and people present; None where the dossier does not say."""

    name: str
    main: bool
    hours: float | None
    people: float | None


def fte(contract: Contract) -> float:
    """Return the full-time equivalents of a contract: posts × quota × months / 12."""
    return contract.posts * contract.quota * contract.months / 12


def total_fte(contracts: Iterable[Contract]) -> float:
    """Return the full-time equivalents of contracts in any order, to a thousandth (0.8 + 0.2 is 1)."""
    return round(fsum(map(fte, contracts)), 3)


def needed_fte(need: Need, hours_a_year: float) -> float | None:
    """Return the FTE that a bureau's opening needs: hours × people present / hours a year; None when unknown."""
    if need.hours is None or need.people is None:
        return None
    return round(need.hours * need.people / hours_a_year, 3)


def needs_of(dossier: Dossier) -> tuple[Need, ...]:
    """Return what the opening of each bureau asks, the main one included."""
    return tuple(map(_need, dossier.points))


def _need(point: ReceptionPoint) -> Need:
    known = point.opening is not None and describes_whole_year(point.opening)
    hours = hours_open(point.opening) if known and point.opening else None
    return Need(point.bureau.name, point.bureau.main, hours, point.bureau.people_present)
