"""A model agreement on objectives between the authority and its office: what it must fix, what is to decide."""

from collections.abc import Iterator, Sequence

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, RequirementFinding, with_status
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status
from otanalysis.coherence.staffing import fte, total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.records import Agreement, covers
from otanalysis.french import day, number, quantity
from otanalysis.law.loader import load_catalogue
from otanalysis.opening.calendar import days_open, describes_whole_year, hours_open
from otanalysis.report.file_blocks import Block, Bullets, Draft, Heading, Notice, Paragraph, Table, gap
from otanalysis.report.file_words import AUTHORITY, PRESIDENT, criteria, invented, opening, to_settle

SUMS = ("Contribution de la collectivité", "Recettes propres de l'office", "Autres ressources")
ADDRESS, BODY = gap("l'adresse"), gap("l'organe délibérant")
ORDER = gap("la catégorie, la date et le numéro de l'arrêté du préfet ; rien avant lui")
WORDING = "Engagements dans les mots d'otanalysis : si un texte officiel impose une affiche, reprenez ses mots."
PLACES = gap("qui met à disposition, qui entretient, qui paie")


def agreement(audit: Audit) -> Draft:
    """Return the model of the agreement: human, technical and financial means, and what the audit leaves to decide."""
    blocks = (
        opening(audit, "la collectivité et l'office"),
        Heading("Ce que dit l'audit"),
        *_said(audit),
        Heading("Entre"),
        Paragraph(f"{AUTHORITY}, qui a son siège à {ADDRESS}, représenté par {PRESIDENT},"),
        Paragraph(f"et {audit.dossier.office.name}, qui a son siège à {ADDRESS}, représenté par {PRESIDENT}."),
        Heading("1. Objet"),
        Paragraph("La collectivité confie à l'office, qui les accepte, ces missions (formulées par otanalysis) :"),
        Bullets(tuple(mission.text for mission in audit.edition.missions)),
        Heading("2. Durée"),
        Paragraph(f"Du {gap('la date')} au {gap('la date')}. Un classement vaut "
                  f"{quantity(audit.edition.validity_years, 'an')} : une convention plus courte est à renouveler."),
        Heading("3. Stratégie et objectifs"),
        Paragraph(f"Stratégie touristique validée le {gap('la date')} par {BODY}."),
        _objectives(audit),
        Heading("4. Moyens humains"),
        *_people(audit),
        Heading("5. Moyens techniques"),
        _places(audit),
        Heading("6. Moyens financiers"),
        Table("Ressources de l'office", ("Ressource", "Montant par an", "Versement"), (40, 30, 30),
              tuple((kind, gap(), gap()) for kind in SUMS)),
        Heading("7. Suivi"),
        Paragraph(f"Les parties se réunissent {gap('combien de fois')} par an, relisent les indicateurs "
                  "et les comptes de l'office, et décident des corrections."),
        Heading("8. Modification et fin"),
        Paragraph(f"{gap('les conditions de modification, de fin et de litige')}"),
        Paragraph(f"Fait à {gap('le lieu')}, le {gap('la date')}.", right=True),
        Paragraph(f"Pour la collectivité : {gap('nom, qualité, signature')}", right=True),
        Paragraph(f"Pour l'office : {gap('nom, qualité, signature')}", right=True),
    )  # fmt: skip
    return Draft(
        "07-modele-convention-objectifs", "Modèle de convention d'objectifs", "la collectivité et l'office", blocks
    )


def _said(audit: Audit) -> Iterator[Block]:
    """Yield what the audit says of the agreement, and what is to decide."""
    for found, number_ in _about_agreement(audit):
        told = f"Critère {number_}, « {found.requirement.label} » : {STATUS_IN_FRENCH[found.outcome.status]}"
        yield Paragraph(f"{told}. {found.outcome.reason[:1].upper()}{found.outcome.reason[1:]}.")
    yield from _in_force(audit)
    if todo := to_settle(audit):
        yield Paragraph("À décider, d'après l'audit :")
        yield Bullets(todo)


def _about_agreement(audit: Audit) -> list[tuple[RequirementFinding, str]]:
    """Return the requirements of the criteria that ask for an agreement, with the criterion's number."""
    catalogue = load_catalogue()

    def is_about(found: RequirementFinding) -> bool:
        return any(catalogue[name].kind == "agreement" for name in found.requirement.facts)

    concerned = [f for f in audit.findings if any(map(is_about, f.requirements))]
    return [(r, number_of(f)) for f in concerned for r in f.requirements]


