"""The deck that auditors present: an audit's document as slides, in the order of the audit of 2023."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from otanalysis.audit.outcome import Status
from otanalysis.french import capital, day, day_of, joined, number
from otanalysis.law.loader import load_edition
from otanalysis.law.records import STANDING_IN_FRENCH, Edition, Standing, number_in
from otanalysis.report import sentences
from otanalysis.report.slide import Line, Slide, figures, paged

Document = dict[str, Any]
ASKED = (Status.MET, Status.BLOCKING, Status.UNDOCUMENTED)


def deck(document: Document, charts: Sequence[str]) -> list[Slide]:
    """Return the slides of an audit's document; ``charts`` are pieces of page, shown before the conclusions."""
    edition = load_edition(document["edition"])
    return [
        _title(document),
        *_context(document),
        *_territory(document),
        *_missions(edition),
        *_met(document, edition),
        *_blocking(document),
        *_undocumented(document),
        *(Slide("chart", "Ouverture et fréquentation", html=chart) for chart in dict.fromkeys(charts)),
        *_conclusions(document, edition),
        *_sources(document, edition),
    ]


def _title(document: Document) -> Slide:
    office, told = document["office"], day_of(document["audit_date"])
    marks = {
        "office fictif : tous ses chiffres sont inventés": office["fictitious"],
        "données illustratives": is_illustrative(document) and not office["fictitious"],
        "sous réserve": document["reserves"],
    }
    lines = (
        Line(f"pour la catégorie {document['category']}"),
        Line(f"audit au {told}, sur l'année {document['reference_year']}"),
    )
    return Slide(
        "cover", office["name"], lines, kicker="Audit de classement", marks=tuple(m for m in marks if marks[m])
    )


def is_illustrative(document: Document) -> bool:
    """Tell whether something of an audit rests on illustrative data."""
    requirements = [r for f in document["findings"] for r in f["requirements"]]
    counted = [document["attendance"] or {}, *document["opening"], *requirements]
    return any(each.get("illustrative") for each in counted)


def _context(document: Document) -> list[Slide]:
    source = document["office"]["source"]
    return paged("text", "Le contexte", [Line(text) for text in document["context"]], source=source)


def _territory(document: Document) -> list[Slide]:
    slides, territory = [], document["territory"]
    if territory:
        lines, by = _counts(territory), day_of(territory["as_of"])
        slides += figures(territory["name"], lines, f"Les offices de tourisme au {by}", territory["source"])
    lines = [Line(f["label"], _figure(f["value"])) for f in document["figures"]]
    source = joined(sorted({f["source"] for f in document["figures"] if f["source"]}) or [""])
    about = document["office"]["about"]
    return slides + figures("Le territoire de l'office", lines, about, source)


def _counts(territory: dict[str, Any]) -> list[Line]:
    by, offices = day_of(territory["planned_by"]), territory["offices"]
    told = {
        "offices de tourisme": offices,
        f"sont classés, sur {offices}": territory["classified"],
        f"le seraient d'ici le {by}": territory["classified"] + territory["planned"],
        "portent la marque Qualité Tourisme": territory["quality_marked"],
        "s'engagent vers cette marque": territory["quality_engaged"],
    }
    return [Line(text, number(value)) for text, value in told.items()]


