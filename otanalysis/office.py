"""From the parameters of a run to an audit: reads the dossier, chooses the edition, and tells every mistake at once."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.dossier.loader import find_folder, read_dossier
from otanalysis.dossier.records import RunParams
from otanalysis.law.loader import edition_on, load_catalogue, load_edition
from otanalysis.law.records import Edition
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document, read_yaml

PACKAGES = ("otanalysis", "holidays", "matplotlib", "nbconvert", "numpy", "opening-hours-py", "pandas", "papermill")


def audit_office(
    dossier: str, category: str, audit_date: str, reference_year: int, edition: str = "", start: Path | None = None
) -> Audit:
    """Return the audit of the office whose dossier is in the folder ``dossier``.

    The folder is looked for from ``start`` (the current folder) upwards; ``audit_date`` is "YYYY-MM-DD"; ``edition``
    empty means the one in force that day. Raises InputError with every mistake, in French.
    """
    written = {
        "dossier": dossier,
        "category": category,
        "audit_date": audit_date,
        "reference_year": reference_year,
        "edition": edition,
    }
    return _audit(Document("paramètres", written, {}, ()), start or Path.cwd())


def audit_params(path: Path) -> Audit:
    """Return the audit that a file ``params/<name>.yaml`` asks for; raises InputError with every mistake."""
    return _audit(read_yaml(path), path.resolve().parent.parent)


def _audit(document: Document, start: Path) -> Audit:
    params, problems = build(RunParams, document.data, document)
    if params is None:
        raise InputError([*problems, *_dossier_problems(document.data, start)])
    edition, problems = _edition(params, document)
    folder = find_folder(params.dossier, start)
    if not folder.is_dir():
        raise InputError([*problems, _missing_folder(document, params.dossier)])
    try:
        dossier = read_dossier(folder, params.reference_year, params.dossier)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if edition is None:
        raise InputError(problems)
    name = Path(params.dossier).name
    return audit_dossier(dossier, edition, params.category, params.audit_date, load_catalogue(), name, versions())


def _edition(params: RunParams, document: Document) -> tuple[Edition | None, list[Problem]]:
    """Return the edition asked for, and the mistakes on edition and category."""
    try:
        edition = load_edition(params.edition) if params.edition else edition_on(params.audit_date)
    except InputError as error:
        return None, [_placed(document, problem) for problem in error.problems]
    if params.category in edition.categories:
        return edition, []
    advice = did_you_mean(params.category, edition.categories)
    message = f"catégorie inconnue « {params.category} » dans l'édition {edition.id}"
    return None, [_placed(document, Problem("", 0, "category", message, advice))]


def _placed(document: Document, problem: Problem) -> Problem:
    line = document.places.get((problem.key,), 0)
    return Problem(document.file, line, problem.key, problem.message, problem.advice, document.written_at(line).strip())


def _missing_folder(document: Document, dossier: str) -> Problem:
    message = f"le dossier « {dossier} » n'existe pas"
    return _placed(document, Problem("", 0, "dossier", message, "écrivez le chemin du dossier de l'office"))


def _dossier_problems(data: dict[str, Any], start: Path) -> tuple[Problem, ...]:
    """Return the mistakes of a dossier whose run has mistakes of its own; the year is then a guess."""
    dossier, year = data.get("dossier"), data.get("reference_year")
    folder = find_folder(dossier, start) if isinstance(dossier, str) else None
    if folder is None or not folder.is_dir() or not isinstance(year, int) or not 2000 <= year <= 2075:
        return ()
    try:
        read_dossier(folder, year, str(dossier))
    except InputError as error:
        return error.problems
    return ()


def versions() -> dict[str, str]:
    """Return the version of each package that an audit's figures and pages depend on."""
    return {name: version(name) for name in PACKAGES}
