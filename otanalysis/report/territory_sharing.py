"""The sections of a territory's page on what sharing would change: staff in common, hors les murs."""

import numpy as np

from otanalysis.audit.territory import Area, label, missed, outings, pooled, year_of
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.together import Outings, Pool
from otanalysis.french import WEEKDAYS, joined, percent, quantity
from otanalysis.report.html import Html, Table, render
from otanalysis.report.staff_charts import staff_weeks_chart
from otanalysis.report.territory_sections import NO_AUDIT, left_out

MOST_STACKED, MOST_MISSED = 6, 5


def pooling(area: Area) -> Html:
    """Return what the opening of all offices asks of all their staff, and what putting it in common changes."""
    found = pooled(area)
    if found is None:
        empty = "Aucun office audité n'a des horaires et un effectif entièrement décrits." if area.audits else NO_AUDIT
        return render("paragraphs", paragraphs=[], empty=empty)
    many = len(found.names) > MOST_STACKED
    asked = (
        {"Tous les offices": found.pool.asked.sum(axis=0)}
        if many
        else dict(zip(found.names, found.pool.asked, strict=True))
    )
    given = found.pool.given.sum(axis=0)
    source = f"contrats et horaires de {quantity(len(found.names), 'office')} en {year_of(area)}"
    chart = staff_weeks_chart(found.mondays, asked, given, found.pool.at_most.sum(axis=0), source, found.illustrative)
    told = [*_pool_in_words(found.pool), *left_out(found.left_out), _hypotheses()]
    table = _pool_table(found.names, found.pool, found.illustrative)
    shown = render("tables", paragraphs=told, tables=[table], empty="")
    return Html(shown.html + chart.html().html)


def _hypotheses() -> str:
    return (
        "Hypothèses : chacun peut tenir chaque point d'accueil, sans temps de trajet ; tout l'effectif est à "
        "l'accueil, congés répartis ; l'ouverture prend aussi une demi-heure de préparation par jour. C'est le mieux "
        "possible : ce que l'effectif commun ne tient pas, aucun planning ne le tient. L'audit, lui, compte l'effectif "
        "de chaque office à part : une mise en commun ne remplit pas son critère d'effectif."
    )


def _pool_in_words(pool: Pool) -> list[str]:
    if len(pool.asked) == 1:
        return ["Un seul office a des horaires et un effectif entièrement décrits : il n'a personne avec qui partager."]
    alone, together = pool.lacking_alone.sum(), pool.lacking_together.sum()
    if not alone:
        return [
            "Chaque office tient son ouverture avec son propre effectif ; mis en commun, il resterait au moins "
            f"{quantity(round(float(pool.room.min())), 'h')} libres chaque semaine."
        ]
    weeks = int((pool.lacking_together > 0).sum())
    rest = f"il n'en manquerait plus que {quantity(round(together), 'h')}, sur {quantity(weeks, 'semaine')}"
    return [
        f"Chacun pour soi, il manque {quantity(round(alone), 'h')} de présence dans l'année ; en commun, "
        f"{rest if together else 'il n’en manquerait plus aucune'}."
    ]


def _pool_table(names: tuple[str, ...], pool: Pool, illustrative: bool) -> Table:
    def row(name: str, asked: np.ndarray, given: np.ndarray, lacking: np.ndarray) -> tuple[object, ...]:
        return name, round(asked.sum()), round(given.sum()), round(lacking.sum()), int((lacking > 0).sum())

    rows = [row(*told) for told in zip(names, pool.asked, pool.given, pool.lacking_alone, strict=True)]
    if len(names) > 1:
        rows.append(row("En commun", pool.asked.sum(axis=0), pool.given.sum(axis=0), pool.lacking_together))
    columns = ("Office", "Heures à tenir", "Heures disponibles", "Heures qui manquent", "Semaines où il en manque")
    return Table("Heures de présence de l'année", columns, tuple(rows), illustrative)


