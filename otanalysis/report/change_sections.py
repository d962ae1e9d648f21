"""What would change the audit: the smallest change of each requirement, and better hours for as many hours open."""

from dataclasses import replace

from otanalysis.audit.better_hours import BetterHours, better_hours
from otanalysis.audit.changes import Change, changes_of
from otanalysis.audit.findings import Audit
from otanalysis.audit.outcome import Status
from otanalysis.coherence.limits import stated
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.timetables import Suggestion
from otanalysis.coherence.underserved import usual_week
from otanalysis.french import joined, number, percent, quantity
from otanalysis.law.records import number_in
from otanalysis.opening.calendar import days_open, hours_open
from otanalysis.report import sentences
from otanalysis.report.coherence_sections import named
from otanalysis.report.html import Html, Table, render
from otanalysis.report.timetable_charts import timetables_chart

POINT = "."
COMPARED = ("", "Visiteurs couverts", "Jours", "Heures", "Heures de travail")


def changes(audit: Audit) -> Html:
    """Return the least change that each blocking figure asks, and the margin left to those that are met."""
    found = changes_of(audit)
    lacking = [change for change in found if change.finding.outcome.status is not Status.MET]
    enough = [change for change in found if change.finding.outcome.status is Status.MET]
    tables = [
        Table(caption, ("Exigence", told), tuple(map(_row, chosen)), any(change.illustrative for change in chosen))
        for caption, told, chosen in (
            ("Ce qui suffirait", "Le plus petit changement", lacking),
            ("Ce que l'office peut se permettre", "Marge", enough),
        )
        if chosen
    ]
    return render("tables", paragraphs=[], tables=tables, empty="Aucune exigence de cette catégorie n'est chiffrée.")


def _row(change: Change) -> tuple[str, str]:
    requirement, bureau = change.finding.requirement, change.finding.bureau
    number_of_criterion = number_in(requirement.id.split(".")[0])
    return (f"{number_of_criterion}. {requirement.label}" + (f" ({bureau})" if bureau else ""), change.text)


def timetables(audit: Audit) -> Html:
    """Return today's hours beside those that would reach most visitors in as many, and the fewest hours as good."""
    found = better_hours(audit)
    if found is None:
        empty = "Il faut des horaires décrits et des comptages pour chercher de meilleurs horaires."
        return render("paragraphs", paragraphs=[], empty=empty)
    if found.best is None or found.fewest is None:
        return render("paragraphs", paragraphs=[], empty=f"Pas de proposition : {found.why_not.rstrip(POINT)}.")
    table = Table(
        f"Aujourd'hui et mieux, {named(found.now)}",
        COMPARED,
        (_today(found), _suggested("Plus de visiteurs", found.best), _suggested("Moins d'heures", found.fewest)),
        found.now.illustrative,
    )
    chart = timetables_chart(
        [season.name for season in load_scale().seasons],
        usual_week(found.now.calendar, load_scale(), 48),
        found.best.week.open,
        sentences.counted_by(audit.dossier.attendance),
        found.now.illustrative,
    )
    told = [_gain(found, found.best), _cheaper(found, found.fewest)]
    shown = render("tables", paragraphs=told, tables=[table], empty="", reading=[_within(found), _meaning(found)])
    return Html(shown.html + chart.html().html)


def _today(found: BetterHours) -> tuple[str | float, ...]:
    calendar, covered = found.now.calendar, found.now.measures.coverage.coverage
    return ("Aujourd'hui", percent(covered), days_open(calendar), hours_open(calendar), _work_today(found))


def _work_today(found: BetterHours) -> float:
    calendar, limits = found.now.calendar, found.limits
    hours = hours_open(calendar) + limits.preparation_hours_a_day * days_open(calendar)
    return limits.people_present * hours


def _suggested(name: str, suggestion: Suggestion) -> tuple[str | float, ...]:
    s = suggestion
    return (name, percent(s.coverage), s.days, s.hours, s.person_hours)


def _gain(found: BetterHours, best: Suggestion) -> str:
    """Return what the best hours would bring, and how sure it is that nothing better exists."""
    now, hours = found.now.measures.coverage.coverage, hours_open(found.now.calendar)
    proof = "Aucun horaire ne fait mieux dans ces limites" if best.gap < 1e-6 else _near(best)
    if best.coverage <= now:
        return f"Les horaires d'aujourd'hui couvrent déjà au moins autant de visiteurs que toute proposition. {proof}."
    most = found.limits.hours_a_year or 0
    asked = f"En {number(most)} h par an, " + ("comme aujourd'hui" if most == hours else "le minimum de la catégorie")
    more = best.visitors * (1 - now / best.coverage)
    return (
        f"{asked}, d'autres horaires couvriraient {percent(best.coverage)} des visiteurs au lieu de {percent(now)}, "
        f"soit {quantity(round(more), 'visiteur')} de la zone de plus dans l'année. {proof}."
    )


def _near(best: Suggestion) -> str:
    return f"Le meilleur possible n'est pas à plus de {number(100 * best.gap)} % au-dessus"


def _cheaper(found: BetterHours, fewest: Suggestion) -> str:
    saved = _work_today(found) - fewest.person_hours
    if saved < 1:
        return "Couvrir autant de visiteurs qu'aujourd'hui ne demanderait pas moins d'heures de travail."
    sure = (
        ""
        if fewest.gap < 1e-6
        else f" ; le moins possible n'est pas à plus de {number(100 * fewest.gap, 1)} % en dessous"
    )
    fte = number(saved / load_scale().work.hours_a_year)
    return (
        f"Couvrir autant de visiteurs qu'aujourd'hui demanderait {number(fewest.hours)} h d'ouverture au lieu de "
        f"{number(hours_open(found.now.calendar))}, soit {number(saved, 0)} h de travail de moins ({fte} ETP){sure}."
    )


def _within(found: BetterHours) -> str:
    # With daily counts, the limits on the hours of a day say nothing: an open day keeps those of its season.
    of_a_day = replace(found.limits, hours_a_year=None, least_hours_a_year=0, min_days=0)
    names = [name for name in stated(found.limits) if found.by_hour or name not in stated(of_a_day)]
    return f"Limites : {joined(names)}. Jours fériés fermés aujourd'hui : fermés aussi."


def _meaning(found: BetterHours) -> str:
    days = "Les comptages sont par jour : seuls les jours changent, un jour ouvert garde les heures de sa saison. "
    hours = "Dans une saison, chaque jour ouvert a les mêmes heures. "
    return (
        (hours if found.by_hour else days)
        + "Heures de travail : personnes présentes × (heures d'ouverture + préparation). Un calcul ne connaît ni les "
        "marchés, ni les habitudes, ni le personnel : cette proposition se discute."
    )
