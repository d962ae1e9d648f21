"""The audit as plain data: the machine's copy (keys in English, texts in French)."""

from dataclasses import asdict
from typing import Any

from otanalysis.attendance.series import missing_steps, per_month, total
from otanalysis.audit.categories import by_category, missing
from otanalysis.audit.changes import Change, changes_of
from otanalysis.audit.coherence import coherence_rows
from otanalysis.audit.daily import bureau_rows, visitor_rows
from otanalysis.audit.findings import Audit, Finding, Paper, RequirementFinding, parameter_of
from otanalysis.audit.held import deadline_rows
from otanalysis.audit.inconsistencies import inconsistencies
from otanalysis.audit.opening import hours_by_month, opening_rows
from otanalysis.audit.outcome import Status
from otanalysis.audit.plan import plan_of
from otanalysis.coherence.least_change import added_minutes
from otanalysis.coherence.staffing import fte, needed_fte, needs_of, total_fte
from otanalysis.dossier.classification import Application, Classification
from otanalysis.dossier.dossier import Dossier, Place
from otanalysis.dossier.past import SCHEMA
from otanalysis.dossier.records import Mark


def document_of(audit: Audit) -> dict[str, Any]:
    """Return the whole audit as JSON-ready data; the same audit always gives the same data.

    ``schema`` grows when a key is removed or changes its meaning, not when one is added. What it was made from
    (``made_from``) is beside what was found: ``findings`` (criteria, and their ``requirements`` with what is measured,
    asked, proved and to do), ``families`` and ``sources`` that they name by id, ``papers`` to attach, ``changes``.
    """
    return {
        **comparable(audit),
        "context": list(audit.dossier.context),
        "figures": [figure.model_dump() for figure in audit.dossier.figures],
        "territory": _territory(audit.dossier),
        "edition_title": audit.edition.title,
        "reserves": list(audit.reserves),
        "counts": _counts(audit),
        "families": [{"id": family.id, "title": family.title} for family in audit.edition.families],
        "sources": _sources(audit),
        "changes": [_change(change) for change in changes_of(audit)],
        "categories": [_category(each) for each in by_category(audit)],
        "plan": _plan(audit),
        "inconsistencies": [asdict(each) for each in inconsistencies(audit)],
        "papers": [_paper(paper) for paper in audit.papers],
        "opening": opening_rows(audit),
        "hours_by_month": hours_by_month(audit),
        "coherence": coherence_rows(audit),
        "staffing": _staffing(audit),
        "attendance": _attendance(audit.dossier),
        "bureaux": bureau_rows(audit.dossier),
        "classification": _told(audit.dossier.classification),
        "application": _told(audit.dossier.application),
        "marks": _marks(audit.dossier),
        "deadlines": deadline_rows(audit),
    }


def comparable(audit: Audit) -> dict[str, Any]:
    """Return the part of the document that a comparison with another audit reads, which is quick to make."""
    return {
        "schema": SCHEMA,
        "name": audit.name,
        "office": audit.dossier.office.model_dump(),
        "verdict": audit.verdict,
        "findings": [_finding(finding) for finding in audit.findings],
        "previous": audit.dossier.previous_path,
        **made_from(audit),
    }


def made_from(audit: Audit) -> dict[str, Any]:
    """Return the part of the document that says what the audit was made from."""
    return {
        "category": audit.category,
        "edition": audit.edition.id,
        "audit_date": audit.audit_date.isoformat(),
        "reference_year": audit.dossier.year,
        "inputs": [{"path": i.path, "sha256": i.sha256} for i in audit.dossier.inputs],
        "rules": audit.rules,
        "versions": audit.versions,
    }


def _counts(audit: Audit) -> dict[str, int]:
    return {s.value: sum(f.status is s for f in audit.findings) for s in Status}


def _category(audit: Audit) -> dict[str, Any]:
    return {
        "category": audit.category,
        "verdict": audit.verdict,
        "counts": _counts(audit),
        "missing": [{"requirement": r.requirement.id, "bureau": r.bureau, "margin": r.margin} for r in missing(audit)],
    }


def _plan(audit: Audit) -> dict[str, Any] | None:
    found = plan_of(audit)
    if found is None:
        return None
    asked = {"kind": found.plan.kind, "category": found.rule.category, "standing": found.rule.standing.value}
    lodging = found.lodging and {**asdict(found.lodging), "enough": found.lodging.enough}
    return {**asked, "verdict": found.audit.verdict, "lodging": lodging, "illustrative": found.plan.illustrative}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion.id,
        "label": finding.criterion.label,
        "text": finding.criterion.text,
        "family": finding.criterion.family,
        "status": finding.status.value,
        "standing": finding.standing.value,
        "requirements": [_requirement(r) for r in finding.requirements],
    }


