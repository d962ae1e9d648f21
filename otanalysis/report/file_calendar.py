"""The calendar of the procedure: who does what, within which delay, and what ends meanwhile."""

from collections.abc import Iterator

from otanalysis.audit.findings import Audit
from otanalysis.french import day, quantity
from otanalysis.law.code import Step, load_code
from otanalysis.report.file_blocks import Block, Draft, Heading, Paragraph, Table, gap
from otanalysis.report.file_evidence import attachments
from otanalysis.report.file_words import criteria, opening, read_in, sureness

COLUMNS = ("N°", "Étape", "Qui", "Article", "Délai", "Date", "La règle est")
WIDTHS = (4, 36, 11, 9, 16, 10, 14)


def calendar(audit: Audit) -> Draft:
    """Return the calendar of the procedure; its dates are left to complete, none is supposed."""
    code = load_code()
    ranks = {each.id: f"l'étape {rank}" for rank, each in enumerate(code.procedure, 1)}
    steps = tuple(
        (str(rank), s.text, s.who, s.article, _delay(s, ranks), gap(), sureness(s.standing))
        for rank, s in enumerate(code.procedure, 1)
    )
    after = tuple((s.text, s.who, s.article, _delay(s, ranks), sureness(s.standing)) for s in code.afterwards)
    blocks: tuple[Block, ...] = (
        opening(audit),
        Heading("De la proposition à la fin du classement"),
        Table("Étapes de la procédure", COLUMNS, WIDTHS, steps),
        Paragraph(read_in(key for s in (*code.procedure, *code.afterwards) for key in s.sources)),
        Heading("Une fois l'office classé"),
        Table("Pendant le classement", ("Ce qui peut arriver", "Qui", "Article", "Délai", "La règle est"),
              (42, 12, 12, 18, 16), after),
        *_held(audit),
        *_ends(audit),
    )  # fmt: skip
    return Draft("06-calendrier", "Calendrier de la procédure", "", blocks, True)


def _delay(told: Step, ranks: dict[str, str]) -> str:
    """Return the delay of a step and from when it runs, empty when it has none."""
    if told.within_months is None:
        return ""
    years, months = divmod(told.within_months, 12)
    length = f"{months} mois" if months else quantity(years, "an")
    start = ranks.get(told.after, f"l'{told.after}")
    return f"{length} à compter de {start}"


def _held(audit: Audit) -> Iterator[Block]:
    """Yield the classification that the office holds today, and its end."""
    held, years = audit.dossier.classification, audit.edition.validity_years
    if held is None:
        return
    order = f", arrêté {held.order}" if held.order else ""
    invented = " Donnée illustrative." if held.illustrative else ""
    yield Heading("Le classement actuel")
    yield Paragraph(
        f"Catégorie {held.category} depuis le {day(held.since)}{order} ; "
        f"un classement vaut {quantity(years, 'an')}.{invented}"
    )


def _ends(audit: Audit) -> Iterator[Block]:
    """Yield the papers that stop being valid, the first to end first."""
    dated = [(each.evidence.expires, each) for each in attachments(audit) if each.evidence.expires]
    rows = tuple(
        (day(end), each.evidence.paper, criteria(each.criteria), "à remplacer" if end < audit.audit_date else "")
        for end, each in sorted(dated, key=lambda pair: (pair[0], pair[1].evidence.paper))
    )
    if rows:
        columns = ("Valable jusqu'au", "Pièce", "Critères", "État le jour de l'audit")
        yield Heading("Pièces qui prennent fin")
        yield Table("Pièces qui prennent fin, la première d'abord", columns, (22, 40, 20, 18), rows)
        yield Paragraph("Une pièce qui prend fin avant la décision du préfet est à renouveler avant l'envoi.")
