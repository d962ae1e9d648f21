"""What a dossier does not say yet, as questions, the most decisive first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from otanalysis.audit.categories import by_category
from otanalysis.audit.findings import Audit, Finding, Paper, RequirementFinding
from otanalysis.audit.outcome import Status
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Criterion
from otanalysis.reading.yaml12 import Loc

HOURS, NEEDS, STAFF = "bit_ouverture", "ot_besoins_accueil", "ot_effectif"
COMPUTED = {HOURS: "Quels sont les horaires d'ouverture ?", STAFF: "Qui travaille à l'office ?"}
FUNCTIONS = ("directeur", "responsable", "conseiller", "autre")
TELLING = {
    "attendance": "Avez-vous un fichier de comptage des visiteurs ?",
    "about": "Comment présenter l'office en une phrase ?",
    "context": "Que faut-il savoir pour lire cet audit ?",
    "figures": "Quels chiffres décrivent le territoire ?",
    "territory": "De quel territoire l'office fait-il partie ?",
}


class Stage(IntEnum):
    """What an answer is for, in the order in which questions are asked."""

    DECIDES = 1  # a requirement of the category aimed at waits for it
    PROVES = 2  # a paper is missing, or out of date
    ELSEWHERE = 3  # only another category waits for it
    TELLS = 4  # the report is fuller, no criterion changes


@dataclass(frozen=True)
class Question:
    """One thing that the dossier does not say, and where the answer goes in ``dossier.yaml``.

    ``requirements`` counts those that wait for it, ``open_requirements`` those of criteria that nothing blocks yet.
    """

    stage: Stage
    place: Loc
    kind: str
    text: str
    bureau: str = ""
    criteria: tuple[Criterion, ...] = ()
    requirements: int = 0
    open_requirements: int = 0
    choices: tuple[str, ...] = ()
    expected: str = ""


def questions_of(audit: Audit) -> tuple[Question, ...]:
    """Return what the dossier does not say, each thing once, the most decisive first.

    Stage by stage: what the category waits for, papers, other categories, the report. Inside a stage: more requirements
    waiting in criteria that nothing blocks yet, then more requirements, then the order of the edition and of bureaux.
    Nothing is asked of a rule that does not concern the office, nor of a rule until it is known whether it does; hours
    of a part of the year, or in a file, are not asked again.
    """
    others = (q for other in by_category(audit)[1:] for q in _deciding(other, Stage.ELSEWHERE))
    every = (*_deciding(audit, Stage.DECIDES), *map(_paper, audit.papers, [audit] * len(audit.papers)), *others)
    once: dict[Loc, Question] = {}
    for question in (*every, *_telling(audit.dossier)):
        once.setdefault(question.place, question)
    return tuple(sorted(once.values(), key=lambda q: (q.stage, -q.open_requirements, -q.requirements)))


def _deciding(audit: Audit, stage: Stage) -> Iterator[Question]:
    """Yield a question for each thing that some requirement of the category waits for, in the order of the edition."""
    waiting: dict[Loc, list[tuple[Finding, RequirementFinding]]] = {}
    for finding in audit.findings:
        for found in finding.requirements:
            if found.outcome.status is Status.UNDOCUMENTED:
                for place in _lacking(found, audit.dossier):
                    waiting.setdefault(place, []).append((finding, found))
    for place, waits in waiting.items():
        kind, text, choices = _asked(place, audit.dossier)
        criteria = tuple(dict.fromkeys(finding.criterion.id for finding, _ in waits))
        named = tuple(c for c in audit.edition.criteria if c.id in criteria)
        still_open = sum(finding.status is not Status.BLOCKING for finding, _ in waits)
        bureau = _bureau(place, audit.dossier)
        yield Question(stage, place, kind, text, bureau, named, len(waits), still_open, choices)


def _lacking(found: RequirementFinding, dossier: Dossier) -> Iterator[Loc]:
    """Yield the places of what a requirement waits for; whether it concerns the office comes before all else."""
    rule = found.requirement
    unsaid = [place for name in rule.applies for place in _places(name, found, dossier)]
    yield from unsaid or [place for name in rule.facts for place in _places(name, found, dossier)]


def _places(name: str, found: RequirementFinding, dossier: Dossier) -> Iterator[Loc]:
    """Yield where the dossier lacks what a fact needs; nothing when it says it."""
    kind = load_catalogue()[name]
    if name == STAFF:
        yield from _staff(found, dossier)
    elif name == NEEDS:
        yield from _needs(dossier)
    elif kind.bearer == "bureau":
        yield from (_at(name, n) for n, p in enumerate(dossier.points) if _silent(name, p, found.bureau))
    elif kind.kind != "computed" and name not in dossier.facts:
        yield ("facts", name)


def _at(name: str, n: int) -> Loc:
    return ("bureaux", n, "hours") if name == HOURS else ("bureaux", n, "facts", name)


def _silent(name: str, point: ReceptionPoint, bureau: str) -> bool:
    """Tell whether a bureau is the one examined, and says nothing of a fact; the office is examined at the main one."""
    here = point.bureau.name == bureau if bureau else point.bureau.main
    return here and (point.bureau.hours is None if name == HOURS else name not in point.facts)


def _needs(dossier: Dossier) -> Iterator[Loc]:
    """Yield what must be known of the other bureaux to tell what they ask of the staff."""
    for n, point in enumerate(dossier.points):
        yield from () if point.bureau.main else _reception(n, dossier)


def _reception(n: int, dossier: Dossier) -> Iterator[Loc]:
    """Yield what a bureau does not say of its hours and of the people who are there."""
    bureau = dossier.points[n].bureau
    if bureau.hours is None:
        yield ("bureaux", n, "hours")
    if bureau.people_present is None:
        yield ("bureaux", n, "people_present")


def _staff(found: RequirementFinding, dossier: Dossier) -> Iterator[Loc]:
    """Yield the staff when nothing is said of it, or the functions and degrees that a requirement waits for."""
    if dossier.staff is None:
        yield ("staff",)
        return
    wanted = found.requirement.params.get("functions", ())
    contracts = list(enumerate(dossier.staff.contracts)) if wanted else []
    holders = [(n, contract) for n, contract in contracts if contract.function in wanted]
    if holders:
        yield from (("staff", "contracts", n, "degree_years") for n, c in holders if c.degree_years is None)
    else:
        yield from (("staff", "contracts", n, "function") for n, c in contracts if c.function is None)


def _asked(place: Loc, dossier: Dossier) -> tuple[str, str, tuple[str, ...]]:
    """Return the kind of answer, the question and the possible answers of a place."""
    name = {"hours": HOURS, "staff": STAFF}.get(str(place[-1]), str(place[-1]))
    kind = load_catalogue().get(name)
    if kind is not None:
        return (kind.kind, kind.question, kind.choices) if kind.question else (str(place[-1]), COMPUTED[name], ())
    if name == "people_present":
        return name, "Combien de personnes accueillent en même temps ?", ()
    post = dossier.staff.contracts[int(place[2])].label if dossier.staff else ""
    if name == "function":
        return name, f"Quelle est la fonction de ce poste : « {post} » ?", FUNCTIONS
    return name, f"Quel est le diplôme, en années après le bac, de « {post} » ?", ()


def _bureau(place: Loc, dossier: Dossier) -> str:
    return dossier.points[int(place[1])].bureau.name if place[0] == "bureaux" else ""


def _paper(paper: Paper, audit: Audit) -> Question:
    """Return the question of a paper that is missing or out of date."""
    points = audit.dossier.points
    n = next((n for n, p in enumerate(points) if (p.bureau.name == paper.bureau if paper.bureau else p.bureau.main)), 0)
    bearer = load_catalogue()[paper.fact].bearer
    at: Loc = _at(paper.fact, n) if bearer == "bureau" else ("facts", paper.fact)
    at = ("staff",) if paper.fact == STAFF else at
    waits = [f for f in audit.findings if any(paper in r.papers for r in f.requirements)]
    criteria = tuple(f.criterion for f in waits)
    asked = sum(paper in r.papers for f in waits for r in f.requirements)
    return Question(
        Stage.PROVES, (*at, "evidence"), "evidence", paper.label, paper.bureau, criteria, asked, expected=paper.expected
    )


def _telling(dossier: Dossier) -> Iterator[Question]:
    """Yield what would make the report fuller: the hours and people of each bureau, then the office itself."""
    for place in (place for n in range(len(dossier.points)) for place in _reception(n, dossier)):
        kind, text, choices = _asked(place, dossier)
        yield Question(Stage.TELLS, place, kind, text, _bureau(place, dossier), choices=choices)
    said = {
        "attendance": dossier.attendance,
        "about": dossier.office.about,
        "context": dossier.context,
        "figures": dossier.figures,
        "territory": dossier.territory,
    }
    for name, text in TELLING.items():
        if not said[name]:
            yield Question(Stage.TELLS, ("office", name) if name == "about" else (name,), name, text)
