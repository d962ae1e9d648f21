"""Whether a page is the one that was produced, and still tells what the files say."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from otanalysis.batch.freshness import differences, edition_id_on, place
from otanalysis.batch.ingredients import Digests
from otanalysis.dossier.loader import read_params
from otanalysis.dossier.places import FILES, find_folder
from otanalysis.dossier.records import RunParams
from otanalysis.french import day
from otanalysis.office import rules_used
from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.versions import versions
from otanalysis.report.seal import Origin, seal_of

MODIFIED = "la page a été modifiée après coup : ce n'est plus celle qu'otanalysis a produite."
INTACT = "la page est intacte, telle qu'otanalysis l'a produite."
NOT_HERE = "Les fichiers de départ ne sont pas ici, rien à comparer."
SAME = "Elle correspond toujours à ses fichiers de départ, aux règles et aux logiciels d'ici."
CHANGED = "Elle ne correspond plus à ce qui est ici. Depuis :"


@dataclass(frozen=True)
class Verification:
    """What is found of a page: whether it holds, and French lines that say why."""

    holds: bool
    lines: tuple[str, ...]


def verify(page: Path, params: Sequence[Path]) -> Verification:
    """Return what is found of a page, against the offices whose parameter files are given; they may be none.

    Raises InputError for a file that is not an audit's page, or when the parameters of its office cannot be read.
    """
    seal = seal_of(_text(page))
    if seal is None:
        raise _not_a_page(page, "ce n'est pas la page d'un audit, ou elle date d'avant les empreintes")
    if not seal.intact:
        return Verification(False, (f"{page} : {MODIFIED}",))
    now = _present(seal.origin, params)
    if now is None:
        return Verification(True, (f"{page} : {INTACT}", NOT_HERE))
    changes = differences(*now)
    told = (CHANGED, *(f"- {change}" for change in changes)) if changes else (SAME,)
    return Verification(not changes, (f"{page} : {INTACT}", *told))


def _text(page: Path) -> str:
    try:
        if page.is_file():
            return page.read_text(encoding="utf-8")
    except (OSError, ValueError):  # ValueError: bytes that are no text, or a name that no file can bear
        raise _not_a_page(page, "ce fichier ne se lit pas") from None
    raise _not_a_page(page, "ce fichier n'existe pas")


def _not_a_page(page: Path, message: str) -> InputError:
    return InputError([Problem(str(page), 0, "", message, "donnez un audit.html, produit par « otanalysis run »")])


def _present(origin: Origin, params: Sequence[Path]) -> tuple[Digests, Digests] | None:
    """Return what the page was made from and what there is now of it, None when its office is not among ``params``.

    Of several audits of the same dossier, the page is compared with the one most like it.
    """
    dossier = next((PurePath(i.path).parent for i in origin.inputs if PurePath(i.path).name in FILES), None)
    found, errors = [], list[Problem]()
    for path in params:
        try:
            asked = read_params(path)
        except InputError as error:
            errors += error.problems
            continue
        if PurePath(asked.dossier) == dossier:
            found.append((_then(origin, asked), _now(origin, asked, path.resolve().parent.parent)))
    if errors and not found:
        raise InputError(errors)
    return min(found, key=lambda both: len(differences(*both)), default=None)


def _then(origin: Origin, asked: RunParams) -> Digests:
    """Return what a page was made from, as ``differences`` compares it."""
    return {
        "files": {i.path: i.sha256 for i in origin.inputs},
        **_chosen(origin, origin.edition, asked),
        "rules": origin.rules,
        "versions": origin.versions,
    }


def _now(origin: Origin, asked: RunParams, root: Path) -> Digests:
    home = find_folder(asked.dossier, root) or root / asked.dossier
    edition = asked.edition or edition_id_on(asked.audit_date.isoformat())
    return {
        "files": {i.path: digest(place(i.path, asked.dossier, home)) for i in origin.inputs},
        **_chosen(asked, edition, asked),
        "rules": rules_used(origin.edition),
        "versions": versions(),
    }


def _chosen(told: Origin | RunParams, edition: str, asked: RunParams) -> Digests:
    """Return what was asked of an audit; an edition that nobody asked for is the one in force."""
    values = {
        "catégorie visée": told.category,
        "date de l'audit": day(told.audit_date),
        "année des horaires": str(told.reference_year),
    }
    by_name = {"édition demandée": edition} if asked.edition else {}
    return {"parameters": values | by_name, "edition": {} if asked.edition else {"": edition}}
