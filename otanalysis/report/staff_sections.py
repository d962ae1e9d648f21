"""The staff: who is there, what each reception point asks, the weeks that cannot be held, the desk at its peak."""

import numpy as np
from numpy.typing import NDArray

from otanalysis.audit.findings import Audit, parameter_of
from otanalysis.coherence import weekly_staff
from otanalysis.coherence.bureau_staff import staff_by_bureau
from otanalysis.coherence.demand import demand_of
from otanalysis.coherence.desk import DeskPeak, Queue, desk_peak
from otanalysis.coherence.hypotheses import outside_feasible
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.staffing import fte, needs_of, total_fte
from otanalysis.coherence.weekly_staff import StaffWeeks, cannot_be_held, held_without_leave
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import main_point
from otanalysis.french import MONTHS, day, joined, number, quantity
from otanalysis.opening.calendar import days_in
from otanalysis.opening.days import told_runs
from otanalysis.report.html import Html, Table, render
from otanalysis.report.staff_charts import staff_weeks_chart

NO_STAFF = "Le dossier ne décrit pas l'effectif."


def staffing(audit: Audit) -> Html:
    """Return the staff in full-time equivalents, and what the opening of each point asks."""
    staff = audit.dossier.staff
    if staff is None:
        return render("tables", paragraphs=[], tables=[], empty=NO_STAFF)
    posts = tuple(
        (c.label, c.function, c.posts, f"{number(c.quota * 100)} %", _presence(c), fte(c)) for c in staff.contracts
    )
    total = ("Total", None, sum(c.posts for c in staff.contracts), None, None, total_fte(staff.contracts))
    columns = ("Poste", "Fonction", "Personnes", "Quotité", "Présence", "ETP")
    people = Table("L'effectif", columns, (*posts, total), staff.illustrative)
    source = [f"Source de l'effectif : {staff.source}."] if staff.source else []
    return render("tables", paragraphs=[*source, *_told(audit)], tables=[people, _bureaux(audit)], empty="")


def _presence(contract: Contract) -> str:
    if contract.start and contract.end:
        return f"du {_day(contract.start)} au {_day(contract.end)}"
    return "toute l'année" if contract.months == 12 else f"{number(contract.months)} mois"


def _day(text: str) -> str:
    month, number_of_day = (int(part) for part in text.split("-"))
    return f"{'1er' if number_of_day == 1 else number_of_day} {MONTHS[month - 1]}"


def _bureaux(audit: Audit) -> Table:
    """Return what each bureau asks, has and lacks."""
    bureaux = staff_by_bureau(audit.dossier, parameter_of(audit, "min_fte") or 0, load_scale().work)
    needs = needs_of(audit.dossier)
    rows = tuple(
        (b.name, n.hours, n.people, b.with_preparation, b.asked, b.assigned, b.missing)
        for b, n in zip(bureaux, needs, strict=True)
    )
    columns = (
        "Point d'accueil",
        "Heures par an",
        "Personnes présentes",
        "ETP que prend l'ouverture",
        "ETP demandés",
        "ETP affectés",
        "ETP manquants",
    )
    return Table("Ce que demande chaque point d'accueil", columns, rows, _is_illustrative(audit))


def _told(audit: Audit) -> list[str]:
    work = load_scale().work
    prepared = number(60 * work.preparation_hours_a_day)
    least, outside = parameter_of(audit, "min_fte"), parameter_of(audit, "hors_les_murs_min_fte")
    told = [
        f"ETP que prend l'ouverture : (heures d'ouverture + {prepared} minutes par jour pour préparer) × personnes "
        f"présentes ÷ {number(work.hours_a_year)} h par an."
    ]
    if least is not None:
        told.append(
            f"ETP demandés : au point d'accueil principal, le minimum de la catégorie {audit.category} "
            f"({number(least)} ETP) ; aux autres, leurs heures d'ouverture seules. Les contrats qui ne nomment aucun "
            "point d'accueil comptent d'abord pour le principal (lecture déduite de l'audit de 2023)."
        )
    if outside is not None:
        told.append(f"Accueil hors les murs : {outside_feasible(audit.dossier, outside)[1]}.")
    return told


def staff_weeks(audit: Audit) -> Html:
    """Return the chart of the hours that the opening asks of the staff each week, and which weeks cannot be held."""
    weeks = weekly_staff.staff_weeks(audit.dossier, load_scale().work)
    if weeks is None:
        return render("paragraphs", paragraphs=[], empty=NO_STAFF)
    if not weeks.needed:
        empty = "Les horaires ou le nombre de personnes présentes ne sont décrits pour aucun point d'accueil."
        return render("paragraphs", paragraphs=[], empty=empty)
    chart = staff_weeks_chart(
        weeks.mondays, weeks.needed, weeks.average, weeks.at_most, _sources(audit), _is_illustrative(audit)
    )
    told = render("paragraphs", paragraphs=weeks_in_words(weeks), empty="")
    return Html(chart.html().html + told.html)


