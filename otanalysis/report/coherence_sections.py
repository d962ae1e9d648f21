"""Opening against visitors, measured: what is covered, what is missed, and how that reads. No legal threshold."""

from otanalysis.attendance.series import Step
from otanalysis.audit.coherence import Coherence, coherences, widest_of
from otanalysis.audit.findings import Audit
from otanalysis.coherence.confidence import Interval
from otanalysis.coherence.demand import demand_of
from otanalysis.coherence.metrics import Seasonality
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.underserved import Underserved, underserved, usual_visitors, usual_week
from otanalysis.french import MONTHS, WEEKDAYS, number, percent
from otanalysis.opening.calendar import days_in
from otanalysis.report import sentences
from otanalysis.report.coverage_charts import CoverageRow, coverage_chart
from otanalysis.report.figures import Chart
from otanalysis.report.html import Html, Table, render
from otanalysis.report.week_charts import weeks_chart

MOST_ROWS = 8
NOTHING = "Il faut des horaires décrits et des comptages pour mesurer la cohérence."
NO_WEEK = "Des comptages par mois ne disent pas quels jours ni à quelles heures viennent les visiteurs."
MEANING = (
    "Visiteurs couverts : la part des visiteurs de la zone présents quand l'office est ouvert. Au hasard : cette part "
    "si les mêmes heures étaient réparties également. Au mieux : si elles tombaient toutes aux moments les plus "
    "fréquentés.",
    "Placement : 1 au mieux, 0 pas mieux qu'au hasard, en dessous de 0 à contre-saison ; il ne récompense pas le "
    "simple fait d'ouvrir plus longtemps. Mois communs : ce que les mois de visiteurs et ceux d'ouverture partagent, "
    "100 % quand ils se suivent exactement.",
)


def coherence(audit: Audit) -> Html:
    """Return what is measured of the opening of each bureau and way of counting, and how it reads."""
    rows = coherences(audit)
    columns = (
        "Point d'accueil et façon de compter",
        "Visiteurs couverts",
        "Au hasard",
        "Au mieux",
        "Placement, par jour",
        "Mois communs",
        "Lecture proposée",
    )
    cells = tuple((named(row), *_measured(row), row.word or f"non lue : {row.why_no_word}") for row in rows)
    table = Table("Les heures d'ouverture face aux visiteurs", columns, cells, any(row.illustrative for row in rows))
    if not rows:
        return render("tables", paragraphs=[], tables=[], empty=NOTHING)
    reading = [*MEANING, *_observed(audit, rows)]
    return render("tables", paragraphs=[*_season(rows), _scale()], tables=[table], empty="", reading=reading)


def named(row: Coherence) -> str:
    """Return a bureau and a way of counting in a few words."""
    return f"{row.bureau}, {row.hypothesis}"


def _measured(row: Coherence) -> tuple[str | None, ...]:
    found = row.measures
    skill, interval = found.by_day.skill, row.likely_skill
    placed = None if skill is None else number(skill) + (f" ({_between(interval, 1)})" if interval else "")
    return (
        f"{percent(found.coverage.coverage)} ({_between(row.likely_coverage, 100)} %)",
        percent(found.coverage.baseline),
        percent(found.coverage.best),
        placed,
        None if found.overlap is None else percent(found.overlap),
    )


def _between(interval: Interval, unit: float) -> str:
    decimals = 0 if unit == 100 else 2
    return f"{number(unit * interval.low, decimals)} à {number(unit * interval.high, decimals)}"


def _season(rows: tuple[Coherence, ...]) -> list[str]:
    year = rows[0].measures.seasonality
    return [season_in_words(year)] if year else []


def season_in_words(year: Seasonality) -> str:
    """Return how seasonal the visitors are, in words."""
    return (
        f"Le mois le plus fréquenté, {MONTHS[year.peak_month - 1]}, reçoit {number(year.peak_ratio, 1)} fois les "
        f"visiteurs d'un mois moyen (indice de Gini des mois : {number(year.gini)} ; 0 quand ils sont égaux)."
    )


