"""Two audits side by side, in French: what changed, and what may explain it."""

from pathlib import PurePath

from otanalysis.audit.comparison import (
    Cause,
    Comparison,
    CriterionChange,
    Kind,
    RequirementChange,
    compare,
    since_previous,
)
from otanalysis.audit.document import comparable
from otanalysis.audit.findings import Audit
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status
from otanalysis.dossier.past import PastAudit, PastRequirement
from otanalysis.french import day, joined, number, quantity
from otanalysis.law.records import number_in
from otanalysis.report.html import Html, Table, render

NOW = {"met": ("rempli", "remplis"), "blocking": ("bloquant", "bloquants")}
CAUSES = {
    Kind.OFFICE: "l'office ({before} → {after})",
    Kind.CATEGORY: "la catégorie ({before} → {after})",
    Kind.EDITION: "l'édition de l'arrêté ({before} → {after})",
    Kind.RULES: "les règles de l'édition {name}, corrigées",
    Kind.AUDIT_DATE: "la date de l'audit",
    Kind.REFERENCE_YEAR: "l'année de référence ({before} → {after})",
    Kind.VERSION: "la version de {name} ({before} → {after})",
}


def since(audit: Audit) -> Html:
    """Return what changed since the audit that the dossier gives as the previous one."""
    found = since_previous(audit)
    if found is None:
        empty = "Le dossier ne nomme pas d'audit précédent : rien à comparer."
        return render("paragraphs", paragraphs=[], empty=empty)
    return shown(found, f"Depuis le dernier audit du {day(found.before.audit_date)}", "Maintenant")


def shown(found: Comparison, caption: str, now: str) -> Html:
    """Return a comparison as a table under a caption; ``now`` is the title of the column of the second audit."""
    table = _table(found, caption, now)
    return _shown([_verdicts(found), *([explained(found)] if table.rows else [])], table)


def beside(before: Audit, after: Audit) -> Html:
    """Return what an audit changes from another of the same office, criterion by criterion."""
    found = compare(*(PastAudit.model_validate(comparable(audit)) for audit in (before, after)))
    return _shown([_verdicts(found)], _table(found, "Ce qui change pour les critères", "Maintenant"))


def _shown(told: list[str], table: Table) -> Html:
    empty = "Aucun critère n'a changé."
    return render("tables", paragraphs=told, tables=[table] if table.rows else [], empty=empty)


def _table(found: Comparison, caption: str, now: str) -> Table:
    rows = tuple(
        (_title(c), *_statuses(c), " ; ".join(_requirement(pair) for pair in c.requirements)) for c in found.criteria
    )
    changed = [r for c in found.criteria for r in c.requirements]
    illustrative = any(r.illustrative for pair in changed for r in (pair.before, pair.after) if r)
    return Table(caption, ("Critère", "Avant", now, "Ce qui a changé"), rows, illustrative)


def since_sentence(audit: Audit) -> str:
    """Return what changed since the previous audit in one sentence, empty when the dossier names none."""
    found = since_previous(audit)
    return f"Depuis le dernier audit ({day(found.before.audit_date)}) : {_changes(found)}." if found else ""


def told(found: Comparison) -> list[str]:
    """Return a comparison as lines for the terminal."""
    lines = [f"De   {which(found.before)}", f"à    {which(found.after)}", ""]
    for change in found.criteria:
        lines.append(f"{_title(change)}\n    {_statuses(change)[0]} → {_statuses(change)[1]}")
        lines += [f"    {_requirement(pair)}" for pair in change.requirements]
    lines += [] if found.criteria else ["Aucun critère n'a changé."]
    return [*lines, "", explained(found)]


def history_lines(audits: list[PastAudit]) -> list[str]:
    """Return the audits of an office, oldest first, each with what changed since the one before, for the terminal."""
    lines = []
    for n, audit in enumerate(audits):
        lines.append(which(audit))
        if n:
            found = compare(audits[n - 1], audit)
            lines += [f"    {_changes(found)}", f"    {explained(found)}"]
    return lines


def which(audit: PastAudit) -> str:
    """Return which audit it is: office, day, category, year and verdict."""
    place = f"{audit.office.name}, {day(audit.audit_date)}, catégorie {audit.category}, année {audit.reference_year}"
    return f"{place} : {audit.verdict}"


def explained(found: Comparison) -> str:
    """Return what is not the same in two audits: the cause when there is one, what may explain otherwise."""
    causes = _named(found.causes)
    if not causes:
        return "Rien ne diffère : ni fichier lu, ni paramètre, ni règle, ni version."
    return f"{'La cause' if len(causes) == 1 else 'Ce qui diffère entre les deux audits'} : {joined(causes)}."


def _named(causes: tuple[Cause, ...]) -> list[str]:
    return [_file(cause) if cause.kind is Kind.INPUT else CAUSES[cause.kind].format(**vars(cause)) for cause in causes]


def _file(cause: Cause) -> str:
    how = "modifié" if cause.before and cause.after else "ajouté" if cause.after else "retiré"
    return f"{PurePath(cause.name).name} ({how})"


def _verdicts(found: Comparison) -> str:
    old, new = found.before.verdict, found.after.verdict
    return f"Le verdict reste « {new} »." if old == new else f"Le verdict était « {old} », il est « {new} »."


def _changes(found: Comparison) -> str:
    """Return which criteria took another status, by status: « critères 15 et 19 désormais remplis »."""
    by_status: dict[str, list[str]] = {}
    for change in found.criteria:
        new = change.after.status if change.after else ""
        if new != (change.before.status if change.before else ""):
            by_status.setdefault(new, []).append(number_in(change.criterion))
    parts = [_became(by_status[s], s) for s in (*Status, "") if s in by_status]
    return " ; ".join(parts) or "aucun critère n'a changé de statut"


def _became(numbers: list[str], status: str) -> str:
    plural = len(numbers) > 1
    word = NOW[status][plural] if status in NOW else _status(status)
    return f"critère{'s' if plural else ''} {joined(numbers)} désormais {word}"


def _title(change: CriterionChange) -> str:
    return f"{number_in(change.criterion)}. {_label(change)}"


def _label(change: CriterionChange | RequirementChange) -> str:
    return next((one.label for one in (change.after, change.before) if one), "")


def _statuses(change: CriterionChange) -> tuple[str, str]:
    old, new = (finding.status if finding else "" for finding in (change.before, change.after))
    return _status(old), _status(new)


def _status(status: str) -> str:
    return STATUS_IN_FRENCH[Status(status)] if status else "absent"


def _requirement(pair: RequirementChange) -> str:
    """Return a requirement's change: its figures when it has some, its status otherwise."""
    bureaux = dict.fromkeys(found.bureau for found in (pair.before, pair.after) if found and found.bureau)
    name = _label(pair) + (f" ({', '.join(bureaux)})" if bureaux else "")
    return f"{name} : {_seen(pair.before)} → {_seen(pair.after)}"


def _seen(found: PastRequirement | None) -> str:
    if found is None or found.measured is None:
        return _status(found.status if found else "")
    asked = "" if found.threshold is None else f" (seuil {number(found.threshold)}, marge {number(found.margin or 0)})"
    return quantity(found.measured, found.unit) + asked
