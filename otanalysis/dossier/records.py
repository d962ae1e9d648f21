"""Records of an office's file, as written in ``dossier.yaml``."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from otanalysis.dossier.classification import Application, Classification, Plan
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.evidence import Evidence as Evidence
from otanalysis.dossier.evidence import Position as Position
from otanalysis.dossier.slugs import Slug
from otanalysis.opening.osm import FIRST_YEAR, LAST_YEAR
from otanalysis.opening.table import Table
from otanalysis.reading.records import Day, Record, Text


def _number_or_text(value: object) -> object:
    """Return a figure; one message where a union of types would give three."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("il faut un nombre, ou un texte entre guillemets")
    return value


class Fact(Record):
    """What the office declares; the shape of ``value`` is given by the catalogue of facts."""

    value: Any
    evidence: Evidence | None = None
    source: str = ""
    note: str = ""
    illustrative: bool = False


class Hours(Record):
    """The opening hours of a reception point: an OpenStreetMap string, a table of seasons, or a file of hours."""

    osm: str | None = None
    table: Table | None = None
    file: str | None = None
    format: str = ""
    office: str = ""
    layout: str = ""
    region: str = ""
    school_zone: str = ""
    source: str = ""
    illustrative: bool = False
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(form is not None for form in (self.osm, self.table, self.file)) != 1:
            raise ValueError("donnez les horaires sous une seule forme : « osm », « table » ou « file »")
        if (self.file is not None) != bool(self.format):
            raise ValueError("« file » et « format » vont ensemble : donnez les deux, ou aucun")
        if self.table is not None and (self.region or self.school_zone):
            raise ValueError("« region » va dans « table », et « school_zone » ne sert qu'avec « osm » : déplacez-les")
        return self


class Bureau(Record):
    """A reception point (bureau d'information touristique)."""

    id: Slug
    name: Text
    main: bool = False
    station_classee: bool = False
    cumulated: bool = False
    people_present: Annotated[float | None, Field(gt=0, le=50)] = None
    position: Position | None = None
    hours: Hours | None = None
    hors_les_murs: Hours | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Staff(Record):
    """The people of the office."""

    contracts: tuple[Contract, ...]
    source: str = ""
    illustrative: bool = False
    evidence: Evidence | None = None


class AttendanceFile(Record):
    """Where the counts of visitors are, and what they count."""

    file: Text
    label: Text
    format: str = "csv"
    options: dict[str, Any] = Field(default_factory=dict)
    source: str = ""
    illustrative: bool = False


class Figure(Record):
    """A figure about the office's territory, with its source."""

    label: Text
    value: Annotated[str | int | float, BeforeValidator(_number_or_text)]
    source: str = ""


class Office(Record):
    """Who is audited."""

    name: Text
    fictitious: bool = False
    about: str = ""
    source: str = ""


class HeldMark(Record):
    """A mark or a label that the office holds or held; ``until`` is its last day, absent when it has no end."""

    name: Text
    since: Day
    until: Day | None = None
    evidence: Evidence | None = None
    illustrative: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until and self.until < self.since:
            raise ValueError(f"la fin ({self.until}) vient avant le début ({self.since})")
        return self


class DossierFile(Record):
    """The whole of ``dossier.yaml``."""

    office: Office
    context: tuple[str, ...] = ()
    territory: str = ""
    figures: tuple[Figure, ...] = ()
    bureaux: Annotated[tuple[Bureau, ...], Field(min_length=1)]
    staff: Staff | None = None
    attendance: AttendanceFile | None = None
    plan: Plan | None = None
    classification: Classification | None = None
    application: Application | None = None
    marks: tuple[HeldMark, ...] = ()
    previous_audit: Text | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class RunParams(Record):
    """The parameters of one run, as written in ``params/<name>.yaml``."""

    dossier: Text
    category: Annotated[str, BeforeValidator(lambda written: str(written) if type(written) is int else written)]
    audit_date: Day
    reference_year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    edition: str = ""


class Period(Record):
    """A period in days, both ends included."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"la fin ({self.end}) vient avant le début ({self.start})")
        return self


class Mark(Period):
    """A quality mark held; ``conditional`` when it holds only if the office is classified in time."""

    name: str
    conditional: bool = False


class Agreement(Period):
    """An agreement on objectives signed with the authority, and the means that it fixes."""

    means: tuple[Literal["humains", "techniques", "financiers"], ...] = ()


def covers(period: Period, day: date) -> bool:
    """Tell whether a mark or an agreement is in force on a day, both ends included."""
    return period.start <= day <= period.end
