"""The papers of an application file: which are there, which are missing, whether files are of the date written."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import TypeAlias

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Paper
from otanalysis.audit.outcome import Status
from otanalysis.dossier.records import Evidence
from otanalysis.french import day, joined
from otanalysis.law.code import load_code
from otanalysis.report.criteria import paper_in_words
from otanalysis.report.file_blocks import Block, Bullets, Draft, Heading, Paragraph, Table, gap
from otanalysis.report.file_words import criteria, opening, sureness

Dates: TypeAlias = Mapping[str, tuple[date, ...] | None]  # by file of the dossier; None when it cannot be opened
A_DAY = timedelta(days=1)  # a file tells its time in a zone that is not always ours
NO_FILE = "fichier à joindre"


@dataclass(frozen=True)
class Attachment:
    """A paper that the dossier names: the numbers of the criteria that it proves, its state, its name in the zip.

    ``zipped`` is empty for a paper without a file.
    """

    evidence: Evidence
    criteria: tuple[str, ...]
    state: str
    zipped: str


def attachments(audit: Audit) -> tuple[Attachment, ...]:
    """Return the papers that the dossier names for the category's criteria, each once, in the order of the criteria."""
    found: dict[Evidence, tuple[list[str], Paper, str]] = {}
    for finding, paper in _papers(audit):
        if paper.evidence:
            numbers = found.setdefault(paper.evidence, ([], paper, finding[0]))[0]
            numbers += [finding[1]] if finding[1] not in numbers else []
    names = _names([(e, criterion) for e, (_, _, criterion) in found.items()])
    return tuple(Attachment(e, tuple(n), p.state, names.get(e.file, "")) for e, (n, p, _) in found.items())


def _papers(audit: Audit) -> Iterator[tuple[tuple[str, str], Paper]]:
    """Yield each paper with the id and the number of its criterion, in the order of the edition."""
    for finding in (f for f in audit.findings if f.status is not Status.NOT_APPLICABLE):
        for paper in (p for r in finding.requirements for p in r.papers):
            yield (finding.criterion.id, number_of(finding)), paper


def _names(named: Sequence[tuple[Evidence, str]]) -> dict[str, str]:
    """Return a readable name in the zip for each file: its first criterion, its paper; no name twice."""
    names: dict[str, str] = {}
    for evidence, criterion in named:
        if evidence.file and evidence.file not in names:
            stem, suffix = f"{criterion}-{_slug(evidence.paper)}", PurePosixPath(evidence.file).suffix.lower()
            ranks = (f"{stem}{suffix}", *(f"{stem}-{n}{suffix}" for n in range(2, len(named) + 2)))
            names[evidence.file] = next(name for name in ranks if name not in names.values())
    return names


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-") or "piece"


def date_told(evidence: Evidence, dates: tuple[date, ...] | None) -> tuple[bool, str]:
    """Return whether a file agrees with the date written for its paper, and what to say of it.

    A file made before the date of its paper cannot be it; one made after may be a scan of it: both are to look at.
    """
    if dates is None:
        return False, "le fichier ne s'ouvre pas : enregistrez-le de nouveau"
    if evidence.date is None:
        return False, f"date de la pièce {gap('dans le dossier')}"
    if not dates:
        return True, "date non vérifiable : le fichier n'en porte pas"
    if any(abs(told - evidence.date) <= A_DAY for told in dates):
        return True, "le fichier est de cette date"
    if max(dates) < evidence.date:
        return False, f"fichier du {day(max(dates))}, avant la date annoncée : ce n'est pas la pièce datée"
    return False, f"fichier du {day(min(dates))}, après la date annoncée : vérifiez la date que porte la pièce"


def reserves(audit: Audit, dates: Dates) -> tuple[str, ...]:
    """Return what is to look at in the papers named: out of date, files that do not agree with the date written."""
    found = []
    for each in attachments(audit):
        named = f"« {each.evidence.paper} » ({criteria(each.criteria)})"
        agrees, told = date_told(each.evidence, dates[each.evidence.file]) if each.zipped else (True, "")
        found += [] if agrees else [f"{named} : {told}."]
        found += [f"{named} : n'est plus valable."] if each.state == "périmée" else []
    return tuple(found)


def papers(audit: Audit, dates: Dates) -> Draft:
    """Return the list of the papers, those that are there and those that are missing."""
    told = reserves(audit, dates)
    blocks: list[Block] = [opening(audit), Heading("Pièces officielles"), _official()]
    blocks += [Heading("Pièces des critères"), _named(audit, dates)]
    blocks += [Heading("À regarder de près"), Bullets(told)] if told else []
    blocks += [Heading("Pièces à joindre"), *_missing(audit)]
    return Draft("05-pieces", "Pièces présentes et pièces à joindre", "", tuple(blocks))


def _official() -> Table:
    rows = tuple((paper.label, paper.by, sureness(paper.standing), "projet à signer") for paper in load_code().papers)
    return Table("Délibérations et lettre", ("Pièce", "Qui signe", "La règle est", "État"), (46, 18, 20, 16), rows)


def _named(audit: Audit, dates: Dates) -> Block:
    """Return the papers that the dossier names, with their file and what it says of its date."""
    rows = tuple(
        (
            joined(list(each.criteria)),
            each.evidence.paper,
            each.evidence.page or gap("la page"),
            day(each.evidence.date) if each.evidence.date else gap("la date"),
            each.zipped or NO_FILE,
            date_told(each.evidence, dates[each.evidence.file])[1] if each.zipped else "",
        )
        for each in attachments(audit)
    )
    columns = ("Critères", "Pièce", "Page", "Date", "Fichier (pieces.zip)", "Date du fichier")
    if not rows:
        return Paragraph("Le dossier ne nomme aucune pièce.")
    return Table("Pièces que le dossier nomme", columns, (10, 22, 9, 13, 26, 20), rows)


def _missing(audit: Audit) -> Iterator[Block]:
    """Yield the papers that the dossier does not name or that are out of date, and those named without a file."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for (_, number), paper in _papers(audit):
        if paper.state != "jointe":
            asked = paper.label + (f" ({paper.bureau})" if paper.bureau else "")
            numbers = rows.setdefault((asked, paper_in_words(paper) or paper.expected, paper.state), [])
            numbers += [number] if number not in numbers else []
    if rows:
        told = tuple((joined(numbers), *row) for row, numbers in rows.items())
        yield Table("Pièces à joindre", ("Critères", "À prouver", "Pièce d'usage", "État"), (10, 38, 38, 14), told)
    without = sum(not each.zipped for each in attachments(audit))
    if without:
        are = "pièces nommées sont" if without > 1 else "pièce nommée est"
        yield Paragraph(f"{without} {are} sans fichier : écrivez « file » à côté de « paper » dans dossier.yaml.")
    if not rows and not without:
        yield Paragraph("Aucune : chaque fait déclaré a sa pièce, et chaque pièce son fichier.")
