"""Staff bureau by bureau: what each asks in full-time equivalents, what it has, what it lacks."""

from dataclasses import dataclass, replace

from otanalysis.coherence.scale import Work
from otanalysis.coherence.staffing import Need, needed_fte, needs_of, total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.opening.calendar import days_open


@dataclass(frozen=True)
class BureauStaff:
    """The FTE of a bureau, None where the dossier does not say.

    ``asked``: the category's minimum for the main bureau, its opening for another. ``with_preparation``: what the
    opening alone takes, time before and after it included. ``assigned``: the contracts counted there.
    """

    name: str
    main: bool
    asked: float | None
    with_preparation: float | None
    assigned: float | None

    @property
    def missing(self) -> float | None:
        """Return the FTE to find, 0 when there are enough."""
        if self.asked is None or self.assigned is None:
            return None
        return max(round(self.asked - self.assigned, 3), 0.0)


def staff_by_bureau(dossier: Dossier, min_fte: float, work: Work) -> tuple[BureauStaff, ...]:
    """Return what each bureau asks and has, in the dossier's order.

    Contracts that name a bureau count there; the others go to the main bureau up to what it asks, then to the others
    in order, and what is left stays at the main one. Deduced from the audit of 2023, which counts the 3 ETP minimum on
    the main bureau, and additional staff for the others by their opening.
    """
    needs = needs_of(dossier)
    asked = [min_fte if need.main else needed_fte(need, work.hours_a_year) for need in needs]
    assigned = _assigned(dossier.staff.contracts, dossier.points, asked) if dossier.staff else [None] * len(asked)
    prepared = [_prepared(point, need, work) for point, need in zip(dossier.points, needs, strict=True)]
    rows = zip(needs, asked, prepared, assigned, strict=True)
    return tuple(BureauStaff(need.name, need.main, *row) for need, *row in rows)


def _prepared(point: ReceptionPoint, need: Need, work: Work) -> float | None:
    if need.hours is None or point.opening is None:
        return None
    hours = need.hours + work.preparation_hours_a_day * days_open(point.opening)
    return needed_fte(replace(need, hours=hours), work.hours_a_year)


def _assigned(
    contracts: tuple[Contract, ...], points: tuple[ReceptionPoint, ...], asked: list[float | None]
) -> list[float | None]:
    """Return the FTE of each bureau: what is named there, then its part of the contracts that name none."""
    named = [total_fte(c for c in contracts if c.bureau == point.bureau.id) for point in points]
    free = total_fte(c for c in contracts if c.bureau is None)
    main_first = sorted(range(len(points)), key=lambda n: not points[n].bureau.main)
    for n in main_first:
        part = min(free, max((asked[n] or 0) - named[n], 0))
        named[n], free = named[n] + part, free - part
    named[main_first[0]] += free
    return [round(fte, 3) for fte in named]
