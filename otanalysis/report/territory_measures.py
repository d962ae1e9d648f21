"""The sections of a territory's page on what its offices do: activity and opening."""

from otanalysis.audit.territory import (
    Area,
    Document,
    label,
    opened,
    year_of,
)
from otanalysis.coherence.scale import load_scale
from otanalysis.french import number, percent, quantity
from otanalysis.opening.calendar import days_in
from otanalysis.report.figures import Chart
from otanalysis.report.html import Html, Table, render
from otanalysis.report.territory_charts import open_week_chart
from otanalysis.report.territory_sections import NO_AUDIT, left_out

NO_HOURS = "Aucun office audité ne donne d'horaires pour cette année."


def activity(area: Area) -> Html:
    """Return staff and opening in front of attendance, office by office."""
    rows = tuple(_activity(d) for d in area.audits)
    columns = (
        "Office", "ETP", "Heures d'ouverture", "ETP que prend l'ouverture", "Visiteurs comptés",
        "Visiteurs par heure ouverte", "Visiteurs venus pendant l'ouverture", "Ce qui est compté",
    )  # fmt: skip
    illustrative = any(map(_invented, area.audits))
    table = Table("Effectif, ouverture et fréquentation de l'année étudiée", columns, rows, illustrative)
    told = [
        "Les comptages ne disent pas tous la même chose : on ne compare deux offices que s'ils comptent pareil. Les "
        "heures de plusieurs points d'accueil s'ajoutent ; une année décrite en partie donne « au moins »."
    ]
    return render("tables", paragraphs=told if rows else [], tables=[table] if rows else [], empty=NO_AUDIT)


def _activity(document: Document) -> tuple[object, ...]:
    staffing, visitors = document.get("staffing") or {}, document.get("attendance") or {}
    hours, whole = _hours(document)
    asked = [need["fte_needed"] for need in staffing.get("needs", ())]
    people = visitors.get("total")
    covered = _coverage(document)
    return (
        label(document),
        staffing.get("fte"),
        hours if whole or hours is None else f"au moins {number(hours)}",
        None if None in asked or not asked else round(sum(asked), 2),
        people if people is None or not visitors["missing"] else f"au moins {number(people)}",
        round(people / hours, 1) if people and hours and whole and not visitors["missing"] else None,
        None if covered is None else percent(covered),
        visitors.get("label"),
    )


def _hours(document: Document) -> tuple[float | None, bool]:
    """Return the hours open in the year, all bureaux added, and whether every day of each is described."""
    bureaux = document.get("bureaux", ())
    known = [sum(told["minutes"]) / 60 for told in bureaux if told["minutes"] is not None]
    whole = len(known) == len(bureaux) and not any(told["not_described"] for told in bureaux)
    return (round(sum(known), 1) if known else None), whole


def _coverage(document: Document) -> float | None:
    """Return the share of visitors who come while the main bureau is open, by the widest way of counting."""
    main = next((told["name"] for told in document.get("bureaux", ()) if told["main"]), None)
    found = [row["coverage"] for row in document["coherence"] if row["bureau"] == main]
    return found[-1] if found else None


def _invented(document: Document) -> bool:
    parts = (document.get("staffing"), document.get("attendance"), *document.get("bureaux", ()))
    return any(part["illustrative"] for part in parts if part)


def week(area: Area) -> Chart | Html:
    """Return how many offices are open in each hour of the usual week of each season."""
    found = opened(area)
    if found is None:
        return render("paragraphs", paragraphs=[], empty=NO_HOURS if area.audits else NO_AUDIT)
    seasons, illustrative = [s.name for s in load_scale().seasons], any(c.illustrative for c in found.calendars)
    source = f"horaires de {quantity(len(found.names), 'office')} en {year_of(area)}"
    both = found.together
    return open_week_chart(seasons, both.offices, both.anyone, len(found.names), source, illustrative)


def days(area: Area) -> Html:
    """Return the days open of each office, and those when one at least is open."""
    found, year = opened(area), year_of(area)
    if found is None or year is None:
        return render("paragraphs", paragraphs=[], empty="")
    both, whole = found.together, days_in(year)
    at_least = "" if both.whole else "au moins "
    most = f" ; celui qui ouvre le plus, {quantity(max(both.days), 'jour')}" if len(both.days) > 1 else ""
    told = [
        f"En {year}, un office au moins est ouvert {at_least}{quantity(both.one, 'jour')} sur {whole}{most}. Les "
        f"{whole - both.one} autres jours, aucun office dont on connaît les horaires n'est ouvert.",
        *left_out(found.left_out),
    ]
    rows: list[tuple[object, ...]] = [
        (n, open_days, int(c.described.sum()))
        for n, open_days, c in zip(found.names, both.days, found.calendars, strict=True)
    ]
    rows += [("Un office au moins", both.one, None)] if len(rows) > 1 else []
    table = Table("Jours d'ouverture de l'année", ("Office", "Jours ouverts", "Jours décrits"), tuple(rows),
                  any(c.illustrative for c in found.calendars))  # fmt: skip
    return render("tables", paragraphs=told, tables=[table], empty="")
