"""Where the parameters of audits are: those of an office, those of a territory."""

import os
from collections.abc import Sequence
from pathlib import Path

from otanalysis.dossier.places import find_folder
from otanalysis.dossier.territories import is_territory
from otanalysis.reading.problems import InputError, Problem, did_you_mean


def chosen_params(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the parameter files of the named offices and territories, or all; raises InputError for unknown names."""
    there = os.path.isdir(folder)  # noqa: PTH112 - never raises
    known = {path.stem: path for path in sorted(folder.glob("*.yaml"))} if there else {}
    if not known:
        raise InputError([Problem(str(folder), 0, "", "aucun fichier de paramètres", "il faut params/<nom>.yaml")])
    unreadable = [stem for stem in known if not stem.isprintable()]
    if unreadable:
        raise InputError(
            Problem(str(folder), 0, "", f"nom de fichier illisible « {stem} »", "renommez-le") for stem in unreadable
        )
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            Problem(str(folder), 0, "", f"office inconnu « {n} »", did_you_mean(n, known)) for n in unknown
        )
    return [known[name] for name in dict.fromkeys(names)] or list(known.values())


def chosen_offices(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the parameter files of the named offices, or of all; raises InputError for one of a territory too."""
    chosen = chosen_params(folder, names)
    wrong = [path.stem for path in chosen if names and is_territory(path)]
    if wrong:
        advice = "nommez un office ; « otanalysis run » refait la page d'un territoire"
        raise InputError(Problem(str(folder), 0, "", f"« {name} » est un territoire", advice) for name in wrong)
    return [path for path in chosen if not is_territory(path)]


def params_folder() -> Path:
    """Return the folder ``params`` of the project around the current folder, or where it would be."""
    here = Path("params")
    return here if os.path.isdir(here) else find_folder(str(here), Path.cwd()) or here  # noqa: PTH112 - never raises


def find_params(office: str) -> Path:
    """Return the parameters of an office, from its name in ``params/`` or the path of its file.

    Both are looked for from the current folder upwards; raises InputError for a name that is not there.
    """
    if not office.endswith((".yaml", ".yml")):
        return chosen_offices(params_folder(), (office,))[0]
    places = (base / office for base in (Path(), *Path.cwd().parents))
    return next((place for place in places if os.path.isfile(place)), Path(office))  # noqa: PTH113 - never raises