def _sources(audit: Audit) -> str:
    staff, hours = audit.dossier.staff, [p.bureau.hours for p in audit.dossier.points]
    told = [staff.source if staff else "", *(h.source for h in hours if h)]
    return " ; ".join(dict.fromkeys(text for text in told if text)) or "dossier de l'office"


def _is_illustrative(audit: Audit) -> bool:
    staff = audit.dossier.staff
    return bool(staff and staff.illustrative) or any(p.opening and p.opening.illustrative for p in audit.dossier.points)


def weeks_in_words(weeks: StaffWeeks) -> list[str]:
    """Return which weeks the contracts cannot hold, and what is not counted."""
    never, tight = cannot_be_held(weeks), held_without_leave(weeks)
    told = [
        "Au mieux : comme si tout le personnel n'était qu'à l'accueil. "
        + (
            f"{_weeks(never)} {'demande' if never.sum() == 1 else 'demandent'} plus d'heures que les contrats n'en "
            f"donnent, même sans aucun congé ({_spans(weeks, never)})."
            if never.any()
            else "Aucune semaine ne demande plus d'heures que les contrats n'en donnent sans congés."
        )
    ]
    if tight.any():
        told.append(f"{_weeks(tight)} ne tiennent que si personne n'est en congé ({_spans(weeks, tight)}).")
    if weeks.unplaced:
        told.append(f"Contrats non comptés, car leurs dates (start, end) manquent : {joined(weeks.unplaced)}.")
    if weeks.unknown:
        told.append(f"Demande incomplète, horaires ou personnes présentes non décrits : {joined(weeks.unknown)}.")
    return told


def _weeks(chosen: NDArray[np.bool_]) -> str:
    return quantity(int(chosen.sum()), "semaine")


def _spans(weeks: StaffWeeks, chosen: NDArray[np.bool_]) -> str:
    """Return the dates of the weeks chosen, weeks in a row as one run."""
    year = weeks.mondays[0].year
    first_days = [(monday - weeks.mondays[0]).days for monday in weeks.mondays]
    return told_runs(chosen[np.searchsorted(first_days, np.arange(days_in(year)), "right") - 1], year, 3)


def desk(audit: Audit) -> Html:
    """Return how long visitors of the main bureau wait when most of them come, and how many desks it would take."""
    point, attendance, scale = main_point(audit.dossier), audit.dossier.attendance, load_scale()
    people = point.bureau.people_present
    if point.opening is None or attendance is None or people is None:
        empty = "Il faut des horaires, des comptages et le nombre de personnes présentes pour estimer l'attente."
        return render("paragraphs", paragraphs=[], empty=empty)
    peak = desk_peak(demand_of(attendance), point.opening, scale.desk, people, attendance.proxy)
    empty = "Ces comptages ne permettent pas d'estimer l'attente : il en faut par heure ou par jour, des visiteurs."
    told = [] if peak is None else [*_peak(peak, point.bureau.name, attendance.proxy), _queues(peak, people)]
    illustrative = attendance.illustrative or point.opening.illustrative
    told += ["Estimation tirée de données illustratives."] if told and illustrative else []
    return render("paragraphs", paragraphs=told, empty=empty)


def _peak(peak: DeskPeak, name: str, proxy: str) -> list[str]:
    minutes, (low, high) = number(load_scale().desk.minutes_a_request), load_scale().desk.reach
    when = f"le {day(peak.when)}" + ("" if peak.hour is None else f", de {peak.hour} h à {peak.hour + 1} h")
    spread = " répartis également sur les heures d'ouverture," if peak.hour is None else ""
    if proxy == "guichet":
        return [
            f"Au plus fort, {when}, {name} reçoit {number(peak.visitors)} visiteurs,{spread} {minutes} minutes chacun."
        ]
    source = load_scale().sources["REACH"].title
    return [
        f"Au plus fort des heures ouvertes, {when}, la zone compte {quantity(peak.visitors, 'visiteur')}. Si "
        f"{number(10 * low)} à {number(10 * high)} sur 10 entraient à {name},{spread} il arriverait "
        f"{number(peak.low.arrivals_an_hour, 0)} à {number(peak.high.arrivals_an_hour, 0)} demandes par heure, de "
        f"{minutes} minutes chacune (hypothèses proposées ; {source})."
    ]


def _queues(peak: DeskPeak, people: float) -> str:
    longest = number(load_scale().desk.longest_wait_minutes)
    at_desk = quantity(max(int(people), 1), "personne")
    needed = sorted({peak.low.desks_needed, peak.high.desks_needed})
    asked = " à ".join(number(n) for n in needed)
    low, high = _wait(peak.low), _wait(peak.high)
    both = low if low == high else f"{low} dans le premier cas, {high} dans le second"
    return (
        f"Avec {at_desk} au comptoir, {both}. Pour attendre {longest} minutes au plus en moyenne, il faudrait {asked} "
        f"personne{'s' if needed[-1] > 1 else ''} (file d'attente d'Erlang)."
    )


def _wait(queue: Queue) -> str:
    if queue.waiting is None:
        return "la file s'allonge sans fin"
    return f"l'attente moyenne est de {number(queue.waiting.minutes, 1)} min"