def outside(area: Area) -> Html:
    """Return who comes on days when their office is shut, and what one shared reception outside a week would meet."""
    lost, found = missed(area), outings(area)
    if lost is None or found is None:
        empty = "Aucun office audité n'a à la fois des horaires et des visiteurs comptés jour par jour."
        return render("paragraphs", paragraphs=[], empty=empty if area.audits else NO_AUDIT)
    rows = tuple(
        (name, round(float(days.sum())), percent(float(days.sum()) / total) if total else None, int((days > 0).sum()))
        for name, days, total in zip(lost.names, lost.visitors, lost.counted, strict=True)
    )
    columns = ("Office", "Visiteurs de jours fermés", "Part de l'année", "Jours")
    table = Table("Visiteurs de la zone venus un jour où leur office est fermé", columns, rows, lost.illustrative)
    alone = len(area.audits) == 1
    told = [
        *_missed_in_words(None if alone else lost.elsewhere, found),
        *_when(lost.by_weekday),
        *left_out(lost.left_out),
        _refused(area),
    ]
    return render(
        "tables",
        paragraphs=[text for text in told if text],
        tables=[table, _outing_table(found, lost.illustrative)],
        empty="",
    )


def _missed_in_words(elsewhere: float | None, found: Outings) -> list[str]:
    """Return how many visitors come when their office is shut; ``elsewhere`` is None for an office alone."""
    if not found.missed:
        return ["Aucun visiteur n'est compté un jour où son office est fermé."]
    people = quantity(round(found.missed), "visiteur")
    said = f"{people} de la zone viennent un jour où leur office est fermé et n'accueille pas hors les murs"
    others = "un seul office est connu, et rien n'est encore partagé"
    if elsewhere is not None:
        others = (
            f"{percent(elsewhere / found.missed)} d'entre eux viennent quand un autre office du territoire est ouvert"
        )
    return [
        f"{said} ; {others}.",
        "Hypothèses : ce sont des visiteurs de la zone, qui ne passeraient pas tous à l'accueil ; une seule équipe, "
        "une sortie par semaine, une personne, une demi-heure de préparation, sans temps de trajet.",
    ]


def _when(by_weekday: np.ndarray) -> list[str]:
    """Return the weekdays and seasons that miss most visitors."""
    names = [season.name for season in load_scale().seasons]
    worst = np.argsort(-by_weekday, axis=None, kind="stable")[:MOST_MISSED]
    cells = [np.unravel_index(n, by_weekday.shape) for n in worst.tolist() if by_weekday.flat[n] > 0]
    said = [f"{WEEKDAYS[d]} ({names[s]}, {quantity(round(float(by_weekday[s, d])), 'visiteur')})" for s, d in cells]
    return [f"Surtout : {joined(said)}."] if said else []


def _outing_table(found: Outings, illustrative: bool) -> Table:
    scale = load_scale()
    hours = quantity(scale.full_day_hours, "h")
    rows = (
        ("Sans limite d'effectif", found.weeks, round(found.met), _share(found.met, found)),
        (
            "Avec les heures que l'effectif commun laisse libres",
            found.held,
            round(found.met_held),
            _share(found.met_held, found),
        ),
    )
    columns = (
        f"Une sortie de {hours} par semaine",
        "Sorties",
        "Visiteurs de ces jours-là",
        "Part des visiteurs de jours fermés",
    )
    return Table("Une équipe commune, là où le plus de visiteurs trouvent porte close", columns, rows, illustrative)


def _share(met: float, found: Outings) -> str | None:
    return percent(met / found.missed) if found.missed else None


def _refused(area: Area) -> str:
    """Return which offices may not count a reception outside today, and why."""
    rows = [
        (label(d), row["refused"]) for d in area.audits for row in d["opening"] if "hors les murs" in row["hypothesis"]
    ]
    named = list(dict.fromkeys(f"{name} ({why})" for name, why in rows if why))
    return f"Hors les murs que l'audit ne compte pas aujourd'hui : {' ; '.join(named[:5])}." if named else ""
