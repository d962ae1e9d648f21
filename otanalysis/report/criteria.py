"""Criteria as the page shows them: status, reason, margin, actions, and why."""

from collections.abc import Iterator, Sequence

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, Paper, RequirementFinding, with_status
from otanalysis.audit.outcome import Status
from otanalysis.dossier.dossier import Place
from otanalysis.french import day, joined, quantity
from otanalysis.law.records import STANDING_IN_FRENCH
from otanalysis.report import sentences
from otanalysis.report.html import Html, render

MOST_ACTIONS = 3
AND = "\u00a0; "


def by_family(audit: Audit, statuses: Sequence[Status], empty: str) -> Html:
    """Return the criteria of some statuses, family by family, or a sentence when there is none."""
    groups = []
    for family in audit.edition.families:
        here = [f for f in audit.findings if f.status in statuses and f.criterion.family == family.id]
        groups += [{"title": family.title, "criteria": [_criterion(audit, f) for f in here]}] if here else []
    return render("criteria", groups=groups, empty=empty)


def one(audit: Audit, finding: Finding) -> Html:
    """Return one criterion under the title of its family, with what it rests on unfolded."""
    title = next(family.title for family in audit.edition.families if family.id == finding.criterion.family)
    group = {"title": title, "criteria": [_criterion(audit, finding)]}
    return render("criteria", groups=[group], empty="", unfolded=True)


def _criterion(audit: Audit, finding: Finding) -> dict[str, object]:
    return {
        "number": number_of(finding),
        "label": finding.criterion.label,
        "anchor": anchor_of(finding),
        "text": finding.criterion.text,
        "status": finding.status.value,
        "word": sentences.word(finding.status),
        "requirements": [_requirement(audit, r) for r in finding.requirements],
    }


def anchor_of(finding: Finding) -> str:
    """Return the name of a criterion's place in the page, where its square leads."""
    return f"critere-{number_of(finding)}"


def _requirement(audit: Audit, found: RequirementFinding) -> dict[str, object]:
    requirement, status = found.requirement, found.outcome.status
    return {
        "label": requirement.label,
        "bureau": found.bureau,
        "status": status.value,
        "word": sentences.word(status),
        "reason": found.outcome.reason,
        "margin": sentences.margin(found),
        "illustrative": found.illustrative,
        "action": requirement.action if status is Status.BLOCKING else "",
        "why": [(term, text) for term, text in why(audit, found) if text],
    }


def why(audit: Audit, found: RequirementFinding) -> Iterator[tuple[str, str]]:
    """Yield what a finding rests on, term by term; a text is empty when there is nothing to say."""
    requirement, outcome = found.requirement, found.outcome
    yield "Règle", STANDING_IN_FRENCH[requirement.standing]
    yield "Source", AND.join(audit.edition.sources[key].title for key in requirement.sources)
    yield "Seuil", "" if outcome.threshold is None else quantity(outcome.threshold, outcome.unit)
    yield "Mesuré", "" if outcome.measured is None else quantity(outcome.measured, outcome.unit)
    yield "Marge", sentences.margin(found)
    yield "Constat", found.source.rstrip(".")
    yield "Pièce", AND.join(f"{paper_in_words(p) or p.expected} ({p.state})" for p in found.papers)
    yield "Donnée", AND.join(map(place_in_words, found.places)) or "aucune ligne du dossier"


def place_in_words(place: Place) -> str:
    """Return where the dossier says something: « params/mon-office/dossier.yaml, ligne 12 »."""
    where = place.cell or (f"ligne {place.line}" if place.line else "")
    return f"{place.file}, {where}" if where else place.file


def first_actions(audit: Audit) -> list[str]:
    """Return what to do first: one action a blocking criterion, what the dossier must say, the papers to attach."""
    blocking = with_status(audit.findings, Status.BLOCKING)
    open_ones = [number_of(f) for f in with_status(audit.findings, Status.UNDOCUMENTED)]
    left = len(blocking) - MOST_ACTIONS
    found = [_first_action(finding) for finding in blocking[:MOST_ACTIONS]]
    found += (
        [f"Et {left} autre{'s' if left > 1 else ''} critère{'s' if left > 1 else ''}, plus bas."] if left > 0 else []
    )
    if open_ones:
        found.append(f"Compléter le dossier : critère{'s' if len(open_ones) > 1 else ''} {joined(open_ones)}.")
    if audit.papers:
        found.append(f"Joindre {quantity(len(audit.papers), 'pièce')} au dossier.")
    return found


def _first_action(finding: Finding) -> str:
    blocking = [r for r in finding.requirements if r.outcome.status is Status.BLOCKING]
    missing = [text for r in blocking if (text := sentences.margin(r))]
    action = blocking[0].requirement.action.rstrip(".")
    return f"Critère {number_of(finding)} : {action}{f' (au total, {missing[-1]})' if missing else ''}."


def actions_with_margin(finding: Finding) -> list[str]:
    """Return what to do about a criterion, and how much is missing in all."""
    missing = [sentences.margin(r) for r in finding.requirements if r.outcome.status is Status.BLOCKING]
    told = [m for m in missing if m]
    return [*sentences.actions(finding), *([f"Au total, {told[-1]}."] if told else [])]


def paper_in_words(paper: Paper) -> str:
    """Return a paper with its page and dates, or an empty string when the dossier names none."""
    evidence = paper.evidence
    if evidence is None:
        return ""
    dated = f"du {day(evidence.date)}" if evidence.date else ""
    until = f"valable jusqu'au {day(evidence.expires)}" if evidence.expires else ""
    return ", ".join(part for part in (evidence.paper, evidence.page, dated, until) if part)
