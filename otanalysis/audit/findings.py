"""What an audit finds, criterion by criterion, and what each finding rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from otanalysis.audit.outcome import Outcome, Status
from otanalysis.dossier.dossier import Dossier, Place
from otanalysis.dossier.records import Evidence
from otanalysis.law.records import Criterion, Edition, Requirement, Standing


@dataclass(frozen=True)
class Paper:
    """A paper that a fact calls for: the one that the dossier names, or what usually proves the fact.

    ``state`` is « jointe », « non jointe » or « périmée » on the day of the audit.
    """

    fact: str
    label: str
    bureau: str
    evidence: Evidence | None
    expected: str
    state: str


@dataclass(frozen=True)
class RequirementFinding:
    """One requirement verified for the office or for one bureau (``bureau`` is then its name).

    ``places`` are where the dossier says what was verified.
    """

    requirement: Requirement
    bureau: str
    outcome: Outcome
    papers: tuple[Paper, ...]
    source: str
    illustrative: bool
    places: tuple[Place, ...]

    @property
    def margin(self) -> float | None:
        """Return what was measured minus what is asked, in the outcome's unit; None when nothing is counted."""
        if self.outcome.measured is None or self.outcome.threshold is None:
            return None
        return round(self.outcome.measured - self.outcome.threshold, 3)


@dataclass(frozen=True)
class Finding:
    """One criterion: its status and the findings of its requirements."""

    criterion: Criterion
    status: Status
    requirements: tuple[RequirementFinding, ...]

    @property
    def standing(self) -> Standing:
        """Return the least sure standing of the criterion's requirements."""
        order = list(Standing)
        return max((r.standing for r in self.criterion.requirements), key=order.index)


@dataclass(frozen=True, eq=False)
class Audit:
    """An audit: verdict, reserves, findings of every criterion of the edition, papers, and what it was made from.

    ``versions`` are those of the packages used, ``rules`` the SHA-256 of the files of rules, by name.
    """

    name: str
    dossier: Dossier
    edition: Edition
    category: str
    audit_date: date
    verdict: str
    reserves: tuple[str, ...]
    findings: tuple[Finding, ...]
    papers: tuple[Paper, ...]
    versions: dict[str, str]
    rules: dict[str, str]


def with_status(findings: Iterable[Finding], status: Status) -> tuple[Finding, ...]:
    """Return the findings of one status, in the order of the edition."""
    return tuple(finding for finding in findings if finding.status is status)


def applicable(audit: Audit) -> tuple[Finding, ...]:
    """Return the findings of the category's criteria, those that block first, then those to document."""
    order = [Status.BLOCKING, Status.UNDOCUMENTED, Status.MET]
    return tuple(finding for status in order for finding in with_status(audit.findings, status))


def to_do(finding: Finding) -> tuple[RequirementFinding, ...]:
    """Return the requirements of a finding that call for an action."""
    wanted = (Status.BLOCKING, Status.UNDOCUMENTED)
    return tuple(r for r in finding.requirements if r.outcome.status in wanted)


def parameter_of(audit: Audit, name: str) -> float | None:
    """Return the number that the category's requirements give to a parameter, None when none of them has it."""
    return next((p[name] for p in params_asked(audit) if name in p), None)


def asks(audit: Audit, name: str) -> bool:
    """Tell whether the category's requirements have a parameter."""
    return any(name in params for params in params_asked(audit))


def params_asked(audit: Audit) -> list[dict[str, Any]]:
    """Return the parameters of each requirement of the category that concerns the office."""
    return [r.requirement.params for f in audit.findings for r in f.requirements if _concerns(r)]


def _concerns(found: RequirementFinding) -> bool:
    return not found.requirement.applies or found.outcome.status is not Status.NOT_APPLICABLE


def is_illustrative(findings: Sequence[RequirementFinding]) -> bool:
    """Tell whether one of the findings rests on illustrative data."""
    return any(finding.illustrative for finding in findings)
