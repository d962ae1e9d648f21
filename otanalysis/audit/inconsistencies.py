"""What a dossier says twice and not the same way: inconsistencies to settle before the file is sent.

None of them decides a criterion: no text was found that does. They are what a reader of the file would ask about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from otanalysis.audit.facts import facts_at
from otanalysis.audit.findings import Audit
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.weekly_staff import cannot_be_held, staff_weeks
from otanalysis.dossier.records import Evidence, Fact, Period, covers
from otanalysis.french import day, joined, language, quantity
from otanalysis.law.loader import load_catalogue

# A calendar is signed and an agreement voted before they begin: a paper is too old a year before what it proves.
EARLIEST = timedelta(days=366)


@dataclass(frozen=True)
class Inconsistency:
    """An inconsistency in French, what to do about it, and whether it comes from illustrative data."""

    text: str
    action: str
    illustrative: bool


@dataclass(frozen=True)
class _Declared:
    """A fact of the office or of one bureau, with its label and kind in the catalogue."""

    name: str
    label: str
    kind: str
    bureau: str
    fact: Fact

    @property
    def called(self) -> str:
        """Return the fact's label, with its bureau when it has one."""
        return f"{self.label} ({self.bureau})" if self.bureau else self.label


def inconsistencies(audit: Audit) -> tuple[Inconsistency, ...]:
    """Return every inconsistency of the audit's dossier, each once: staff, languages, periods, then papers."""
    declared = tuple(_declared(audit))
    found = [*_staff(audit), *_languages(declared)]
    for each in declared:
        found += [*_period(each, audit.audit_date), *_papers(each, audit)]
    return tuple(dict.fromkeys(found))


def _declared(audit: Audit) -> Iterator[_Declared]:
    """Yield the facts of the office once, and those of each bureau."""
    catalogue, seen = load_catalogue(), set()
    for point in audit.dossier.points:
        for name, fact in facts_at(audit.dossier, point, audit.audit_date).items():
            kind = catalogue[name]
            of_a_bureau = kind.bearer == "bureau"
            if of_a_bureau or name not in seen:
                seen.add(name)
                yield _Declared(name, kind.label, kind.kind, point.bureau.name if of_a_bureau else "", fact)


def _staff(audit: Audit) -> Iterator[Inconsistency]:
    """Yield the weeks whose opening asks more hours than contracts give with nobody on leave."""
    weeks = staff_weeks(audit.dossier, load_scale().work)
    if weeks is None or not weeks.needed or weeks.unplaced:
        return
    short = np.flatnonzero(cannot_be_held(weeks)).tolist()
    if short:
        illustrative = audit.dossier.staff is not None and audit.dossier.staff.illustrative
        yield Inconsistency(
            f"L'ouverture décrite demande plus d'heures que les contrats n'en donnent, même sans aucun congé, "
            f"{quantity(len(short), 'semaine')} de {audit.dossier.year} (la première commence le "
            f"{day(weeks.mondays[short[0]])})",
            "Revoyez les horaires, le nombre de personnes présentes ou les contrats",
            illustrative or any(p.opening is not None and p.opening.illustrative for p in audit.dossier.points),
        )


def _languages(declared: tuple[_Declared, ...]) -> Iterator[Inconsistency]:
    """Yield the languages that the office writes and that nobody speaks at the desk of any bureau."""
    told = [d for d in declared if d.kind == "languages"]
    desks = [d for d in told if d.bureau]
    spoken = {code for d in desks for code in d.fact.value}
    for each in told:
        silent = [language(code) for code in each.fact.value if code not in spoken]
        if desks and not each.bureau and silent:
            yield Inconsistency(
                f"{each.label} : {joined(silent)}, que personne ne parle à l'accueil d'après le dossier",
                "Complétez les langues de l'accueil, ou sachez le dire si on vous le demande",
                each.fact.illustrative or any(d.fact.illustrative for d in desks),
            )


def _period(declared: _Declared, today: date) -> Iterator[Inconsistency]:
    """Yield a mark or an agreement that is not in force on the day of the audit."""
    period = declared.fact.value
    if not isinstance(period, Period) or covers(period, today):
        return
    when = (
        f"a pris fin le {day(period.end)}, avant" if period.end < today else f"commence le {day(period.start)}, après"
    )
    yield Inconsistency(
        f"{declared.called} {when} la date de l'audit",
        "Joignez le texte en vigueur, ou corrigez ses dates",
        declared.fact.illustrative,
    )


def _papers(declared: _Declared, audit: Audit) -> Iterator[Inconsistency]:
    """Yield the paper of a fact when its dates and those of the fact do not go together."""
    evidence = declared.fact.evidence
    for told in _told_of(evidence, declared, audit) if evidence else ():
        yield Inconsistency(
            f"{declared.called} : {told}", "Joignez une pièce de la bonne date, ou corrigez la date écrite",
            declared.fact.illustrative,
        )  # fmt: skip


def _told_of(evidence: Evidence, declared: _Declared, audit: Audit) -> Iterator[str]:
    written, first, period = evidence.date, _first_day(declared, audit), declared.fact.value
    if written and written > audit.audit_date:
        yield f"la pièce « {evidence.paper} » est datée du {day(written)}, après l'audit"
    if written and first and written < first - EARLIEST:
        yield f"la pièce « {evidence.paper} » est du {day(written)}, plus d'un an avant ce qu'elle doit prouver"
    if evidence.expires and isinstance(period, Period) and evidence.expires < period.end:
        yield f"la pièce expire le {day(evidence.expires)}, avant la fin déclarée ({day(period.end)})"


def _first_day(declared: _Declared, audit: Audit) -> date | None:
    """Return the first day that a fact tells of, None when it could be any."""
    value = declared.fact.value
    if isinstance(value, Period):
        return value.start
    return date(audit.dossier.year, 1, 1) if declared.name == "bit_ouverture" else None
