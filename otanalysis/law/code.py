"""What the Code du tourisme says around a classification, as written in ``code_du_tourisme.yaml``."""

from functools import cache
from pathlib import Path

from otanalysis.law.records import Source, StandingField
from otanalysis.reading.records import Record, read_record

FILE = Path(__file__).with_name("code_du_tourisme.yaml")


class Statement(Record):
    """Something that the Code says, in our words: how sure we are, and where it was read."""

    standing: StandingField
    sources: tuple[str, ...]


class Step(Statement):
    """A step of the procedure; ``within_months`` bounds it from the step named by ``after``."""

    id: str
    who: str
    article: str
    text: str
    within_months: int | None = None
    after: str = ""


class OfficialPaper(Statement):
    """A paper that goes with the file, beside those that prove the criteria."""

    label: str


class PlanRule(Statement):
    """What a plan of the commune asks of its office: a category, under one edition of the order."""

    label: str
    edition: str
    category: str
    article: str
    rule: str
    consequence: str


class Unit(Record):
    """A kind of lodging, and how many people one of them counts for."""

    label: str
    people: int


class Ratio(Record):
    """The share of a population, in %, that a commune of at most so many inhabitants must be able to lodge."""

    up_to: int | None
    percent: float


class Lodging(Statement):
    """How lodgings are counted, and against what."""

    article: str
    units: dict[str, Unit]
    ratios: tuple[Ratio, ...]


class Code(Record):
    """The whole file."""

    sources: dict[str, Source]
    procedure: tuple[Step, ...]
    papers: tuple[OfficialPaper, ...]
    plans: dict[str, PlanRule]
    lodging: Lodging


@cache
def load_code() -> Code:
    """Return what the Code du tourisme says; raises InputError with every mistake of the file."""
    return read_record(Code, FILE, FILE.name)


def percent_asked(lodging: Lodging, population: int) -> float:
    """Return the share of a population, in %, that a commune of that many inhabitants must be able to lodge."""
    return next(r.percent for r in lodging.ratios if r.up_to is None or population <= r.up_to)


def people_lodged(lodging: Lodging, counted: dict[str, int]) -> int:
    """Return how many people lodgings count for, from the number of each kind."""
    return sum(lodging.units[kind].people * count for kind, count in counted.items())
