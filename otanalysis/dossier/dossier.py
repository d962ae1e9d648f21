"""The office's file once read: records with their calendars, series and facts, ready to be audited."""

from dataclasses import dataclass, field

from otanalysis.attendance.series import Attendance
from otanalysis.dossier.classification import Application, Classification, Plan
from otanalysis.dossier.past import PastAudit
from otanalysis.dossier.records import Bureau, Fact, Figure, HeldMark, Office, Staff
from otanalysis.dossier.territories import Territory
from otanalysis.opening.calendar import OpeningCalendar


@dataclass(frozen=True)
class Input:
    """A file that was read: its path as the user writes it, and the SHA-256 of its bytes (empty when there is none)."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """Where something is said: a file, its path as the user writes it, and a line from 1 (0 for the whole file).

    ``cell`` names the sheet and the cell of a workbook, which has no lines.
    """

    file: str
    line: int
    cell: str = ""


Places = dict[str, tuple[Place, ...]]  # by fact id, or by the name of a block: hours, hors_les_murs, staff


@dataclass(frozen=True, eq=False)
class ReceptionPoint:
    """A bureau with its facts and its calendars of the reference year (None when the file gives no hours)."""

    bureau: Bureau
    facts: dict[str, Fact]
    opening: OpeningCalendar | None
    hors_les_murs: OpeningCalendar | None
    places: Places = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Dossier:
    """Everything that an office declares for a reference year."""

    year: int
    office: Office
    context: tuple[str, ...]
    territory: Territory | None
    figures: tuple[Figure, ...]
    points: tuple[ReceptionPoint, ...]
    staff: Staff | None
    attendance: Attendance | None
    facts: dict[str, Fact]
    inputs: tuple[Input, ...]
    places: Places = field(default_factory=dict)
    plan: Plan | None = None
    classification: Classification | None = None
    marks: tuple[HeldMark, ...] = ()
    previous: PastAudit | None = None
    previous_path: str = ""
    application: Application | None = None
    territory_id: str = ""


def main_point(dossier: Dossier) -> ReceptionPoint:
    """Return the main reception point: the one with most visitors."""
    return next(point for point in dossier.points if point.bureau.main)
