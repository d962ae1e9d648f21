"""From files to a dossier: reads everything, tells every mistake at once, converts nothing silently."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from otanalysis.attendance.etalab import channels_beside
from otanalysis.attendance.formats import read_attendance
from otanalysis.attendance.series import Attendance
from otanalysis.dossier.documents import read_document
from otanalysis.dossier.dossier import Dossier, Input, Place, Places, ReceptionPoint
from otanalysis.dossier.past import PastAudit, read_past_audit
from otanalysis.dossier.places import FILES, TERRITORIES, file_in
from otanalysis.dossier.records import AttendanceFile, DossierFile, Fact, Hours, RunParams
from otanalysis.dossier.rules import files_of_evidence, incoherences, items
from otanalysis.dossier.territories import Territory
from otanalysis.dossier.values import read_facts
from otanalysis.law.loader import load_catalogue
from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.formats import read_hours
from otanalysis.opening.osm import from_osm
from otanalysis.opening.table import expand
from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem, did_you_mean, nearest
from otanalysis.reading.records import build, read_record
from otanalysis.reading.yaml12 import Document, Loc

HOURS = {"osm", "table", "file", "format", "office", "layout", "region", "school_zone"}
T = TypeVar("T")


def read_params(path: Path, shown: str = "") -> RunParams:
    """Return the parameters of a run; raises InputError with every mistake."""
    return read_record(RunParams, path, shown or str(path))


def read_dossier(folder: Path, year: int, shown: str = "", name: str = "") -> Dossier:
    """Return the dossier of an office for a reference year; raises InputError with every mistake of every file.

    ``name`` is that of its file, when it does not bear its usual one.
    """
    shown = shown or str(folder)
    sha256 = digest(folder / (name or file_in(folder)))
    return dossier_of(read_document(folder, shown, name), folder, year, sha256)


def dossier_of(document: Document, folder: Path, year: int, sha256: str = "") -> Dossier:
    """Return the dossier that a text says, its other files being in a folder; raises InputError with every mistake."""
    shown = document.file.rpartition("/")[0]
    return _Reader(folder, shown, document, year, {document.file: sha256}).dossier()


class _Reader:
    """Reads the parts of a dossier one by one, so that a mistake in one hides none in another.

    ``digests`` are those of the files read, each taken before reading: what changes meanwhile never passes for read.
    """

    def __init__(self, folder: Path, shown: str, document: Document, year: int, digests: dict[str, str]) -> None:
        self.folder, self.shown, self.document, self.year, self.digests = folder, shown, document, year, digests
        self.problems: list[Problem] = []

    def dossier(self) -> Dossier:
        data = self.document.data
        written, found = build(DossierFile, data, self.document)
        self.problems += [*found, *incoherences(self.document)]
        points = [self.point(n, raw) for n, raw in items(data, "bureaux")]
        facts = self.facts(data, "office", ("facts",))
        attendance = self.attendance(data.get("attendance"))
        territory = self.territory(data.get("territory"))
        previous = self.previous(data.get("previous_audit"))
        self.evidence(data)
        if self.document.problems or self.problems or written is None:
            raise InputError(self.mistakes())
        return Dossier(
            self.year,
            written.office,
            written.context,
            territory,
            written.figures,
            tuple(ReceptionPoint(bureau, *parts) for bureau, parts in zip(written.bureaux, points, strict=True)),
            written.staff,
            attendance,
            facts,
            tuple(Input(name, sha256) for name, sha256 in sorted(self.digests.items())),
            self.places(data, (), facts, ("staff",)),
            written.plan,
            written.classification,
            written.marks,
            previous,
            f"{self.shown}/{written.previous_audit}" if previous else "",
            written.application,
            written.territory,
        )

    def mistakes(self) -> list[Problem]:
        """Return every mistake; in a cell that cannot be read, what else is told of it means nothing."""
        unread = {problem.cell for problem in self.document.problems}
        return [*self.document.problems, *(p for p in self.problems if not p.cell or p.cell not in unread)]

    def point(
        self, n: int, raw: dict[str, Any]
    ) -> tuple[dict[str, Fact], OpeningCalendar | None, OpeningCalendar | None, Places]:
        loc: Loc = ("bureaux", n)
        calendars = [self.calendar(raw.get(key), (*loc, key)) for key in ("hours", "hors_les_murs")]
        facts = self.facts(raw, "bureau", (*loc, "facts"))
        return facts, calendars[0], calendars[1], self.places(raw, loc, facts, ("hours", "hors_les_murs"))

    def places(self, raw: dict[str, Any], loc: Loc, facts: Iterable[str], blocks: Iterable[str]) -> Places:
        """Return where facts and blocks of the dossier are written; a block that names a file has that place too."""
        found: Places = {name: (self.place((*loc, "facts", name)),) for name in facts}
        for name in blocks:
            if isinstance(block := raw.get(name), dict):
                file = block.get("file")
                found[name] = (self.place((*loc, name)), *([Place(f"{self.shown}/{file}", 0)] if file else []))
        return found

    def place(self, loc: Loc) -> Place:
        cell = self.document.cell_of(loc)
        return Place(self.document.file, 0 if cell else self.document.line_of(loc), cell)

    def facts(self, data: dict[str, Any], bearer: str, loc: Loc) -> dict[str, Fact]:
        written = data.get("facts")
        if not isinstance(written, dict):
            return {}
        facts, found = read_facts(written, bearer, load_catalogue(), self.document, loc)
        self.problems += found
        return facts

    def calendar(self, raw: object, loc: Loc) -> OpeningCalendar | None:
        """Return the calendar of hours, read even when what surrounds them (source, evidence) has mistakes."""
        if not isinstance(raw, dict):
            return None
        hours, _ = build(Hours, {key: raw[key] for key in raw.keys() & HOURS}, self.document, loc)
        if hours is None:
            return None
        try:
            calendar = self.calendar_of(hours, loc)
        except OpeningError as error:
            self.refuse((*loc, "osm" if hours.osm is not None else "table"), str(error), "")
            return None
        return replace(calendar, illustrative=raw.get("illustrative") is True) if calendar else None

    def calendar_of(self, hours: Hours, loc: Loc) -> OpeningCalendar | None:
        """Return the calendar of hours in any of their forms; raises OpeningError for hours that cannot be read."""
        if hours.osm is not None:
            return from_osm(hours.osm, self.year, region=hours.region, zone=hours.school_zone)
        if hours.table is not None:
            return expand(hours.table, self.year)
        path = self.inside(hours.file or "", (*loc, "file"))
        if path is None:
            return None
        shown = f"{self.shown}/{hours.file}"
        self.digests[shown] = digest(path)
        said = {"office": hours.office, "layout": hours.layout, "region": hours.region, "zone": hours.school_zone}
        return self.attempt(lambda: read_hours(path, hours.format, self.year, shown, **said))

    def attendance(self, raw: object) -> Attendance | None:
        """Return the series of the attendance file, read even when what surrounds its name has mistakes."""
        name = raw.get("file") if isinstance(raw, dict) else None
        path = self.inside(name, ("attendance", "file")) if isinstance(name, str) and name.strip() else None
        if path is None:
            return None
        shown = f"{self.shown}/{name}"
        written, _ = build(AttendanceFile, raw, self.document)
        kind, options = (written.format, written.options) if written else ("csv", {})
        self.digests[shown] = digest(path)
        if kind == "etalab":
            self.digests[str(channels_beside(PurePosixPath(shown)))] = digest(channels_beside(path))
        series = self.attempt(lambda: read_attendance(path, kind, self.year, shown, **options))
        if series is None or written is None:
            return None
        return replace(series, label=written.label, source=written.source, illustrative=written.illustrative)

    def territory(self, name: object) -> Territory | None:
        if not isinstance(name, str) or not name:
            return None
        folder = self.folder.parent / TERRITORIES
        known = sorted(path.stem for path in folder.glob("*.yaml"))
        if name not in known:
            self.refuse(
                ("territory",), f"territoire inconnu « {name} »", did_you_mean(name, known), nearest(name, known)
            )
            return None
        shown = f"{Path(self.shown).parent.as_posix()}/{TERRITORIES}/{name}.yaml"
        self.digests[shown] = digest(folder / f"{name}.yaml")
        return self.attempt(lambda: read_record(Territory, folder / f"{name}.yaml", shown))

    def previous(self, name: object) -> PastAudit | None:
        """Return the audit that the office compares itself with, None when it names none."""
        path = self.inside(name, ("previous_audit",)) if isinstance(name, str) and name.strip() else None
        if path is None:
            return None
        shown = f"{self.shown}/{name}"
        self.digests[shown] = digest(path)
        return self.attempt(lambda: read_past_audit(path, shown))

    def evidence(self, data: object) -> None:
        """Note the files of evidence that the dossier names: each must be there, and hold something."""
        for name, loc in files_of_evidence(data):
            path = self.inside(name, loc)
            if path is None:
                continue
            if not path.stat().st_size:
                self.refuse(loc, f"« {name} » est un fichier vide", "enregistrez-le de nouveau, ou retirez la clé")
            self.digests[f"{self.shown}/{name}"] = digest(path)

    def inside(self, written: str, loc: Loc) -> Path | None:
        """Return the path of a file of the dossier, or None (and a mistake) when it is not one."""
        path = self.folder / written
        try:
            kept = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError):  # a link to itself
            kept = True
        if not kept:
            self.refuse(loc, f"« {written} » sort du dossier", "copiez le fichier dans le dossier et donnez son nom")
        elif not os.path.isfile(path):  # noqa: PTH113 - never raises
            there = (path for path in self.folder.rglob("*") if path.is_file() and path.name not in FILES)
            names = sorted(path.relative_to(self.folder).as_posix() for path in there)
            advice = did_you_mean(written, names) if names else f"mettez-le à côté de {file_in(self.folder)}"
            self.refuse(loc, f"« {written} » n'est pas un fichier du dossier", advice, nearest(written, names))
        else:
            return path
        return None

    def refuse(self, loc: Loc, message: str, advice: str, better: str = "") -> None:
        self.problems.append(self.document.problem(loc, message, advice, f'"{better}"' if better else ""))

    def attempt(self, read: Callable[[], T]) -> T | None:
        """Return what ``read`` returns, or None after noting its mistakes."""
        try:
            return read()
        except InputError as error:
            self.problems += error.problems
            return None
