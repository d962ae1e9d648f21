"""What somebody tries in the explorer, and the dossier that it gives: pure, so that it can be undone and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from otanalysis.coherence.staffing import total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.dossier.records import Hours, Staff
from otanalysis.french import number
from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.table import Table, expand

HYPOTHESIS = "Hypothèse de l'explorateur"
MORE_ADVISERS = "Conseillers en séjour en plus (hypothèse)"


@dataclass(frozen=True)
class Choices:
    """What differs from the present; nothing by default.

    ``hours`` and ``outside`` (hors les murs, None when taken away), ``counted`` and ``people`` are by bureau id;
    ``posts`` by index of contract (0 takes it away); ``advisers`` are full-time equivalents to add, to a tenth.
    """

    category: str = ""
    edition: str = ""
    hours: Mapping[str, Table] = field(default_factory=dict)
    outside: Mapping[str, Table | None] = field(default_factory=dict)
    counted: Mapping[str, bool] = field(default_factory=dict)
    people: Mapping[str, float] = field(default_factory=dict)
    posts: Mapping[int, int] = field(default_factory=dict)
    advisers: float = 0


class Tried(TypedDict, total=False):
    """The fields of ``Choices``, as names that a call gives."""

    category: str
    edition: str
    hours: Mapping[str, Table]
    outside: Mapping[str, Table | None]
    counted: Mapping[str, bool]
    people: Mapping[str, float]
    posts: Mapping[int, int]
    advisers: float


def applied(dossier: Dossier, choices: Choices) -> Dossier:
    """Return the dossier as the choices make it; what they change is illustrative and loses its evidence."""
    points = tuple(_point(point, choices, dossier.year) for point in dossier.points)
    return replace(dossier, points=points, staff=_staff(dossier.staff, choices))


def _point(point: ReceptionPoint, choices: Choices, year: int) -> ReceptionPoint:
    bureau, opening, outside = point.bureau, point.opening, point.hors_les_murs
    values: dict[str, object] = {}
    if bureau.id in choices.hours:
        table = choices.hours[bureau.id]
        values["hours"], opening = hypothetical(bureau.hours, table), _opened(table, year)
    if bureau.id in choices.outside:
        taken = choices.outside[bureau.id]
        values["hors_les_murs"] = hypothetical(bureau.hors_les_murs, taken) if taken else None
        outside = _opened(taken, year) if taken else None
    if bureau.id in choices.counted:
        values["cumulated"] = choices.counted[bureau.id]
    if bureau.id in choices.people:
        values["people_present"] = choices.people[bureau.id]
    if not values:
        return point
    return replace(point, bureau=bureau.model_copy(update=values), opening=opening, hors_les_murs=outside)


def hypothetical(hours: Hours | None, table: Table) -> Hours:
    """Return hours that somebody tries, which say so, in place of those of the dossier."""
    return Hours(table=table, source=tried(hours.source if hours else ""), illustrative=True)


def tried(source: str) -> str:
    """Return the source of what somebody tries, with the one that it starts from."""
    return f"{HYPOTHESIS}, à partir de : {source}" if source else HYPOTHESIS


def _opened(table: Table, year: int) -> OpeningCalendar:
    return replace(expand(table, year), illustrative=True)


def _staff(staff: Staff | None, choices: Choices) -> Staff | None:
    if staff is None or not (choices.posts or choices.advisers):
        return staff
    contracts = tuple(contract for _, contract in contracts_of(staff, choices))
    return Staff(contracts=contracts, source=tried(staff.source), illustrative=True)


def contracts_of(staff: Staff, choices: Choices) -> list[tuple[int | None, Contract]]:
    """Return the contracts that the choices give, with the index of those that the dossier has."""
    posts = [(n, contract, choices.posts.get(n, contract.posts)) for n, contract in enumerate(staff.contracts)]
    kept: list[tuple[int | None, Contract]] = [(n, c.model_copy(update={"posts": p})) for n, c, p in posts if p]
    return kept + [(None, contract) for contract in _advisers(choices.advisers)]


def _advisers(fte: float) -> list[Contract]:
    """Return the contracts of advisers to add: whole posts, and one for the rest."""
    whole, tenths = divmod(round(10 * fte), 10)
    said = [(whole, 1.0)] * bool(whole) + [(1, tenths / 10)] * bool(tenths)
    return [Contract(label=MORE_ADVISERS, function="conseiller", posts=posts, quota=quota) for posts, quota in said]


def fte_told(dossier: Dossier) -> str:
    """Return the staff of a dossier in words, « 2 ETP »."""
    return f"{number(total_fte(dossier.staff.contracts) if dossier.staff else 0)}\u00a0ETP"
