"""Until when what an office holds is good: its marks, its agreements, the papers that prove its facts."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from otanalysis.audit.deadlines import Basis, Deadline, Kind, classification_deadlines, dated, titles
from otanalysis.audit.findings import Audit
from otanalysis.dossier.dossier import Dossier
from otanalysis.dossier.records import Agreement, Evidence, Fact, HeldMark, Mark, Period
from otanalysis.french import day
from otanalysis.law.code import MarkRule, load_code
from otanalysis.law.delays import plus_months
from otanalysis.law.loader import load_catalogue


def deadlines_of(audit: Audit) -> tuple[Deadline, ...]:
    """Return every day that counts in the life of a classification, the earliest first, those without a day last."""

    def told() -> Iterator[Deadline]:
        dossier = audit.dossier
        yield from classification_deadlines(dossier.classification, dossier.application, audit.audit_date)
        yield from _marks(dossier, audit.audit_date)
        yield from _agreements(dossier)
        yield from _papers(audit)

    return dated(told(), audit.audit_date)


def deadline_rows(audit: Audit) -> list[dict[str, Any]]:
    """Return the deadlines of an audit as JSON-ready data, in the same order."""
    return [_row(deadline) for deadline in deadlines_of(audit)]


def _row(deadline: Deadline) -> dict[str, Any]:
    basis = deadline.basis
    return {
        "kind": deadline.kind.value,
        "subject": deadline.subject,
        "event": deadline.event,
        "start": deadline.start and deadline.start.isoformat(),
        "day": deadline.day and deadline.day.isoformat(),
        "state": deadline.state.value,
        "action": deadline.action,
        "rule": basis.text,
        "standing": basis.standing and basis.standing.value,
        "sources": list(basis.sources),
        "note": deadline.note,
        "illustrative": deadline.illustrative,
    }


def _marks(dossier: Dossier, today: date) -> Iterator[Deadline]:
    """Yield the end of each mark, declared by a fact or listed beside; one told twice is told once."""
    facts = {name: fact for name, fact in dossier.facts.items() if isinstance(fact.value, Mark)}
    declared = {(called(f.value.name), f.value.start) for f in facts.values()}
    for name, fact in facts.items():
        label = fact.value.name if rule_of(fact.value.name) else load_catalogue()[name].label
        held = HeldMark(name=label, since=fact.value.start, until=fact.value.end)
        yield _mark(held, fact.illustrative, today)
        if fact.value.conditional:
            yield from _condition(fact.value, fact.illustrative, dossier)
    for held in dossier.marks:
        if (called(held.name), held.since) not in declared:
            yield _mark(held, held.illustrative, today)


def _mark(held: HeldMark, illustrative: bool, today: date) -> Deadline:
    rule = rule_of(held.name)
    last = rule.last_day if rule else None
    ends = [end for end in (held.until, last) if end]
    until = min(ends) if ends else None
    basis = _basis(rule) if rule and last and until == last else Basis()
    event = "fin de la marque" if until else "date de fin de la marque non donnée"
    action = "" if until is None or until < today else rule.action if rule else f"Faire renouveler « {held.name} »"
    found = Deadline(Kind.MARK, called(held.name), event, held.since, until, action, basis)
    return replace(found, note=_impossible(held, rule), illustrative=illustrative)


def _impossible(held: HeldMark, rule: MarkRule | None) -> str:
    """Return why what a dossier says of a mark cannot be, empty when it can."""
    if rule is None or rule.last_day is None or max(held.since, held.until or held.since) <= rule.last_day:
        return ""
    said = f"jusqu'au {day(held.until)}" if held.until else f"depuis le {day(held.since)}"
    return f"{rule.label} : le dossier dit « {said} », ce qui n'est pas possible. {rule.text}"


def _condition(mark: Mark, illustrative: bool, dossier: Dossier) -> Iterator[Deadline]:
    """Yield by when an office must be classified for its label not to lapse, unless it was classified in time."""
    rule, held = rule_of(mark.name), dossier.classification
    if rule is None or rule.classified_within_months is None:
        return
    last = plus_months(mark.start, rule.classified_within_months)
    if held is None or not mark.start <= held.since <= last:
        event = "dernier jour pour être classé, sans quoi le label tombe"
        found = Deadline(Kind.CONDITION, rule.label, event, mark.start, last, "Obtenir le classement", _basis(rule))
        yield replace(found, illustrative=illustrative)


def _basis(rule: MarkRule) -> Basis:
    return Basis(rule.text, rule.standing, titles(rule.sources, load_code()))


def rule_of(name: str) -> MarkRule | None:
    """Return what bounds a mark, from a fact's word or its name as people write it; None when nothing does."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = [word for word in re.findall("[a-z0-9]+", plain) if word != "d"]
    return load_code().marks.get("_".join(words))


def called(name: str) -> str:
    """Return the name of a mark as the law writes it, or as the dossier does when no law bounds it."""
    rule = rule_of(name)
    return rule.label if rule else name


def _agreements(dossier: Dossier) -> Iterator[Deadline]:
    for name, fact in dossier.facts.items():
        if isinstance(fact.value, Agreement):
            label, value = load_catalogue()[name].label, fact.value
            found = Deadline(Kind.AGREEMENT, label, "fin de la convention", value.start, value.end)
            yield replace(found, action="Signer la convention qui suit", illustrative=fact.illustrative)


def _papers(audit: Audit) -> Iterator[Deadline]:
    """Yield when each paper of the category's criteria expires, but for one that expires with what it proves."""
    dossier = audit.dossier
    for found in (r for f in audit.findings for r in f.requirements):
        for paper in found.papers:
            fact = dossier.facts.get(paper.fact)
            if paper.evidence and paper.evidence.expires != _end(fact):
                yield from _paper(paper.evidence, found.illustrative)
    for mark in dossier.marks:
        if mark.evidence and mark.evidence.expires != mark.until:
            yield from _paper(mark.evidence, mark.illustrative)


def _end(fact: Fact | None) -> date | None:
    return fact.value.end if fact and isinstance(fact.value, Period) else None


def _paper(evidence: Evidence, illustrative: bool) -> Iterator[Deadline]:
    if evidence.expires:
        name, action = evidence.paper, f"Remplacer la pièce « {evidence.paper} »"
        found = Deadline(Kind.PAPER, name, "fin de validité de la pièce", evidence.date, evidence.expires, action)
        yield replace(found, illustrative=illustrative)
