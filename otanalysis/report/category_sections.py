"""One category beside the other, and what a dossier does not say the same way twice."""

from otanalysis.audit.categories import by_category, missing
from otanalysis.audit.changes import changes_of
from otanalysis.audit.findings import Audit, RequirementFinding, is_illustrative, with_status
from otanalysis.audit.inconsistencies import Inconsistency
from otanalysis.audit.inconsistencies import inconsistencies as inconsistencies_of
from otanalysis.audit.outcome import Status
from otanalysis.audit.plan import LodgingCheck, PlanFinding, plan_of
from otanalysis.french import capital, number, quantity
from otanalysis.law.code import load_code
from otanalysis.law.records import STANDING_IN_FRENCH, number_in
from otanalysis.report import sentences
from otanalysis.report.html import Html, Table, render

COUNTED = (Status.MET, Status.BLOCKING, Status.UNDOCUMENTED)


def categories(audit: Audit) -> Html:
    """Return the verdict for each category of the edition, and what each still asks."""
    audits = by_category(audit)
    table = Table(
        "Les catégories côte à côte",
        ("Catégorie", "Verdict", "Critères remplis", "Bloquants", "À documenter"),
        tuple(_summary(each, audit.category) for each in audits),
        any(is_illustrative([r for f in each.findings for r in f.requirements]) for each in audits),
    )
    lists = [_missing(each) for each in audits if missing(each)]
    passed = [each.category for each in audits if not missing(each)]
    told = [f"Catégorie {category} : aucune exigence ne bloque ni ne reste à documenter." for category in passed]
    return render("tables", paragraphs=[*_plan(audit), *told], tables=[table, *lists], empty="")


def _plan(audit: Audit) -> list[str]:
    """Return what the plan of the commune asks, whether the office meets it, and what its lodgings are worth."""
    found = plan_of(audit)
    if found is None:
        return []
    rule, illustrative = found.rule, " (données illustratives)" if found.plan.illustrative else ""
    articles, titles = rule.article and f"article {rule.article}", [load_code().sources[s].title for s in rule.sources]
    source = " ; ".join(text for text in (articles, *titles) if text)
    told = [
        f"Projet de la collectivité : {rule.label}{illustrative}. {rule.rule} {rule.consequence} "
        f"Source : {source}. Règle {STANDING_IN_FRENCH[rule.standing]}.",
        f"Pour ce projet, l'office est {found.audit.verdict} en catégorie {rule.category}.",
    ]
    return told + ([_lodging(found, found.lodging)] if found.lodging else [])


def _lodging(found: PlanFinding, lodging: LodgingCheck) -> str:
    enough = "la condition est remplie" if lodging.enough else "la condition n'est pas remplie"
    rule = load_code().lodging
    people, inhabitants = quantity(lodging.people, "personne"), quantity(found.plan.population or 0, "habitant")
    return (
        f"Hébergements : {people} pour {inhabitants}, "
        f"soit {number(lodging.percent, 2)} % ; il en faut {number(lodging.asked)} % (article {rule.article}, règle "
        f"{STANDING_IN_FRENCH[rule.standing]}) : {enough}. L'office n'est pas jugé là-dessus."
    )


def _summary(audit: Audit, aimed: str) -> tuple[str | int, ...]:
    name = f"{audit.category}{' (visée)' if audit.category == aimed else ''}"
    return (name, capital(audit.verdict), *(len(with_status(audit.findings, status)) for status in COUNTED))


def _missing(audit: Audit) -> Table:
    """Return what is missing for a category, with the distance to each threshold."""
    told = {(c.finding.requirement.id, c.finding.bureau): c.text for c in changes_of(audit)}
    found = missing(audit)
    rows = tuple((*_named(r), _distance(r), told.get((r.requirement.id, r.bureau)) or _to_do(r)) for r in found)
    columns = ("Critère", "Exigence", "Mesuré", "Ce qui suffirait")
    return Table(f"Ce qui manque pour la catégorie {audit.category}", columns, rows, is_illustrative(found))


def _named(found: RequirementFinding) -> tuple[str, str]:
    where = f" ({found.bureau})" if found.bureau else ""
    number_ = number_in(found.requirement.id.split(".")[0])
    return f"{sentences.word(found.outcome.status)[0]} {number_}", f"{found.requirement.label}{where}"


def _distance(found: RequirementFinding) -> str | None:
    measured, threshold = found.outcome.measured, found.outcome.threshold
    if measured is None or threshold is None:
        return None
    return f"{quantity(measured, found.outcome.unit)} pour {number(threshold)}"


def _to_do(found: RequirementFinding) -> str:
    return "À documenter." if found.outcome.status is Status.UNDOCUMENTED else found.requirement.action


def inconsistencies(audit: Audit) -> Html:
    """Return what the dossier says twice and not the same way, with what to do about it."""
    found = inconsistencies_of(audit)
    table = Table(
        "Les incohérences à lever",
        ("Ce qui ne va pas ensemble", "Que faire"),
        tuple(_told(each) for each in found),
        any(each.illustrative for each in found),
    )
    empty = "Aucune : horaires, effectif, langues, dates et pièces vont ensemble."
    return render("tables", paragraphs=[], tables=[table] if found else [], empty=empty)


def _told(found: Inconsistency) -> tuple[str, str]:
    return f"{found.text}.", f"{found.action}."
