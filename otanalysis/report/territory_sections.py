"""The sections of a territory's page on classification: counts, offices and criteria, marks, sources."""

from collections import Counter
from datetime import date

from otanalysis.audit.deadlines import Kind
from otanalysis.audit.outcome import Status
from otanalysis.audit.territory import Area, Document, Reasons, invented, label
from otanalysis.french import capital, day, day_of, joined, quantity
from otanalysis.law.records import number_in
from otanalysis.report.figures import Chart
from otanalysis.report.html import TITLE, Html, Table, render
from otanalysis.report.territory_charts import blocking_chart, path_chart

MOST = 10
NO_AUDIT = (
    "Aucun office de ce territoire n'a d'audit dans l'observatoire : seuls les comptes du territoire sont connus. "
    "« otanalysis run » audite un office dont le dossier nomme ce territoire."
)
SIGNS = {Status.MET: "✓", Status.BLOCKING: "✗", Status.UNDOCUMENTED: "?", Status.NOT_APPLICABLE: ""}


def headline(area: Area) -> Html:
    """Return the first screen: offices counted, classified now and planned, marks, audits; and the page's title."""
    counted = area.counted
    title = f"{counted.name} : les offices de tourisme du territoire"
    shown = render("territory", counted=counted, audited=len(area.audits), invented=_warning(area))
    return Html(shown.html, {TITLE: title})


def _warning(area: Area) -> str:
    if area.counted.fictitious:
        return "Ce territoire n'existe pas : tous ses chiffres sont inventés."
    if invented(area.audits):
        return "Des constats des audits reposent sur des données illustratives ; chaque tableau concerné le dit."
    return ""


def path(area: Area) -> Html:
    """Return the charts of the way to classification and to the quality mark, and who is only counted."""
    c = area.counted
    classified = [
        (f"Classés au {day(c.as_of)}", c.classified, 0),
        (f"Classés au {day(c.planned_by)}, si les projets aboutissent", c.classified, c.planned),
    ]
    marked = [("Marque Qualité Tourisme, acquise ou engagée", c.quality_marked, c.quality_engaged)]
    charts = [
        path_chart("Les offices classés, et ceux qui devraient l'être", classified, c.offices, c.source, c.fictitious),
        path_chart("La marque Qualité Tourisme", marked, c.offices, c.source, c.fictitious),
    ]
    return Html("\n".join([*(chart.html().html for chart in charts), _told(_path_in_words(area))]))


def _path_in_words(area: Area) -> list[str]:
    c, only = area.counted, area.counted.offices - len(area.audits)
    said = [
        f"{_are(c.classified, 'est classé', 'sont classés')}, sur {c.offices} ; {quantity(c.planned, 'autre')} "
        f"{'le seraient' if c.planned > 1 else 'le serait'} d'ici le {day(c.planned_by)}, ce qui ferait "
        f"{c.classified + c.planned} sur {c.offices}.",
        f"{_are(c.quality_marked, 'porte', 'portent')} la marque Qualité Tourisme, {c.quality_engaged} "
        f"s'y engage{'nt' if c.quality_engaged > 1 else ''}.",
    ]
    if only > 0:
        counted = _are(only, "est seulement compté", "sont seulement comptés")
        said.append(f"{counted}, sur {c.offices} : la source ne donne pas de nom, et rien d'autre n'en est dit ici.")
    if only < 0:
        said.append(f"L'observatoire tient {len(area.audits)} audits, pour {c.offices} offices comptés : à corriger.")
    held = sum(_is_classified(d, c.as_of) for d in area.audits)
    if held > c.classified:
        ours = f"D'après les dossiers, {_are(held, 'est classé', 'sont classés')} au {day(c.as_of)}"
        said.append(f"{ours}, pour {c.classified} compté{'s' if c.classified > 1 else ''} : à corriger.")
    return said


def _is_classified(document: Document, on: date) -> bool:
    """Tell whether an audit knows of a classification in force that day."""
    ours = (d for d in document.get("deadlines", ()) if d["kind"] == Kind.CLASSIFICATION)
    return any(d["start"] <= on.isoformat() <= d["day"] for d in ours if d["start"] and d["day"])


def _are(count: int, one: str, many: str) -> str:
    return f"{quantity(count, 'office')} {many if count > 1 else one}"


def _told(texts: list[str]) -> str:
    return render("paragraphs", paragraphs=texts, empty="").html


