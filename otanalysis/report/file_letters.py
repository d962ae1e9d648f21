"""The letter and the two deliberations of an application file, as drafts: neutral formulas, no invented fact."""

from collections.abc import Iterator

from otanalysis.audit.findings import Audit, with_status
from otanalysis.audit.outcome import Status
from otanalysis.french import day, quantity
from otanalysis.law.code import load_code
from otanalysis.report.file_blocks import Block, Bullets, Draft, Heading, Paragraph, gap
from otanalysis.report.file_words import (
    AUTHORITY,
    PRESIDENT,
    legal_basis,
    open_findings,
    opening,
    prefect,
    signer,
    step,
    to_settle,
)

MEETING = (
    Paragraph(f"Séance du {gap('la date')}, à {gap('le lieu')}, présidée par {gap('le nom')}."),
    Paragraph(f"Présents : {gap('les noms')}. Pouvoirs : {gap('les noms')}. Secrétaire : {gap('le nom')}."),
)
VOTE = (
    Heading("Vote"),
    Paragraph(f"Pour : {gap('nombre')}. Contre : {gap('nombre')}. Abstentions : {gap('nombre')}."),
    Paragraph(f"Fait à {gap('le lieu')}, le {gap('la date')}.", right=True),
    Paragraph(f"{PRESIDENT}, signature", right=True),
)


def letter(audit: Audit) -> Draft:
    """Return the draft of the letter that sends the file to the préfet."""
    asked = f"Objet : demande de classement de l'office « {audit.dossier.office.name} » en catégorie {audit.category}"
    blocks = (
        opening(audit, signer("lettre")),
        Paragraph(f"De : {AUTHORITY}, {gap('son adresse')}"),
        Paragraph(f"À : {prefect(audit)}, {gap('son adresse')}", right=True),
        Paragraph(f"{gap('le lieu')}, le {gap('la date')}", right=True),
        Paragraph(asked),
        Paragraph(f"Références : code du tourisme, articles {_articles()} ; {_lower(audit.edition.title)}."),
        Paragraph(f"{gap('Madame la préfète ou Monsieur le préfet')},"),
        Paragraph(
            f"Vous trouverez ci-joint la délibération par laquelle {AUTHORITY} demande, sur proposition de l'office de "
            f"tourisme, le classement de « {audit.dossier.office.name} » en catégorie {audit.category}, "
            "et le dossier qui l'accompagne. Il comprend :"
        ),
        Bullets(tuple(_enclosed(audit))),
        Paragraph(
            "Si une pièce manque, je vous remercie de m'en donner la liste "
            f"(article {step('pieces').article} du code du tourisme)."
        ),
        Paragraph(f"{gap('la formule de politesse')}"),
        Paragraph(f"{gap('le nom et la qualité du signataire')}, signature", right=True),
        Heading("Ce sur quoi ce projet s'appuie (à retirer)"),
        *legal_basis("envoi", "pieces", "decision"),
    )
    return Draft("01-lettre-d-envoi", "Lettre d'envoi au préfet", signer("lettre"), blocks)


def _articles() -> str:
    asked = load_code().procedure
    return f"{asked[0].article} à {asked[-1].article}"


def _enclosed(audit: Audit) -> Iterator[str]:
    """Yield what the file holds, the letter itself excepted."""
    yield from (f"{_lower(paper.label)} ;" for paper in load_code().papers if paper.id != "lettre")
    yield f"la grille des critères de la catégorie {audit.category}, avec la pièce et la page qui prouvent chacun ;"
    yield "les pièces de cette grille, dont la liste est jointe ;"
    yield "la convention d'objectifs entre la collectivité et l'office."


def office_deliberation(audit: Audit) -> Draft:
    """Return the draft by which the office's governing body proposes to ask for the classification."""
    name = audit.dossier.office.name
    decided = (
        f"Article 1. Il est proposé à {AUTHORITY} de demander le classement de l'office « {name} » "
        f"en catégorie {audit.category}.",
        "Article 2. Le dossier de demande, dont la grille des critères et la liste des pièces, est approuvé.",
        f"Article 3. {PRESIDENT} transmet la présente délibération et le dossier à la collectivité.",
    )
    return Draft(
        "02-projet-deliberation-office",
        "Projet de délibération de l'office",
        signer("proposition"),
        (
            opening(audit, f"{signer('proposition')}, par la personne qui préside son organe dirigeant"),
            Paragraph(f"{name}. Organe dirigeant : {gap('son nom')}."),
            *MEETING,
            *_grounds(audit, "proposition"),
            Heading("Décision"),
            *map(Paragraph, decided),
            *VOTE,
        ),
    )


def authority_deliberation(audit: Audit) -> Draft:
    """Return the draft by which the communal or intercommunal authority asks for the classification."""
    name, sent = audit.dossier.office.name, step("envoi")
    decided = (
        f"Article 1. Le classement de l'office « {name} » en catégorie {audit.category} est demandé au préfet, "
        "sur proposition de l'office.",
        "Article 2. Le dossier de demande est approuvé.",
        f"Article 3. {PRESIDENT} envoie la présente délibération et le dossier au préfet du département, "
        f"par voie électronique ou, à défaut, par la poste (article {sent.article} du code du tourisme).",
    )
    return Draft(
        "03-projet-deliberation-collectivite",
        "Projet de délibération de la collectivité",
        signer("deliberation"),
        (
            opening(audit, f"{signer('deliberation')}, par le maire ou le président"),
            Paragraph(f"Collectivité : {AUTHORITY}."),
            *MEETING,
            *_grounds(audit, "deliberation"),
            Paragraph(f"Vu la délibération de l'office du {gap('la date')}, qui propose de demander son classement,"),
            Heading("Décision"),
            *map(Paragraph, decided),
            *VOTE,
            *_left(audit),
        ),
    )


def _grounds(audit: Audit, *steps: str) -> Iterator[Block]:
    """Yield what a deliberation rests on: articles with their standing, the order, what the audit found."""
    yield Heading("Ce sur quoi la délibération s'appuie")
    yield from legal_basis(*steps, "envoi", "decision")
    met = len(with_status(audit.findings, Status.MET))
    yield Paragraph(f"Vu l'{_lower(audit.edition.title)},")
    yield Paragraph(
        f"Vu l'audit du {day(audit.audit_date)}, qui trouve {quantity(met, 'critère')} "
        f"rempli{'s' if met > 1 else ''} sur {met + len(open_findings(audit))} pour la catégorie {audit.category},"
    )


def _left(audit: Audit) -> Iterator[Block]:
    """Yield what is still to settle before the file is sent, criterion by criterion; nothing when all is met."""
    if items := to_settle(audit):
        yield Heading("À régler avant l'envoi, d'après l'audit (à retirer)")
        yield Bullets(items)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
