"""The sheets of questions: one a family of an edition, and a last one for what that edition does not ask."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from otanalysis.dossier.records import DossierFile, Fact
from otanalysis.dossier.values import read_facts
from otanalysis.dossier.workbook.fields import FACT_FIELDS, HELP, PARTS, VALUES
from otanalysis.dossier.workbook.kinds import Written
from otanalysis.dossier.workbook.names import Names
from otanalysis.dossier.workbook.writing import Line, SheetText, names_of, written_at
from otanalysis.french import capital
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Criterion, Edition, FactKind, number_in
from otanalysis.reading.yaml12 import Document

LONGEST_TITLE = 31  # of a sheet, in spreadsheets
LOOSE_END = re.compile(r"( (à|au|aux|de|des|du|et|la|le|les))+…$")
ARTICLES = re.compile(r"^(L'office de tourisme est |Les |Le |La |L')")
OTHERS = "Autres questions"
INSTEAD = {"bit_ouverture": "Horaires", "ot_besoins_accueil": "Horaires", "ot_effectif": "Effectif"}
NOBODY = ("bureau 1", "bureau 2", "bureau 3")  # in a workbook whose bureaux are not known yet
Facts = dict[tuple[str, int | None], dict[str, Any]]  # by fact, and by bureau for those that bureaux bear


def question_sheets(record: DossierFile | None, edition: Edition) -> Iterator[SheetText]:
    """Yield the sheets of questions of an edition, with the answers of a dossier if there is one."""
    writer = _Questions(facts_of(record), names_of(record))
    for n, family in enumerate(edition.families, 1):
        criteria = [criterion for criterion in edition.criteria if criterion.family == family.id]
        lines = tuple(line for criterion in criteria for line in writer.criterion(criterion))
        yield SheetText(_title(n, family.title), (family.title,), FACT_FIELDS, lines)
    left = tuple(writer.left())
    if left:
        yield SheetText(OTHERS, (f"Ce que l'édition {edition.id} ne demande pas.",), FACT_FIELDS, left)


def _title(n: int, title: str) -> str:
    """Return the title of a sheet: the first words of a family."""
    bare = re.sub(r"[\[\]:*?/\\]", " ", capital(ARTICLES.sub("", title.rstrip("."))))
    return LOOSE_END.sub("…", textwrap.shorten(f"{n}. {bare.replace(' est ', ' ')}", LONGEST_TITLE, placeholder="…"))


def facts_of(record: DossierFile | None) -> Facts:
    """Return the facts of a dossier, whole, as plain data."""
    if record is None:
        return {}
    found: dict[tuple[str, int | None], Fact] = {
        (name, None): fact for name, fact in _read(record.facts, "office").items()
    }
    for n, bureau in enumerate(record.bureaux):
        found |= {(name, n): fact for name, fact in _read(bureau.facts, "bureau").items()}
    return {key: fact.model_dump(mode="json") for key, fact in found.items()}


def same(one: DossierFile, other: DossierFile) -> bool:
    """Tell whether two dossiers say the same, however each writes its facts."""
    return _without_facts(one) == _without_facts(other) and facts_of(one) == facts_of(other)


def _without_facts(record: DossierFile) -> DossierFile:
    bureaux = tuple(bureau.model_copy(update={"facts": {}}) for bureau in record.bureaux)
    return record.model_copy(update={"facts": {}, "bureaux": bureaux})


def _read(written: Mapping[str, Any], bearer: str) -> dict[str, Fact]:
    return read_facts(written, bearer, load_catalogue(), Document("", {}, {}, ()), ())[0]


class _Questions:
    """Writes each fact once, where it is first asked."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self.facts, self.names, self.catalogue = facts, names, load_catalogue()
        self.asked: set[str] = set()

    def criterion(self, criterion: Criterion) -> Iterator[Line]:
        """Yield the lines of a criterion: its heading, its questions, or where its answer is given."""
        yield Line((None, f"Critère {number_in(criterion.id)} : {criterion.label}"), heading=True)
        named = [fact for requirement in criterion.requirements for fact in (*requirement.applies, *requirement.facts)]
        for name in dict.fromkeys(named):
            kind = self.catalogue[name]
            if kind.kind == "computed":
                yield from self.elsewhere(name, kind)
            elif name in self.asked:
                yield Line((None, f"{kind.question} (déjà demandé plus haut)"))
            else:
                yield from self.fact(name, kind)

    def elsewhere(self, name: str, kind: FactKind) -> Iterator[Line]:
        if name in INSTEAD:
            yield Line((None, f"{kind.label} : voir la feuille « {INSTEAD[name]} »"))

    def left(self) -> Iterator[Line]:
        """Yield the questions that the edition does not ask, and that the dossier answers."""
        for name in dict.fromkeys(name for name, _ in self.facts if name not in self.asked):
            yield from self.fact(name, self.catalogue[name])

    def fact(self, name: str, kind: FactKind) -> Iterator[Line]:
        """Yield the lines of a question: one for each bureau when bureaux answer it."""
        self.asked.add(name)
        if kind.bearer == "office":
            yield from _lines(name, kind, "", self.facts.get((name, None), {}))
            return
        called = [self.names.called(n) for n in range(len(self.names.ids))]
        for n, bureau in enumerate(called or NOBODY):
            yield from _lines(name, kind, bureau, self.facts.get((name, n), {}))


def _lines(name: str, kind: FactKind, bureau: str, fact: Mapping[str, Any]) -> Iterator[Line]:
    """Return the lines of a question asked of one bearer: the answer, then the parts of a mark or an agreement."""
    value, parts = fact.get("value"), PARTS.get(kind.kind, ())
    inside = value if isinstance(value, dict) else {}
    answer = inside.get("name", True) if inside else value
    shape = VALUES[kind.kind]
    first = {**fact, "code": name, "question": kind.question, "bureau": bureau, "papers": capital(kind.evidence)}
    yield Line(_cells(first, None if answer is None else shape.write(answer)), shape, HELP[kind.kind])
    for part in parts:
        block = {"code": f"{name}.{part.path[0]}", "question": part.title, "bureau": bureau}
        yield Line(_cells(block, written_at(inside, part.path, part.kind)), part.kind, part.help)


def _cells(block: Mapping[str, Any], answer: Written) -> tuple[Written, ...]:
    return tuple(answer if one.path == ("value",) else written_at(block, one.path, one.kind) for one in FACT_FIELDS)
