"""The checks that editions name: small pure functions.

Positional arguments are values of facts, keyword-only ones the parameters of the edition's YAML. A missing fact never
reaches a check, unless the missing is inside it (hours not described, a function not stated): then it is undocumented.
"""

from collections.abc import Callable
from datetime import date

from otanalysis.audit.outcome import Outcome, Status, met_if
from otanalysis.coherence.hypotheses import ALONE, Hypothesis, Opening, admissible, awaiting_staff
from otanalysis.coherence.staffing import Need, needed_fte, total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.records import Agreement, Mark, covers
from otanalysis.french import day, joined, language, number, quantity
from otanalysis.law.delays import plus_months
from otanalysis.opening.calendar import OpeningCalendar, days_described, days_open, describes_whole_year, hours_open

FRENCH = "fr"


def is_true(value: bool) -> Outcome:
    """Return met for a declared yes, blocking for a declared no."""
    return met_if(value, "oui, d'après le dossier" if value else "non, d'après le dossier")


def share_at_least(value: float, *, minimum: float) -> Outcome:
    """Return whether a share (%) reaches a minimum."""
    return _counted(value, minimum, "%", f"{number(value)} % pour {number(minimum)} % demandés")


def languages_at_least(value: tuple[str, ...], *, minimum: int) -> Outcome:
    """Return whether there are enough foreign languages; French and repeats do not count."""
    foreign = sorted(set(value) - {FRENCH})
    return _counted(
        len(foreign),
        minimum,
        "langue",
        f"langues étrangères : {joined([language(code) for code in foreign]) or 'aucune'}",
    )


def opening_days(
    opening: Opening, *, min_days: int, min_hours_a_day: float, hors_les_murs_min_fte: float | None
) -> Outcome:
    """Return whether enough days are open at least that many hours, under the simplest hypothesis that suffices.

    ``hors_les_murs_min_fte`` None: the edition does not count the reception outside the walls.
    """
    at_least = max(1, round(min_hours_a_day * 60))
    kind = f"jour d'au moins {number(min_hours_a_day)} h" if min_hours_a_day else "jour"
    return _opening(opening, hors_les_murs_min_fte, min_days, kind, lambda calendar: days_open(calendar, at_least))


def opening_hours(
    opening: Opening, *, min_hours: float, min_hours_a_day: float, hors_les_murs_min_fte: float | None
) -> Outcome:
    """Return whether enough hours are open in the year, counting only the days of at least so many hours."""
    at_least = max(1, round(min_hours_a_day * 60))
    return _opening(opening, hors_les_murs_min_fte, min_hours, "h", lambda calendar: hours_open(calendar, at_least))


def staff_at_least(contracts: tuple[Contract, ...], *, min_fte: float) -> Outcome:
    """Return whether the office's full-time equivalents reach a minimum."""
    fte = total_fte(contracts)
    return _counted(fte, min_fte, "ETP", f"{number(fte)} ETP, il en faut {number(min_fte)}")


def staff_includes(contracts: tuple[Contract, ...], *, functions: tuple[str, ...]) -> Outcome:
    """Return whether somebody holds one of the functions; undocumented when some contract states none."""
    held = {contract.function for contract in contracts}
    if held & set(functions):
        return Outcome(Status.MET, f"fonction tenue : {next(name for name in functions if name in held)}")
    if None in held:
        return Outcome(Status.UNDOCUMENTED, "la fonction de certains postes n'est pas indiquée")
    return Outcome(Status.BLOCKING, f"personne ne tient la fonction de {functions[0]}")


def staff_qualified(contracts: tuple[Contract, ...], *, functions: tuple[str, ...], min_degree_years: int) -> Outcome:
    """Return whether somebody of these functions has the degree (years after the baccalauréat) or the experience."""
    holders = [contract for contract in contracts if contract.function in functions]
    if any(_qualified(contract, min_degree_years) for contract in holders):
        return Outcome(Status.MET, f"diplôme de niveau bac + {min_degree_years} au moins, ou expérience équivalente")
    if not holders or any(contract.degree_years is None for contract in holders):
        return Outcome(Status.UNDOCUMENTED, f"le diplôme de la personne qui tient la fonction de {functions[0]} manque")
    return Outcome(
        Status.BLOCKING, f"niveau inférieur à bac + {min_degree_years}, sans expérience équivalente déclarée"
    )


def staff_for_other_bureaux(
    contracts: tuple[Contract, ...], needs: tuple[Need, ...], *, min_fte: float, hours_a_year: float
) -> Outcome:
    """Return whether staff covers the minimum and, beyond it, hours × people present / hours a year elsewhere."""
    others = [need for need in needs if not need.main]
    if not others:
        return Outcome(Status.NOT_APPLICABLE, "l'office n'a qu'un point d'accueil")
    needed = [needed_fte(need, hours_a_year) for need in others]
    known = [value for value in needed if value is not None]
    fte, asked = total_fte(contracts), round(min_fte + sum(known), 3)
    if len(known) < len(needed) and fte >= asked:
        return Outcome(Status.UNDOCUMENTED, _unknown_needs(others, hours_a_year), fte, asked, "ETP")
    parts = [f"{number(min_fte)} pour le minimum", *_parts(others, hours_a_year)]
    return _counted(fte, asked, "ETP", f"{number(fte)} ETP, il en faut {number(asked)} : {joined(parts)}")


