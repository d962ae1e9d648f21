"""What the Code du tourisme says around a classification, as written in ``code_du_tourisme.yaml``."""

from functools import cache
from pathlib import Path

from otanalysis.law.records import Source, StandingField
from otanalysis.reading.records import Day, Record, read_record

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


class Renewal(Statement):
    """When to ask again: the delays of ``steps``, one after another, come before the end that step ``before`` gives."""

    steps: tuple[str, ...]
    before: str
    article: str
    text: str


class MarkRule(Statement):
    """What bounds a mark: its last day for anybody, the months that a label given before a classification leaves."""

    label: str
    text: str
    action: str
    last_day: Day | None = None
    classified_within_months: int | None = None


class OfficialPaper(Statement):
    """A paper that goes with the file, beside those that prove the criteria, and who signs it."""

    id: str
    label: str
    by: str


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
    """The whole file; ``afterwards`` is what a classified office may live, in no order."""

    sources: dict[str, Source]
    procedure: tuple[Step, ...]
    renewal: Renewal
    marks: dict[str, MarkRule]
    afterwards: tuple[Step, ...]
    papers: tuple[OfficialPaper, ...]
    plans: dict[str, PlanRule]
    lodging: Lodging


@cache
def load_code() -> Code:
    """Return what the Code du tourisme says; raises InputError with every mistake of the file."""
    return read_record(Code, FILE, FILE.name)


def step_of(code: Code, step_id: str) -> Step:
    """Return a step of the procedure; raises StopIteration for an unknown one."""
    return next(step for step in code.procedure if step.id == step_id)


def months_of(code: Code, step_id: str) -> int:
    """Return the delay of a step in months; raises ValueError for a step that has none."""
    months = step_of(code, step_id).within_months
    if months is None:
        raise ValueError(f"l'étape {step_id} n'a pas de délai")
    return months


def percent_asked(lodging: Lodging, population: int) -> float:
    """Return the share of a population, in %, that a commune of that many inhabitants must be able to lodge."""
    return next(r.percent for r in lodging.ratios if r.up_to is None or population <= r.up_to)


def people_lodged(lodging: Lodging, counted: dict[str, int]) -> int:
    """Return how many people lodgings count for, from the number of each kind."""
    return sum(lodging.units[kind].people * count for kind, count in counted.items())
