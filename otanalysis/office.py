"""From the parameters of a run to an audit: reads the dossier, chooses the edition, and tells every mistake at once."""

from datetime import date
from pathlib import Path, PurePath

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.coherence.scale import FILE as SCALE
from otanalysis.dossier.dossier import Dossier
from otanalysis.dossier.loader import read_dossier
from otanalysis.dossier.places import FILES, file_in, find_folder
from otanalysis.dossier.records import RunParams
from otanalysis.french import day as in_words
from otanalysis.law.code import FILE as CODE
from otanalysis.law.loader import CATALOGUE, edition_ids, edition_on, load_catalogue, load_edition
from otanalysis.law.records import Edition
from otanalysis.opening.osm import FIRST_YEAR, LAST_YEAR
from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem, did_you_mean, nearest
from otanalysis.reading.records import build
from otanalysis.reading.versions import versions
from otanalysis.reading.yaml12 import Document, read_yaml

PACKAGE = Path(__file__).parent
ROMAN = {"1": "I", "2": "II", "3": "III"}


def audit_params(path: Path) -> Audit:
    """Return the audit that a file ``params/<name>.yaml`` asks for; raises InputError with every mistake."""
    return audit_written(read_yaml(path), path.resolve().parent.parent)


def audit_written(document: Document, start: Path) -> Audit:
    """Return the audit that parameters ask for, whose dossier is looked for from ``start`` upwards.

    Raises InputError with every mistake, in French.
    """
    params, problems = build(RunParams, document.data, document)
    edition, found = edition_asked(params, document) if params else (None, [])
    dossier, others = _dossier(document, start)
    problems += [*found, *others, *_order(params, dossier)]
    if problems or params is None or edition is None or dossier is None:
        raise InputError(problems)
    return audit_of(dossier, edition, params.category, params.audit_date, Path(params.dossier).name)


def audit_of(dossier: Dossier, edition: Edition, category: str, day: date, name: str) -> Audit:
    """Return the audit of a dossier already read, with the versions and the rules that it is made with."""
    made_with = (versions(), rules_used(edition.id))
    return audit_dossier(dossier, edition, category, day, load_catalogue(), name, *made_with)


def _order(params: RunParams | None, dossier: Dossier | None) -> list[Problem]:
    """Return the mistake of a previous audit that is not one: it comes after the audit that is asked for."""
    previous = dossier.previous if dossier else None
    if params is None or previous is None or previous.audit_date <= params.audit_date:
        return []
    message = (
        f"l'audit précédent est du {in_words(previous.audit_date)}, après celui-ci ({in_words(params.audit_date)})"
    )
    advice = "donnez un audit.json plus ancien, ou retirez la clé"
    shown = next(i.path for i in dossier.inputs if PurePath(i.path).name in FILES) if dossier else params.dossier
    return [Problem(shown, 0, "previous_audit", message, advice)]


def edition_asked(params: RunParams, document: Document) -> tuple[Edition | None, list[Problem]]:
    """Return the edition asked for, and the mistakes on edition and category."""
    try:
        edition = load_edition(params.edition) if params.edition else edition_on(params.audit_date)
    except InputError as error:
        near = nearest(params.edition, edition_ids())
        better = f'"{near}"' if near else ""
        return None, [document.problem((p.key,), p.message, p.advice, better) for p in error.problems]
    if params.category in edition.categories:
        return edition, []
    meant = ROMAN.get(params.category, params.category.strip().upper())
    message = f"catégorie inconnue « {params.category} » dans l'édition {edition.id}"
    advice = "valeurs connues : " + ", ".join(edition.categories)
    better = f'"{meant}"' if meant in edition.categories else ""
    return edition, [document.problem(("category",), message, advice, better)]


def _dossier(document: Document, start: Path) -> tuple[Dossier | None, list[Problem]]:
    """Return the dossier of a run, and its mistakes, even those that a run with mistakes of its own would hide."""
    written, year = document.data.get("dossier"), document.data.get("reference_year")
    if not isinstance(written, str) or not written.strip():
        return None, []
    folder = find_folder(written, start)
    if folder is None:
        return None, [_missing_folder(document, written, start)]
    known = type(year) is int and FIRST_YEAR <= year <= LAST_YEAR
    try:
        return read_dossier(folder, year if known else LAST_YEAR, written), []
    except InputError as error:
        return None, [problem for problem in error.problems if known or problem.key != "date"]


def _missing_folder(document: Document, written: str, start: Path) -> Problem:
    beside = find_folder(str(Path(written).parent), start)
    known = sorted(path.name for path in beside.iterdir() if (path / file_in(path)).exists()) if beside else []
    near = nearest(Path(written).name, known)
    advice = did_you_mean(Path(written).name, known) if known else "écrivez le chemin du dossier de l'office"
    better = f'"{(Path(written).parent / near).as_posix()}"' if near else ""
    return document.problem(("dossier",), f"le dossier « {written} » n'existe pas", advice, better)


def rules_used(edition: str) -> dict[str, str]:
    """Return the SHA-256 of each file of rules that an audit by an edition applies, by its place in the package."""
    names = (f"law/{edition}.yaml", f"law/{CATALOGUE}.yaml", f"law/{CODE.name}", f"coherence/{SCALE.name}")
    return {name: digest(PACKAGE / name) for name in names}