def mark_in_force(
    mark: Mark | bool,
    today: date,
    *,
    last_days: dict[str, str],
    conditional: tuple[str, ...],
    conditional_months: int,
    validity_years: int,
) -> Outcome:
    """Return whether an admitted mark is in force that day, not beyond the last day that the law gives it."""
    if not isinstance(mark, Mark):
        return Outcome(Status.BLOCKING, "aucune marque de qualité, d'après le dossier")
    if mark.name not in last_days:
        return Outcome(Status.BLOCKING, f"« {mark.name} » n'est pas une marque admise ({', '.join(last_days)})")
    last = min(mark.end, date.fromisoformat(last_days[mark.name] or "9999-12-31"))
    lapses = plus_months(mark.start, conditional_months) if mark.conditional and mark.name in conditional else None
    if not mark.start <= today <= last:
        return Outcome(Status.BLOCKING, f"valable du {day(mark.start)} au {day(last)}, pas au {day(today)}")
    if lapses and today > lapses:
        return Outcome(Status.BLOCKING, f"label obtenu sous condition de classement, devenu caduc le {day(lapses)}")
    reserve = _mark_reserve(lapses, today, last, validity_years)
    return Outcome(Status.MET, f"valable jusqu'au {day(last)}", reserve=reserve)


def agreement_in_force(agreement: Agreement | bool, today: date, *, means: tuple[str, ...]) -> Outcome:
    """Return whether an agreement covers the day and fixes every kind of means."""
    if not isinstance(agreement, Agreement):
        return Outcome(Status.BLOCKING, "aucune convention d'objectifs n'est signée")
    missing = [kind for kind in means if kind not in agreement.means]
    if not covers(agreement, today):
        return Outcome(Status.BLOCKING, f"convention du {day(agreement.start)} au {day(agreement.end)}, pas en vigueur")
    reason = f"convention en vigueur jusqu'au {day(agreement.end)}"
    return met_if(not missing, f"{reason}, mais sans les moyens {joined(missing)}" if missing else reason)


CHECKS: dict[str, Callable[..., Outcome]] = {
    check.__name__: check
    for check in (
        is_true,
        share_at_least,
        languages_at_least,
        opening_days,
        opening_hours,
        staff_at_least,
        staff_includes,
        staff_qualified,
        staff_for_other_bureaux,
        mark_in_force,
        agreement_in_force,
    )
}


def _counted(measured: float, threshold: float, unit: str, reason: str) -> Outcome:
    status = Status.MET if measured >= threshold else Status.BLOCKING
    return Outcome(status, reason, measured, threshold, unit)


def _opening(
    opening: Opening, min_fte: float | None, threshold: float, unit: str, count: Callable[[OpeningCalendar], float]
) -> Outcome:
    """Return the outcome of the first hypothesis that reaches the threshold over a whole described year."""
    counts = [(h, h.calendar, count(h.calendar)) for h in admissible(opening, min_fte) if h.calendar]
    if not counts:
        return Outcome(Status.UNDOCUMENTED, "les horaires d'ouverture ne sont pas décrits", None, threshold, unit)
    for hypothesis, calendar, value in counts:
        if describes_whole_year(calendar) and value >= threshold:
            reason = f"{quantity(value, unit)}, {hypothesis.name}"
            return Outcome(Status.MET, reason, value, threshold, unit, _cumul_reserve(hypothesis))
    hypothesis, calendar, value = counts[-1]
    if describes_whole_year(calendar):
        staffed = awaiting_staff(opening) if min_fte is not None else None
        if staffed and count(staffed) >= threshold:
            reason = f"{quantity(value, unit)} sans le hors les murs, qui suffirait : l'effectif n'est pas décrit"
            return Outcome(Status.UNDOCUMENTED, reason, value, threshold, unit)
        reason = f"{quantity(value, unit)}, {hypothesis.name}, pour {number(threshold)} demandés"
        return Outcome(Status.BLOCKING, reason, value, threshold, unit)
    described = f"{days_described(calendar)} jours de l'année sur {len(calendar.described)} sont décrits"
    cumul = "" if hypothesis.name == ALONE else " par tous les bureaux cumulés"
    reason = f"au moins {quantity(value, unit)} : {described}{cumul}"
    return Outcome(Status.UNDOCUMENTED, reason, value, threshold, unit)


def _cumul_reserve(hypothesis: Hypothesis) -> str:
    if hypothesis.name == ALONE:
        return ""
    return f"seuil atteint {hypothesis.name} : la règle de cumul n'a pas été lue mot à mot"


def _qualified(contract: Contract, years: int) -> bool:
    return contract.equivalent_experience or (contract.degree_years is not None and contract.degree_years >= years)


def _parts(needs: list[Need], hours_a_year: float) -> list[str]:
    known = [(need.name, needed_fte(need, hours_a_year)) for need in needs]
    return [f"{number(value)} pour {name}" for name, value in known if value is not None]


def _unknown_needs(needs: list[Need], hours_a_year: float) -> str:
    names = [need.name for need in needs if needed_fte(need, hours_a_year) is None]
    return f"horaires ou nombre de personnes présentes non décrits : {joined(names)}"


def _mark_reserve(lapses: date | None, today: date, last: date, validity_years: int) -> str:
    if lapses:
        return f"label sous condition : il devient caduc le {day(lapses)} si l'office n'est pas classé"
    if last < plus_months(today, 12 * validity_years):
        return f"la marque prend fin le {day(last)}, avant les {validity_years} ans d'un classement"
    return ""
