"""The verdict and its reserves. The program never says « classé »: the préfet classifies."""

from collections.abc import Sequence

from otanalysis.audit.findings import Finding, is_illustrative
from otanalysis.audit.outcome import CLASSABLE, CLASSABLE_WITH_RESERVE, NOT_AS_IT_STANDS, TO_DOCUMENT, Status
from otanalysis.french import joined
from otanalysis.law.records import Standing, number_in


def verdict_of(findings: Sequence[Finding]) -> str:
    """Return the verdict: one blocking criterion settles it, then one undocumented, then the reserves."""
    statuses = [finding.status for finding in findings]
    if Status.BLOCKING in statuses:
        return NOT_AS_IT_STANDS
    if Status.UNDOCUMENTED in statuses:
        return TO_DOCUMENT
    return CLASSABLE_WITH_RESERVE if reserves_of(findings) else CLASSABLE


def reserves_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what the verdict depends on and nobody read word for word, or that ends before the classification."""
    asked = [finding for finding in findings if finding.status is not Status.NOT_APPLICABLE]
    unread = [finding for finding in asked if finding.standing is not Standing.VERBATIM]
    reserves = []
    if unread:
        rest = "critère sur {} repose" if len(unread) == 1 else "critères sur {} reposent"
        reserves.append(
            f"{len(unread)} {rest.format(len(asked))} sur une règle qui n'a pas été lue mot à mot : "
            "à vérifier dans le texte officiel avant tout dépôt"
        )
    invented = [number_of(finding) for finding in asked if is_illustrative(finding.requirements)]
    if invented:
        reserves.append(f"{_criteria(invented)} : des données illustratives tiennent lieu de constats")
    return tuple(reserves + list(dict.fromkeys(_own_reserves(asked))))


def _criteria(numbers: list[str]) -> str:
    return f"critère{'s' if len(numbers) > 1 else ''} {joined(numbers)}"


def _own_reserves(findings: Sequence[Finding]) -> list[str]:
    return [
        f"critère {number_of(f)} : {r.outcome.reserve}" for f in findings for r in f.requirements if r.outcome.reserve
    ]


def number_of(finding: Finding) -> str:
    """Return the number of a finding's criterion as people say it."""
    return number_in(finding.criterion.id)