def left_out(reasons: Reasons) -> list[str]:
    """Return which offices are not counted, by reason."""
    by_reason: dict[str, list[str]] = {}
    for name, why in reasons:
        by_reason.setdefault(why, []).append(name)
    named = [
        f"{joined(names[:5])}{' et d’autres' if len(names) > 5 else ''} ({why})" for why, names in by_reason.items()
    ]
    return [f"Hors de ce calcul : {' ; '.join(named)}."] if named else []


def offices(area: Area) -> Html:
    """Return the matrix of audited offices and criteria, with verdict, category, classification held."""
    if not area.audits:
        return _nothing()
    labels = {f["criterion"]: f["label"] for d in area.audits for f in d["findings"]}
    asked = sorted(c for c in labels if any(_status(d, c) is not Status.NOT_APPLICABLE for d in area.audits))
    rows = [
        {"office": d, "name": label(d), "held": _held(d), "cells": [_cell(d, c) for c in asked]} for d in area.audits
    ]
    columns = [(number_in(c), labels[c]) for c in asked]
    return render("territory_offices", rows=rows, columns=columns, illustrative=invented(area.audits))


def _nothing() -> Html:
    return render("paragraphs", paragraphs=[], empty=NO_AUDIT)


def _status(document: Document, criterion: str) -> Status:
    found = (f["status"] for f in document["findings"] if f["criterion"] == criterion)
    return Status(next(found, Status.NOT_APPLICABLE))


def _cell(document: Document, criterion: str) -> tuple[str, str]:
    status = _status(document, criterion)
    return status.value if SIGNS[status] else "", SIGNS[status]


def _held(document: Document) -> str:
    held = document.get("classification")
    if not held:
        return "non dit par le dossier"
    star = " *" if held["illustrative"] else ""
    return f"catégorie {held['category']} depuis le {day_of(held['since'])}{star}"


def blocking(area: Area) -> Chart | Html:
    """Return the criteria that block, or remain to document, for most audited offices, the worst ten first."""
    labels = {f["criterion"]: f["label"] for d in area.audits for f in d["findings"]}
    counts = {
        s: Counter(f["criterion"] for d in area.audits for f in d["findings"] if f["status"] == s) for s in Status
    }
    blocked, unsaid, asked = counts[Status.BLOCKING], counts[Status.UNDOCUMENTED], sum(counts.values(), Counter())
    asked -= counts[Status.NOT_APPLICABLE]
    worst = sorted(blocked.keys() | unsaid.keys(), key=lambda c: (-blocked[c], -unsaid[c], c))[:MOST]
    if not worst:
        empty = "Aucun critère ne bloque ni ne reste à documenter." if area.audits else NO_AUDIT
        return render("paragraphs", paragraphs=[], empty=empty)
    rows = [(f"{number_in(c)}. {labels[c]}", asked[c], blocked[c], unsaid[c]) for c in worst]
    source = f"derniers audits de {quantity(len(area.audits), 'office')}"
    return blocking_chart(rows, source, invented(area.audits))


def marks(area: Area) -> Html:
    """Return the marks and labels that the audited offices hold, those that end first at the top."""
    rows = [(mark["until"] or "", label(d), mark) for d in area.audits for mark in d.get("marks", ())]
    rows.sort(key=lambda row: (row[0] or "9999", row[1]))
    cells = tuple(
        (name, _mark(m["name"]), date.fromisoformat(m["since"]), date.fromisoformat(until) if until else "sans fin")
        for until, name, m in rows
    )
    columns = ("Office", "Marque ou label", "Depuis le", "Jusqu'au")
    table = Table("Les marques des offices audités", columns, cells, any(m["illustrative"] for _, _, m in rows))
    empty = "Les audits ne disent aucune marque." if area.audits else NO_AUDIT
    return render("tables", paragraphs=[], tables=[table] if rows else [], empty=empty)


def _mark(name: str) -> str:
    return capital(name.replace("_", " "))


def sources(area: Area) -> Html:
    """Return where the counts come from, and the audits read, with what each was made on."""
    c = area.counted
    told = [f"Comptes du territoire au {day(c.as_of)} : {c.source}."]
    rows = tuple(
        (
            label(d),
            d["category"],
            date.fromisoformat(d["audit_date"]),
            str(d["reference_year"]),
            d.get("edition_title") or d["edition"],
        )
        for d in area.audits
    )
    columns = ("Office", "Catégorie demandée", "Audit du", "Année étudiée", "Arrêté appliqué")
    table = Table("Les derniers audits de l'observatoire", columns, rows, area.counted.fictitious)
    return render("tables", paragraphs=told, tables=[table] if rows else [], empty=NO_AUDIT)
