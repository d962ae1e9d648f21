"""The criteria grid of an application file: each requirement, with the paper and the page that prove it."""

from collections.abc import Iterator

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, Paper, RequirementFinding
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status
from otanalysis.law.loader import load_catalogue
from otanalysis.report import sentences
from otanalysis.report.file_blocks import Block, Draft, Heading, Paragraph, Table
from otanalysis.report.file_words import criteria, invented, opening, sureness

COLUMNS = ("Critère", "Exigence", "Statut", "Pièce", "Page", "Date", "La règle est")
WIDTHS = (18, 24, 10, 21, 6, 9, 12)
Row = tuple[str, ...]


def grid(audit: Audit) -> Draft:
    """Return the grid of the category's criteria, family by family."""
    blocks: list[Block] = [opening(audit), Paragraph(f"{sentences.verdict(audit)}. {sentences.counts(audit)}")]
    for family in audit.edition.families:
        here = [f for f in audit.findings if f.criterion.family == family.id]
        asked = [f for f in here if f.status is not Status.NOT_APPLICABLE]
        if asked:
            caption = criteria(map(number_of, asked)).capitalize()
            rows = tuple(row for finding in asked for row in _rows(audit, finding))
            blocks += [Heading(family.title), Table(caption, COLUMNS, WIDTHS, rows)]
    return Draft("04-grille-des-criteres", f"Grille des critères, catégorie {audit.category}", "", tuple(blocks), True)


def _rows(audit: Audit, finding: Finding) -> Iterator[Row]:
    """Yield a row for each requirement and each of its papers; the first one names the criterion."""
    number = number_of(finding)
    named = f"{number}. {finding.criterion.label}"
    for found in finding.requirements:
        asked = found.requirement.label + (f" ({found.bureau})" if found.bureau else "")
        status = STATUS_IN_FRENCH[found.outcome.status] + invented(audit, found)
        sure = sureness(found.requirement.standing)
        for cells in map(_cells, found.papers) if found.papers else [_without(found)]:
            yield named, asked, status, *cells, sure
            named = f"{number}."


def _cells(paper: Paper) -> tuple[str, str, str]:
    """Return the paper, its page and its date, « à joindre » where the dossier names none."""
    evidence = paper.evidence
    if evidence is None:
        return f"à joindre : {paper.expected}", "", ""
    state = f" ({paper.state})" if paper.state != "jointe" else ""
    return evidence.paper + state, evidence.page, f"{evidence.date:%d/%m/%Y}" if evidence.date else "à joindre"


def _without(found: RequirementFinding) -> tuple[str, str, str]:
    """Return what stands for the paper of a requirement of which the dossier says nothing, or no."""
    if found.outcome.status is Status.BLOCKING:
        return f"à régler d'abord : {found.requirement.action}", "", ""
    catalogue = load_catalogue()
    usual = [catalogue[name].evidence for name in found.requirement.facts if catalogue[name].evidence]
    return f"à joindre : {' ; '.join(usual)}" if usual else "", "", ""