def _requirement(found: RequirementFinding) -> dict[str, Any]:
    requirement, outcome = found.requirement, found.outcome
    to_do = outcome.status in (Status.BLOCKING, Status.UNDOCUMENTED)
    return {
        "id": requirement.id,
        "label": requirement.label,
        "check": requirement.check,
        "bureau": found.bureau,
        "status": outcome.status.value,
        "reason": outcome.reason,
        "measured": outcome.measured,
        "threshold": outcome.threshold,
        "margin": found.margin,
        "unit": outcome.unit,
        "standing": requirement.standing.value,
        "source": list(requirement.sources),
        "declared_by": found.source,
        "declared_at": [_place(place) for place in found.places],
        "illustrative": found.illustrative,
        "evidence": [_paper(paper) for paper in found.papers],
        "action": requirement.action if to_do else "",
        "reserve": outcome.reserve,
    }


def _place(place: Place) -> dict[str, Any]:
    """Return where something is said; only a workbook has cells."""
    return {"file": place.file, "line": place.line, **({"cell": place.cell} if place.cell else {})}


def _sources(audit: Audit) -> dict[str, str]:
    named = {key for f in audit.findings for r in f.requirements for key in r.requirement.sources}
    return {key: source.title for key, source in audit.edition.sources.items() if key in named}


def _change(change: Change) -> dict[str, Any]:
    found, plan = change.finding, change.plan
    # Without a daily minimum, a minute makes a day: its hours would mean nothing.
    timed = plan if plan and found.requirement.params["min_hours_a_day"] else None
    return {
        "requirement": found.requirement.id,
        "bureau": found.bureau,
        "status": found.outcome.status.value,
        "margin": found.margin,
        "unit": found.outcome.unit,
        "text": change.text,
        "added_hours": round(added_minutes(timed) / 60, 2) if timed else None,
        "illustrative": change.illustrative,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    evidence = paper.evidence.model_dump(mode="json") if paper.evidence else None
    return {
        "fact": paper.fact,
        "label": paper.label,
        "bureau": paper.bureau,
        "state": paper.state,
        "evidence": evidence,
        "expected": paper.expected,
    }


def _staffing(audit: Audit) -> dict[str, Any] | None:
    staff, hours = audit.dossier.staff, parameter_of(audit, "hours_a_year")
    if staff is None:
        return None
    needs = [
        {
            "bureau": need.name,
            "main": need.main,
            "hours": None if need.hours is None else round(need.hours, 2),
            "people_present": need.people,
            "fte_needed": needed_fte(need, hours) if hours else None,
        }
        for need in needs_of(audit.dossier)
    ]
    return {
        "fte": total_fte(staff.contracts),
        "hours_a_year": hours,
        "needs": needs,
        "contracts": [{**contract.model_dump(), "fte": round(fte(contract), 3)} for contract in staff.contracts],
        "illustrative": staff.illustrative,
    }


def _told(record: Classification | Application | None) -> dict[str, Any] | None:
    return record.model_dump(mode="json") if record else None


def _territory(dossier: Dossier) -> dict[str, Any] | None:
    counted = dossier.territory
    return {"id": dossier.territory_id, **counted.model_dump(mode="json")} if counted else None


def _marks(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the marks of the dossier, and those that a fact declares; each once."""
    held = [{**mark.model_dump(mode="json"), "fact": ""} for mark in dossier.marks]
    declared = [
        {
            "name": fact.value.name,
            "since": fact.value.start.isoformat(),
            "until": fact.value.end.isoformat(),
            "evidence": fact.evidence.model_dump(mode="json") if fact.evidence else None,
            "illustrative": fact.illustrative,
            "fact": name,
        }
        for name, fact in sorted(dossier.facts.items())
        if isinstance(fact.value, Mark)
    ]
    known = {(mark["name"], mark["since"]) for mark in declared}
    return declared + [mark for mark in held if (mark["name"], mark["since"]) not in known]


def _attendance(dossier: Dossier) -> dict[str, Any] | None:
    attendance = dossier.attendance
    if attendance is None:
        return None
    counted = {str(month): float(value) for month, value in per_month(attendance).dropna().items()}
    return {
        "label": attendance.label,
        "step": attendance.step.name.lower(),
        "total": total(attendance),
        "missing": missing_steps(attendance),
        "months": {str(month): counted.get(str(month)) for month in range(1, 13)},
        "proxy": attendance.proxy,
        "days": visitor_rows(attendance),
        "illustrative": attendance.illustrative,
    }
