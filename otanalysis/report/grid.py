"""The grid of the criteria for the prefecture: a workbook made from the machine's copy of an audit alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from otanalysis.audit.findings import Paper
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status
from otanalysis.dossier.records import Evidence
from otanalysis.law.records import STANDING_IN_FRENCH, Standing, number_in
from otanalysis.report.criteria import paper_in_words
from otanalysis.report.workbook import Sheet, Value, workbook_bytes

Data = dict[str, Any]
NUMBERS = (("Mesuré", 12), ("Demandé", 12), ("Écart", 12), ("Unité", 11))
RULE = (("La règle est", 13), ("Donnée illustrative", 13))
CRITERIA = (
    ("N°", 9), ("Famille", 22), ("Critère", 28), ("Statut", 14), ("Pièces qui le prouvent", 30), ("À faire", 30),
    ("Ce qui est compté", 20), *NUMBERS, *RULE,
)  # fmt: skip
PAPERS = (
    ("À prouver", 40), ("Point d'accueil", 24), ("État", 14), ("Pièce", 50), ("Page", 12), ("Date", 12),
    ("Valable jusqu'au", 14),
)  # fmt: skip
REQUIREMENTS = (
    ("N°", 9), ("Exigence", 30), ("Point d'accueil", 16), ("Statut", 14), ("Constat", 28), *NUMBERS,
    ("Pièces", 28), ("À faire", 28), ("Déclaré par", 22), ("Sources", 12), *RULE,
)  # fmt: skip


def criteria_workbook(document: Data) -> bytes:
    """Return the grid of an audit's document (that of ``audit.json``) as an xlsx workbook: same document, same bytes.

    Sheets: one row a criterion of the edition; the papers to attach; one row a requirement; reserves and sources.
    """
    title = f"{document['office']['name']} : critères de classement en catégorie {document['category']}"
    opening = _opening(document, title)
    requirements = [(f["criterion"], r) for f in document["findings"] for r in f["requirements"]]
    families = {family["id"]: family["title"] for family in document["families"]}
    sheets = (
        Sheet("Critères", opening, CRITERIA, tuple(_criterion(f, families) for f in document["findings"]), 3),
        Sheet("Pièces à joindre", (), PAPERS, tuple(_paper(paper) for paper in document["papers"])),
        Sheet("Exigences", (), REQUIREMENTS, tuple(_requirement(c, r) for c, r in requirements), 2),
        Sheet("Réserves et sources", (), (("Quoi", 26), ("Texte", 120)), tuple(_notes(document))),
    )
    return workbook_bytes(sheets, title, date.fromisoformat(document["audit_date"]))


def _opening(document: Data, title: str) -> tuple[tuple[Value, ...], ...]:
    verdict = f"{document['verdict'][0].upper()}{document['verdict'][1:]}. {document['edition_title']}."
    invented = any(r["illustrative"] for f in document["findings"] for r in f["requirements"])
    notice = (
        "Des lignes reposent sur des données illustratives : la dernière colonne dit lesquelles." if invented else ""
    )
    if document["office"]["fictitious"]:
        notice = "Cet office n'existe pas : tous ses chiffres sont inventés."
    lines = ((title,), ("Audit du", date.fromisoformat(document["audit_date"]), verdict))
    return (*lines, (notice,)) if notice else lines


def _criterion(finding: Data, families: dict[str, str]) -> tuple[Value, ...]:
    requirements = finding["requirements"]
    tightest = min(filter(_is_counted, requirements), key=_room, default=None)
    return (
        int(number_in(finding["criterion"])),
        families[finding["family"]],
        f"« {finding['text']} »" if finding["text"] else finding["label"],
        STATUS_IN_FRENCH[Status(finding["status"])],
        _lines(text for r in requirements for text in _papers(r)),
        _lines(_action(r) for r in requirements),
        tightest["label"] if tightest else None,
        *_numbers(tightest),
        STANDING_IN_FRENCH[Standing(finding["standing"])],
        "oui" if any(r["illustrative"] for r in requirements) else None,
    )


def _requirement(criterion: str, found: Data) -> tuple[Value, ...]:
    return (
        int(number_in(criterion)),
        found["label"],
        found["bureau"],
        STATUS_IN_FRENCH[Status(found["status"])],
        found["reason"],
        *_numbers(found if _is_counted(found) else None),
        _lines(_papers(found)),
        _action(found),
        found["declared_by"],
        ", ".join(found["source"]),
        STANDING_IN_FRENCH[Standing(found["standing"])],
        "oui" if found["illustrative"] else None,
    )


def _paper(paper: Data) -> tuple[Value, ...]:
    evidence = paper["evidence"] or {"paper": paper["expected"], "page": "", "date": None, "expires": None}
    days = (date.fromisoformat(evidence[key]) if evidence[key] else None for key in ("date", "expires"))
    return (paper["label"], paper["bureau"], paper["state"], evidence["paper"], evidence["page"], *days)


def _is_counted(found: Data) -> bool:
    return found["margin"] is not None and found["status"] != Status.UNDOCUMENTED


def _room(found: Data) -> float:
    """Return the margin as a share of what is asked, to compare days with hours and people."""
    return float(found["margin"] / (found["threshold"] or 1))


def _numbers(found: Data | None) -> tuple[Value, ...]:
    keys = ("measured", "threshold", "margin", "unit")
    return tuple(found[key] if found else None for key in keys)


def _papers(found: Data) -> list[str]:
    """Return the papers that prove a requirement, in words, each with its state unless it is attached."""
    return [_words(p) + ("" if p["state"] == "jointe" else f" ({p['state']})") for p in found["evidence"]]


def _words(paper: Data) -> str:
    evidence = Evidence.model_validate(paper["evidence"]) if paper["evidence"] else None
    return paper_in_words(Paper(**paper | {"evidence": evidence})) or str(paper["expected"])


def _action(found: Data) -> str:
    if found["status"] == Status.UNDOCUMENTED:
        return f"À documenter : « {found['label']} »."
    return str(found["action"])


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _notes(document: Data) -> Iterable[tuple[Value, ...]]:
    yield from (("Réserve", text) for text in document["reserves"])
    yield from ((f"Source {name}", text) for name, text in document["sources"].items())