def _figure(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def _missions(edition: Edition) -> list[Slide]:
    source = " ; ".join(edition.sources[key].title for key in sorted({m.source for m in edition.missions}))
    lines = [Line(mission.text) for mission in edition.missions]
    return paged("text", "Les missions de l'office", lines, source=source)


def _met(document: Document, edition: Edition) -> list[Slide]:
    found, lines = _with_status(document, Status.MET), []
    for family in edition.families:
        here = [f for f in found if f["family"] == family.id]
        labels = tuple(f["label"] + _tag(document, f["requirements"]) for f in here)
        lines += [Line(family.title, " ".join(map(_number, here)), labels)] if here else []
    empty = [Line("Aucun critère n'est encore rempli.")]
    return paged("met", "Les critères remplis", lines or empty, kicker=_how_many(document, Status.MET))


def _how_many(document: Document, status: Status) -> str:
    asked, count = len(_with_status(document, *ASKED)), document["counts"][status.value]
    return f"{count} critère{'s' if count > 1 else ''} sur {asked}"


def _tag(document: Document, requirements: Iterable[dict[str, Any]]) -> str:
    """Return what to add to a text that rests on illustrative data; a fictitious office says it on every slide."""
    tagged = any(r["illustrative"] for r in requirements) and not document["office"]["fictitious"]
    return " (donnée illustrative)" if tagged else ""


def _blocking(document: Document) -> list[Slide]:
    return [slide for finding in _with_status(document, Status.BLOCKING) for slide in _one_blocking(document, finding)]


def _one_blocking(document: Document, finding: dict[str, Any]) -> list[Slide]:
    open_ones = [r for r in finding["requirements"] if r["action"]]
    lines = [_to_do(r, _tag(document, [r])) for r in open_ones]
    kicker = f"Critère bloquant {_number(finding)}"
    return paged("blocking", finding["label"], [*lines, *map(Line, _missing(finding))], kicker=kicker)


def _to_do(requirement: dict[str, Any], tag: str) -> Line:
    """Return why a requirement blocks and what to do about it, or what the dossier must say."""
    if requirement["status"] == Status.UNDOCUMENTED:
        return Line(_unsaid(requirement))
    label = f"{requirement['label']} : " if requirement["margin"] is None else ""
    return Line(f"{capital(label + requirement['reason'])}.{tag}", more=(f"→ {requirement['action']}",))


def _unsaid(requirement: dict[str, Any]) -> str:
    counted = requirement["margin"] is not None
    return f"{capital(requirement['reason'])}." if counted else f"À documenter : « {requirement['label']} »."


def _missing(finding: dict[str, Any]) -> list[str]:
    """Return how much a criterion lacks in all, in one sentence, or nothing when nothing is counted."""
    lacking = [r for r in finding["requirements"] if r["status"] == Status.BLOCKING and (r["margin"] or 0) < 0]
    return [f"Au total, {sentences.gap(r['margin'], r['unit'])}." for r in lacking[-1:]]


def _undocumented(document: Document) -> list[Slide]:
    lines = []
    for finding in _with_status(document, Status.UNDOCUMENTED):
        open_ones = [r for r in finding["requirements"] if r["action"]]
        lines += [Line(finding["label"], _number(finding), tuple(map(_unsaid, open_ones)))]
    return paged("open", "Les critères à documenter", lines, kicker=_how_many(document, Status.UNDOCUMENTED))


def _conclusions(document: Document, edition: Edition) -> Iterator[Slide]:
    asked = _with_status(document, *ASKED)
    numbers = {status: [_number(f) for f in _with_status(document, status)] for status in Status}
    verdict = f"{capital(document['verdict'])} en catégorie\u00a0{document['category']}"
    squares = tuple(Line(sentences.word(Status(f["status"])), _number(f), kind=f["status"]) for f in asked)
    yield Slide("verdict", verdict, squares, kicker="Conclusion", source=sentences.counted(numbers))
    blocking, left = _with_status(document, Status.BLOCKING), numbers[Status.UNDOCUMENTED]
    lines = [Line(f["label"], _number(f), (*_actions(f), *_missing(f))) for f in blocking]
    lines += [Line(f"Compléter le dossier : critère{'s' if len(left) > 1 else ''} {joined(left)}.")] if left else []
    goal = "Pour accéder au classement" if blocking else "Pour pouvoir conclure"
    yield from paged("actions", goal, lines, kicker="Conclusion")
    told = f"Seul le préfet prononce le classement, pour {edition.validity_years} ans."
    reserves = [Line(f"{capital(text)}.") for text in document["reserves"]]
    yield from paged("text", "Sous réserve" if reserves else "La suite", [*reserves, Line(told)], kicker="Conclusion")


def _actions(finding: dict[str, Any]) -> list[str]:
    blocking = [r["action"] for r in finding["requirements"] if r["status"] == Status.BLOCKING]
    return list(dict.fromkeys(blocking))


def _sources(document: Document, edition: Edition) -> list[Slide]:
    requirements = [r for f in _with_status(document, *ASKED) for r in f["requirements"]]
    known = [(STANDING_IN_FRENCH[s], sum(r["standing"] == s for r in requirements)) for s in Standing]
    told = joined([f"{word} ({number(count)})" for word, count in known if count])
    cited = dict.fromkeys(key for r in requirements for key in r["source"])
    lines = [
        Line(f"{edition.title}, en vigueur depuis le {day(edition.in_force)}."),
        Line(f"Exigences de la catégorie {document['category']}, selon ce que l'on sait de la règle : {told}."),
        *([Line(f"L'office : {document['office']['source']}.")] if document["office"]["source"] else []),
        *(Line(f"{edition.sources[key].title}.") for key in cited),
        Line("Chaque constat, sa règle et sa pièce sont dans le rapport de l'audit."),
    ]
    return paged("sources", "Sources", lines)


def _with_status(document: Document, *statuses: Status) -> list[dict[str, Any]]:
    return [finding for finding in document["findings"] if finding["status"] in statuses]


def _number(finding: dict[str, Any]) -> str:
    return number_in(finding["criterion"])
