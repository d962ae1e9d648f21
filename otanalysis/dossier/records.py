"""Records of an office's file, as written in ``dossier.yaml``."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from otanalysis.opening.table import Table
from otanalysis.reading.records import Day, Record

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Function = Literal["directeur", "responsable", "conseiller", "autre"]


class Evidence(Record):
    """The paper that proves a fact: where to find it, when it is from, when it stops being valid."""

    paper: str
    page: str = ""
    date: Day | None = None
    expires: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Evidence":
        if self.date and self.expires and self.expires < self.date:
            raise ValueError(f"la pièce expire le {self.expires}, avant sa date ({self.date})")
        return self


class Fact(Record):
    """What the office declares; the shape of ``value`` is given by the catalogue of facts."""

    value: Any
    evidence: Evidence | None = None
    source: str = ""
    note: str = ""
    illustrative: bool = False


class Hours(Record):
    """The opening hours of a reception point: an OpenStreetMap string or a table of seasons."""

    osm: str | None = None
    table: Table | None = None
    region: str = ""
    school_zone: str = ""
    source: str = ""
    illustrative: bool = False
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Hours":
        if (self.osm is None) == (self.table is None):
            raise ValueError("donnez les horaires sous une seule forme : « osm » ou « table »")
        return self


class Bureau(Record):
    """A reception point (bureau d'information touristique)."""

    id: Slug
    name: str
    main: bool = False
    station_classee: bool = False
    cumulated: bool = False
    people_present: Annotated[float | None, Field(gt=0, le=50)] = None
    hours: Hours | None = None
    hors_les_murs: Hours | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Contract(Record):
    """One or several identical posts: ``quota`` 0 to 1 of a full time, ``months`` a year."""

    label: str
    function: Function | None = None
    posts: Annotated[int, Field(ge=1, le=100)] = 1
    quota: Annotated[float, Field(gt=0, le=1)]
    months: Annotated[float, Field(gt=0, le=12)] = 12
    bureau: str | None = None
    degree_years: Annotated[int | None, Field(ge=0, le=10)] = None
    equivalent_experience: bool = False


class Staff(Record):
    """The people of the office."""

    contracts: tuple[Contract, ...]
    source: str = ""
    illustrative: bool = False
    evidence: Evidence | None = None


class AttendanceFile(Record):
    """Where the counts of visitors are, and what they count."""

    file: str
    label: str
    source: str = ""
    illustrative: bool = False


class Figure(Record):
    """A figure about the office's territory, with its source."""

    label: str
    value: str | int | float
    source: str = ""


class Office(Record):
    """Who is audited."""

    name: str
    fictitious: bool = False
    about: str = ""
    source: str = ""


class Territory(Record):
    """The offices of a département, counted: nothing is said of those that are only counted."""

    name: str
    as_of: Day
    offices: int
    classified: int
    planned: int
    planned_by: Day
    quality_marked: int
    quality_engaged: int
    source: str


class DossierFile(Record):
    """The whole of ``dossier.yaml``."""

    office: Office
    context: tuple[str, ...] = ()
    territory: str = ""
    figures: tuple[Figure, ...] = ()
    bureaux: Annotated[tuple[Bureau, ...], Field(min_length=1)]
    staff: Staff | None = None
    attendance: AttendanceFile | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class RunParams(Record):
    """The parameters of one run, as written in ``params/<name>.yaml``."""

    dossier: str
    category: str
    audit_date: Day
    reference_year: Annotated[int, Field(ge=2000, le=2075)]
    edition: str = ""


class Mark(Record):
    """A quality mark held; ``conditional`` when it holds only if the office is classified in time."""

    name: str
    start: Day
    end: Day
    conditional: bool = False


class Agreement(Record):
    """An agreement on objectives signed with the authority, and the means that it fixes."""

    start: Day
    end: Day
    means: tuple[Literal["humains", "techniques", "financiers"], ...] = ()


Dated = Mark | Agreement


def covers(period: Dated, day: date) -> bool:
    """Tell whether a mark or an agreement is in force on a day, both ends included."""
    return period.start <= day <= period.end