def _in_force(audit: Audit) -> Iterator[Block]:
    """Yield the agreement that the dossier declares, which this model may renew."""
    for fact in audit.dossier.facts.values():
        if isinstance(fact.value, Agreement):
            period = f"du {day(fact.value.start)} au {day(fact.value.end)}"
            now = "est en vigueur" if covers(fact.value, audit.audit_date) else "n'est pas en vigueur"
            yield Paragraph(f"Une convention {period} {now} le jour de l'audit : ce modèle sert à la renouveler.")


def _objectives(audit: Audit) -> Table:
    columns = ("Mission", "Objectif", "Indicateur", "Cible", "Échéance")
    rows = tuple((mission.text, *([gap()] * 4)) for mission in audit.edition.missions)
    return Table("Objectifs, mission par mission", columns, (36, 16, 16, 16, 16), rows)


def _people(audit: Audit) -> Iterator[Block]:
    """Yield the staff that the dossier tells, what the category asks, what is to decide."""
    staff = audit.dossier.staff
    if staff is None:
        yield Paragraph(f"Effectif : {gap('les postes, leur quotité et leur durée')}.")
    else:
        columns = ("Poste", "Nombre", "Quotité", "Mois par an", "ETP")
        rows = tuple(_post(contract) for contract in staff.contracts)
        total = ("Ensemble", "", "", "", number(total_fte(staff.contracts), 3))
        marked = " (données illustratives)" if staff.illustrative else ""
        yield Table(f"Effectif que le dossier déclare{marked}", columns, (44, 12, 14, 16, 14), (*rows, total))
    for finding in audit.findings:
        for found in finding.requirements:
            if found.outcome.unit == "ETP":
                told = f"{criteria([number_of(finding)]).capitalize()}, « {found.requirement.label} » : "
                yield Paragraph(f"{told}{found.outcome.reason}{invented(audit, found)}.")
    yield Paragraph(f"Postes que la collectivité finance ou met à disposition : {gap('lesquels, à partir de quand')}.")


def _post(contract: Contract) -> tuple[str, ...]:
    quota = quantity(100 * contract.quota, "%")
    return contract.label, str(contract.posts), quota, number(contract.months), number(fte(contract), 3)


def _places(audit: Audit) -> Table:
    """Return the reception points and the tools, and who provides them."""
    rows = [(f"Point d'accueil : {p.bureau.name}", PLACES) for p in audit.dossier.points]
    rows += [("Système d'information touristique", PLACES), ("Site internet", PLACES)]
    rows += [("Informatique, téléphone et wifi de l'accueil", PLACES)]
    return Table("Locaux et outils", ("Moyen", "Mise à disposition"), (45, 55), tuple(rows))


def display(audit: Audit) -> Draft:
    """Return the office's commitments to display: what it does today, and nothing that it does not do yet."""
    met = with_status(audit.findings, Status.MET)
    late = to_settle(audit)
    notice = opening(audit, "l'office")
    blocks: list[Block] = [
        Notice((*notice.lines, WORDING)),
        Heading(audit.dossier.office.name),
        Paragraph(f"Classement : {ORDER}"),
        *_kept("Nos engagements à l'accueil", [f for f in met if f.criterion.scope != "office"]),
        *_kept("Nos engagements d'organisation", [f for f in met if f.criterion.scope == "office"]),
        Heading("Quand nous sommes ouverts", 2),
        _hours(audit),
        Paragraph(f"Une remarque, une réclamation : {gap('adresse, téléphone, courriel')}"),
    ]  # fmt: skip
    if late:
        blocks += [Heading("À ne pas afficher encore, d'après l'audit (à retirer)", 2), Bullets(late)]
    return Draft("08-engagements-a-afficher", "Engagements de l'office, à afficher", "l'office", tuple(blocks))


def _kept(title: str, met: Sequence[Finding]) -> Iterator[Block]:
    """Yield what criteria that are met promise, each thing once; nothing when there is none."""
    found = [r for f in met for r in f.requirements if r.outcome.status is Status.MET]
    if found:
        yield Heading(title, 2)
        yield Bullets(tuple(dict.fromkeys(r.requirement.label for r in found)))


def _hours(audit: Audit) -> Table:
    """Return the days and hours of each reception point in the reference year, when wholly described."""
    rows = []
    for point in audit.dossier.points:
        known = point.opening if point.opening and describes_whole_year(point.opening) else None
        told = f"{quantity(days_open(known), 'jour')}, {quantity(round(hours_open(known)), 'h')}" if known else ""
        marked = " (donnée illustrative)" if known and known.illustrative else ""
        rows.append((point.bureau.name, f"{told}{marked}" or gap("jours et heures"), gap()))
    year = audit.dossier.year
    columns = ("Point d'accueil", f"Ouverture en {year}", "Horaires à afficher")
    return Table(f"Points d'accueil et ouverture, année {year}", columns, (34, 33, 33), tuple(rows))
