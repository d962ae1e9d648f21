"""Two audits side by side: what changed, criterion by criterion, and what may explain it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from otanalysis.audit.document import comparable
from otanalysis.audit.findings import Audit
from otanalysis.dossier.past import PastAudit, PastFinding, PastRequirement

K = TypeVar("K", str, tuple[str, str])
V = TypeVar("V")
Key = Callable[[PastFinding | None], dict[tuple[str, str], PastRequirement]]


class Kind(StrEnum):
    """What may make two audits differ."""

    OFFICE = "office"
    CATEGORY = "category"
    EDITION = "edition"
    RULES = "rules"
    AUDIT_DATE = "audit_date"
    REFERENCE_YEAR = "reference_year"
    INPUT = "input"
    VERSION = "version"


@dataclass(frozen=True)
class Cause:
    """Something that is not the same in two audits; ``name`` is the file or the library, empty for what is one.

    ``before`` and ``after`` are fingerprints for files and rules, empty when one audit has no such thing.
    """

    kind: Kind
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RequirementChange:
    """A requirement whose status, measure, threshold or margin changed; None where an audit does not have it."""

    requirement: str
    before: PastRequirement | None
    after: PastRequirement | None


@dataclass(frozen=True)
class CriterionChange:
    """A criterion that changed, with its requirements that did; None where an edition does not have it."""

    criterion: str
    before: PastFinding | None
    after: PastFinding | None
    requirements: tuple[RequirementChange, ...]


@dataclass(frozen=True)
class Comparison:
    """Two audits, the criteria that changed in the order of their numbers, and what else is not the same."""

    before: PastAudit
    after: PastAudit
    criteria: tuple[CriterionChange, ...]
    causes: tuple[Cause, ...]


def compare(before: PastAudit, after: PastAudit) -> Comparison:
    """Return what changed from an audit to another; nothing between an audit and itself."""
    pairs = _pairs({f.criterion: f for f in before.findings}, {f.criterion: f for f in after.findings})
    key = _by_bureau if before.name == after.name else _by_rank
    found = (_criterion(key, *pair) for pair in pairs)
    return Comparison(before, after, tuple(change for change in found if change), tuple(_causes(before, after)))


def mirrored(comparison: Comparison) -> Comparison:
    """Return the same comparison read from the other audit."""
    c = comparison
    criteria = tuple(
        CriterionChange(x.criterion, x.after, x.before, tuple(_mirrored(r) for r in x.requirements)) for x in c.criteria
    )
    causes = tuple(Cause(x.kind, x.name, x.after, x.before) for x in c.causes)
    return Comparison(c.after, c.before, criteria, causes)


def _mirrored(change: RequirementChange) -> RequirementChange:
    return RequirementChange(change.requirement, change.after, change.before)


@lru_cache(maxsize=4)
def since_previous(audit: Audit) -> Comparison | None:
    """Return what changed since the audit that the dossier gives as the previous one, None when it gives none."""
    previous = audit.dossier.previous
    return compare(previous, PastAudit.model_validate(comparable(audit))) if previous else None


def _criterion(key: Key, name: str, before: PastFinding | None, after: PastFinding | None) -> CriterionChange | None:
    pairs = _pairs(key(before), key(after))
    changed = tuple(RequirementChange(one, old, new) for (one, _), old, new in pairs if _told(old) != _told(new))
    same = before and after and before.status == after.status
    return None if same and not changed else CriterionChange(name, before, after, changed)


def _by_bureau(finding: PastFinding | None) -> dict[tuple[str, str], PastRequirement]:
    return {(r.id, r.bureau): r for r in finding.requirements} if finding else {}


def _by_rank(finding: PastFinding | None) -> dict[tuple[str, str], PastRequirement]:
    """Return requirements by id and rank: the bureaux of two offices have no name in common."""
    ids = [r.id for r in finding.requirements] if finding else []
    return {(r.id, str(ids[:n].count(r.id))): r for n, r in enumerate(finding.requirements)} if finding else {}


def _told(found: PastRequirement | None) -> tuple[object, ...]:
    return (found.status, found.measured, found.threshold, found.margin, found.unit) if found else ()


def _causes(before: PastAudit, after: PastAudit) -> Iterator[Cause]:
    """Yield what is not the same in two audits; the files of two offices are not compared."""
    one_office = before.name == after.name
    if not one_office:
        yield Cause(Kind.OFFICE, "", before.office.name, after.office.name)
    for kind in (Kind.CATEGORY, Kind.EDITION, Kind.AUDIT_DATE, Kind.REFERENCE_YEAR):
        old, new = str(getattr(before, kind)), str(getattr(after, kind))
        if old != new:
            yield Cause(kind, "", old, new)
    if before.edition == after.edition and before.rules != after.rules:
        yield Cause(Kind.RULES, before.edition, before.rules, after.rules)
    if one_office:
        yield from _each(Kind.INPUT, _inputs(before), _inputs(after))
    yield from _each(Kind.VERSION, before.versions, after.versions)


def _inputs(audit: PastAudit) -> dict[str, str]:
    return {i.path: i.sha256 for i in audit.inputs if i.path != audit.previous}


def _each(kind: Kind, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Cause]:
    for name, old, new in _pairs(before, after):
        if old != new:
            yield Cause(kind, name, old or "", new or "")


def _pairs(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """Yield each key of two mappings, in order, with what each holds under it."""
    for key in sorted(before.keys() | after.keys()):
        yield key, before.get(key), after.get(key)
