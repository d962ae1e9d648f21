"""From a dossier and an edition to an audit: each requirement's check is given its facts and parameters."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from otanalysis.audit.checks import CHECKS
from otanalysis.audit.conclusion import reserves_of, verdict_of
from otanalysis.audit.facts import Catalogue, facts_at, paper, places_at, points_in, to_attach
from otanalysis.audit.findings import Audit, Finding, RequirementFinding
from otanalysis.audit.outcome import Outcome, Status, together
from otanalysis.dossier.dossier import Dossier, Places, ReceptionPoint
from otanalysis.dossier.records import Fact
from otanalysis.french import joined
from otanalysis.law.records import Criterion, Edition, Requirement, criteria_of


class EditionError(ValueError):
    """An edition asks for what the checks or the catalogue do not have."""


@dataclass(frozen=True, eq=False)
class _Case:
    """What every check of one audit draws from; ``facts`` and ``places`` by bureau id, then fact id."""

    dossier: Dossier
    facts: dict[str, dict[str, Fact]]
    places: dict[str, Places]
    catalogue: Catalogue
    today: date


def audit_dossier(  # noqa: PLR0913 - an audit has that many inputs
    dossier: Dossier,
    edition: Edition,
    category: str,
    today: date,
    catalogue: Catalogue,
    name: str = "",
    versions: dict[str, str] | None = None,
    rules: dict[str, str] | None = None,
) -> Audit:
    """Return the audit of a dossier for a category of an edition on a day.

    Every criterion of the edition has a finding, « sans objet » outside the category. Raises EditionError when the
    edition names a check or a fact that does not exist.
    """
    verify_edition(edition, catalogue)
    asked = criteria_of(edition, category)
    facts = {point.bureau.id: facts_at(dossier, point, today) for point in dossier.points}
    places = {point.bureau.id: places_at(dossier, point) for point in dossier.points}
    case = _Case(dossier, facts, places, catalogue, today)
    findings = tuple(_find(criterion, criterion in asked, case) for criterion in edition.criteria)
    papers = to_attach([p for f in findings for r in f.requirements for p in r.papers])
    verdict = verdict_of(findings)
    reserves = reserves_of(findings)
    return Audit(
        name, dossier, edition, category, today, verdict, reserves, findings, papers, versions or {}, rules or {}
    )


def verify_edition(edition: Edition, catalogue: Catalogue) -> None:
    """Raise EditionError with every requirement whose check, facts or parameters do not fit together."""
    mistakes = [m for c in edition.criteria for r in c.requirements for m in _misfits(r, catalogue)]
    families = {family.id for family in edition.families}
    mistakes += [f"{c.id} : famille inconnue {c.family}" for c in edition.criteria if c.family not in families]
    criteria = {criterion.id for criterion in edition.criteria}
    asked = [(name, c) for name, category in edition.categories.items() for c in category.criteria]
    mistakes += [f"catégorie {name} : critère inconnu {c}" for name, c in asked if c not in criteria]
    named = {s for c in edition.criteria for r in c.requirements for s in r.sources}
    mistakes += [f"source inconnue {source}" for source in sorted(named - set(edition.sources))]
    if mistakes:
        raise EditionError(f"{edition.id} : " + " ; ".join(mistakes))


def _misfits(requirement: Requirement, catalogue: Catalogue) -> Iterator[str]:
    check = CHECKS.get(requirement.check)
    if check is None:
        yield f"{requirement.id} : contrôle inconnu {requirement.check}"
        return
    facts, params = _signature(check)
    if len(facts) != len(requirement.facts):
        yield f"{requirement.id} : {requirement.check} attend {len(facts)} fait(s) ({', '.join(facts)})"
    if params != set(requirement.params):
        yield f"{requirement.id} : {requirement.check} attend les paramètres {', '.join(sorted(params)) or '(aucun)'}"
    named = (*requirement.facts, *requirement.applies)
    yield from (f"{requirement.id} : fait inconnu {fact}" for fact in named if fact not in catalogue)


def _signature(check: Callable[..., Outcome]) -> tuple[list[str], set[str]]:
    parameters = inspect.signature(check).parameters.values()
    facts = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    return facts, {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}


def _find(criterion: Criterion, asked: bool, case: _Case) -> Finding:
    if not asked:
        return Finding(criterion, Status.NOT_APPLICABLE, ())
    points = points_in(criterion.scope, case.dossier)
    requirements = tuple(
        _verify(requirement, point, case)
        for requirement in criterion.requirements
        for point in (points if _borne_by_bureau(requirement, case.catalogue) else points[:1])
    )
    return Finding(criterion, together([r.outcome.status for r in requirements]), requirements)


def _borne_by_bureau(requirement: Requirement, catalogue: Catalogue) -> bool:
    return any(catalogue[name].bearer == "bureau" for name in requirement.facts)


def _verify(requirement: Requirement, point: ReceptionPoint, case: _Case) -> RequirementFinding:
    known, catalogue = case.facts[point.bureau.id], case.catalogue
    facts = {name: known[name] for name in (*requirement.facts, *requirement.applies) if name in known}
    bureau = point.bureau.name if _borne_by_bureau(requirement, catalogue) else ""
    # What the office says it lacks calls for an action, not for a paper.
    proved = [(name, f) for name, f in facts.items() if catalogue[name].evidence and f.value is not False]
    papers = tuple(paper(name, fact, catalogue[name], bureau, case.today) for name, fact in proved)
    source = " ; ".join(sorted({told for f in facts.values() for told in (f.source, f.note) if told}))
    illustrative = any(fact.illustrative for fact in facts.values())
    said = case.places[point.bureau.id]
    places = tuple(dict.fromkeys(place for name in requirement.facts for place in said.get(name, ())))
    outcome = _outcome(requirement, facts, catalogue)
    return RequirementFinding(requirement, bureau, outcome, papers, source, illustrative, places)


def _outcome(requirement: Requirement, facts: dict[str, Fact], catalogue: Catalogue) -> Outcome:
    not_asked = _not_asked(requirement, facts, catalogue)
    if not_asked is not None:
        return not_asked
    if any(name not in facts for name in requirement.facts):
        return Outcome(Status.UNDOCUMENTED, "le dossier n'en dit rien")
    values = [facts[name].value for name in requirement.facts]
    return CHECKS[requirement.check](*values, **requirement.params)


def _not_asked(requirement: Requirement, facts: dict[str, Fact], catalogue: Catalogue) -> Outcome | None:
    """Return why a rule asks nothing of this office, or why nobody knows; None for a rule that concerns it."""
    if any(name in facts and facts[name].value is not value for name, value in requirement.applies.items()):
        return Outcome(Status.NOT_APPLICABLE, "cette règle ne concerne pas l'office, d'après le dossier")
    unsaid = [f"« {catalogue[name].label} »" for name in requirement.applies if name not in facts]
    if unsaid:
        told = f"le dossier ne dit pas si cette règle concerne l'office : {joined(unsaid)}, oui ou non"
        return Outcome(Status.UNDOCUMENTED, told)
    return None