def _scale() -> str:
    scale = load_scale()
    overlap, skill = percent(scale.coherent.overlap), number(scale.coherent.skill)
    return (
        f"La lecture est proposée par otanalysis et n'a aucune valeur légale : « cohérent » à partir de {overlap} de "
        f"mois communs et au-dessus de {skill} de placement, « incohérent » sous {number(scale.incoherent.skill)} de "
        "placement, « à justifier » entre les deux. Elle ne change aucun critère."
    )


def _observed(audit: Audit, rows: tuple[Coherence, ...]) -> list[str]:
    """Return the days observed and what the numbers between brackets are."""
    level, days = load_scale().bootstrap.level, sorted({row.measures.days for row in rows})
    seen = " ou ".join(number(count) for count in days)
    return [
        f"Mesuré sur {seen} jours de {audit.dossier.year} sur {days_in(audit.dossier.year)}. Entre parenthèses : où "
        f"tombe la mesure {number(100 * level)} fois sur 100 quand d'autres semaines des mêmes saisons sont tirées au "
        "sort."
    ]


def coverage(audit: Audit) -> Chart | Html:
    """Return the chart of the visitors covered, between hours spread evenly and the same hours at their best."""
    rows = coherences(audit)
    if not rows:
        return render("paragraphs", paragraphs=[], empty=NOTHING)
    drawn = [_drawn(row) for row in rows]
    return coverage_chart(drawn, sentences.counted_by(audit.dossier.attendance), any(r.illustrative for r in rows))


def _drawn(row: Coherence) -> CoverageRow:
    found, interval = row.measures.coverage, row.likely_coverage
    return CoverageRow(named(row), found.coverage, found.baseline, found.best, interval.low, interval.high)


def weeks(audit: Audit) -> Chart | Html:
    """Return the chart of the average week of each season: visitors by weekday and hour, opening drawn over them."""
    rows, attendance, scale = coherences(audit), audit.dossier.attendance, load_scale()
    if not rows or attendance is None or attendance.step is Step.MONTH:
        return render("paragraphs", paragraphs=[], empty=NO_WEEK if rows else NOTHING)
    widest = widest_of(rows)
    return weeks_chart(
        [season.name for season in scale.seasons],
        usual_visitors(demand_of(attendance), scale),
        usual_week(widest.calendar, scale, 24),
        sentences.counted_by(attendance),
        widest.illustrative,
    )


def missed(audit: Audit) -> Html:
    """Return the hours of the week when visitors come and the office is shut, those that miss most first."""
    rows, attendance = coherences(audit), audit.dossier.attendance
    if not rows or attendance is None or attendance.step is Step.MONTH:
        return render(
            "paragraphs",
            paragraphs=[],
            empty="Les moments mal desservis ne peuvent pas être cherchés." if rows else NOTHING,
        )
    widest = widest_of(rows)
    found = underserved(widest.measures.weeks, load_scale().underserved_percentile)
    seasons = [season.name for season in load_scale().seasons]
    hourly = widest.measures.weeks.visitors.shape[2] > 1
    cells = tuple(
        (f"{WEEKDAYS[u.weekday]}, {seasons[u.season]}", _hours(u) if hourly else "la journée", round(u.lost))
        for u in found[:MOST_ROWS]
    )
    caption = f"Moments fermés et fréquentés, {named(widest)}"
    table = Table(caption, ("Jour et saison", "Heures", "Visiteurs de la zone sur l'année"), cells, widest.illustrative)
    percentile = number(load_scale().underserved_percentile)
    told = [
        "Un moment est mal desservi quand l'office y est fermé plus d'une fois sur deux et que la zone reçoit alors "
        f"autant de visiteurs qu'aux heures ouvertes les plus fréquentées (à partir du centile {percentile})."
    ]
    told += [f"Les {MOST_ROWS} premiers moments sur {len(found)} sont donnés."] if len(found) > MOST_ROWS else []
    empty = "Aucun moment fermé n'est aussi fréquenté que les heures ouvertes les plus chargées."
    return render("tables", paragraphs=told, tables=[table] if found else [], empty=empty)


def _hours(u: Underserved) -> str:
    return f"{u.hours[0]} h – {u.hours[1]} h"
