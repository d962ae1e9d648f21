"""The documents of an application file, from an audit: the same audit and the same files give the same documents."""

from otanalysis.audit.findings import Audit
from otanalysis.french import capital, quantity
from otanalysis.report import sentences
from otanalysis.report.file_agreement import agreement, display
from otanalysis.report.file_blocks import Block, Bullets, Draft, Heading, Paragraph, Table, gaps_of
from otanalysis.report.file_calendar import calendar
from otanalysis.report.file_evidence import Dates, attachments, papers, reserves
from otanalysis.report.file_grid import grid
from otanalysis.report.file_letters import authority_deliberation, letter, office_deliberation
from otanalysis.report.file_words import opening, to_settle


def documents(audit: Audit, dates: Dates) -> tuple[Draft, ...]:
    """Return the documents of an audit's application file, in order, the list of them first.

    ``dates`` are what each file of evidence says of its own date, as ``batch.evidence.dates_of`` reads them.
    """
    drafts = (
        letter(audit),
        office_deliberation(audit),
        authority_deliberation(audit),
        grid(audit),
        papers(audit, dates),
        calendar(audit),
        agreement(audit),
        display(audit),
    )
    return (_first(audit, dates, drafts), *drafts)


def mark_of(audit: Audit) -> str:
    """Return what stands at the head of every page: a draft, and whether what it says is invented."""
    invented = sentences.illustrative(audit)
    told = (
        "office inventé" if audit.dossier.office.fictitious else "données en partie illustratives" if invented else ""
    )
    return f"PROJET à relire et à compléter{f' ({told})' if told else ''}"


def _first(audit: Audit, dates: Dates, drafts: tuple[Draft, ...]) -> Draft:
    """Return the document to read first: what there is, what is left to do, what the verdict rests on."""
    rows = tuple(
        (draft.file[:2], draft.title, draft.signed_by or "pas de signature", str(gaps_of(draft) or "rien"))
        for draft in drafts
    )
    columns = ("N°", "Document", "Qui signe", "À compléter")
    told = (*map(capital, audit.reserves), *reserves(audit, dates))
    attached, files = attachments(audit), {each.zipped for each in attachments(audit) if each.zipped}
    blocks: tuple[Block, ...] = (
        opening(audit),
        Paragraph(f"{audit.dossier.office.name}. {sentences.verdict(audit)}. {sentences.counts(audit)}"),
        Paragraph("Le préfet classe, pas otanalysis : ce dossier aide à le lui demander."),
        Heading("Ce que contient le dossier"),
        Table("Documents du dossier", columns, (8, 52, 24, 16), rows),
        Paragraph(
            f"Pièces : {quantity(len(attached), 'pièce')} que le dossier nomme, "
            f"{quantity(len(files), 'fichier')} dans pieces.zip, {quantity(len(audit.papers), 'pièce')} à joindre."
        ),
        Heading("Ce qui reste à faire"),
        Bullets(tuple(_to_do(audit))),
        *((Heading("Réserves"), Bullets(tuple(f"{text.rstrip('.')}." for text in told))) if told else ()),
    )
    return Draft("00-a-lire-d-abord", "Dossier de demande de classement", "", blocks)


def _to_do(audit: Audit) -> list[str]:
    """Return what is left to do, criteria first."""
    joined_later = f"Joindre {quantity(len(audit.papers), 'pièce')}, et le fichier de chaque pièce (document 05)."
    return [
        *to_settle(audit),
        *([joined_later] if audit.papers or any(not each.zipped for each in attachments(audit)) else []),
        "Compléter ce qui est surligné dans chaque document ; otanalysis n'invente ni nom, ni date, ni montant.",
        "Faire voter les deux délibérations, l'office d'abord, puis signer la lettre et envoyer le tout.",
    ]
