"""Only what changed: what a report was made of, noted beside it, against what there is now.

``fraicheur.json`` holds, by kind and by name, the fingerprints (SHA-256 of contents, never dates of files) of:

- files: the parameters, and every file that the audit read or looked for (dossier, hours, counts, territory);
- edition: the id of the edition applied, and the day that chose it when the parameters name none: an edition that
  enters into force that day or before, once it is added, makes the report out of date;
- rules: that edition, the catalogue of facts, the marks of coherence; notebook; code; templates; versions of libraries;
- outputs: the three files themselves, so that a torn or hand-changed report is made again.

Today's date is not there: the day of an audit is in its parameters, and whatever expires does so against that day.
"""

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from otanalysis.batch.ingredients import Digests, find_notebook, notebook_digest, rules_of, shared
from otanalysis.dossier.places import TERRITORIES, find_folder
from otanalysis.law.loader import id_in_force_on
from otanalysis.reading.digest import ABSENT, digest

if TYPE_CHECKING:
    from otanalysis.dossier.records import RunParams

FILE = "fraicheur.json"
OUTPUTS = {"audit.ipynb", "audit.html", "audit.json"}
ASKED = "asked"  # the parameters name the edition: no day chooses it
NEVER, NO_STAMP = "jamais produit", f"{FILE} manque ou ne se lit pas"
CHANGES = {
    "files": "{name} a changé",
    "edition": "l'édition en vigueur est {new}, ce n'est plus {old}",
    "rules": "les règles ({name}) ont changé",
    "notebook": "le carnet a changé",
    "code": "le programme a changé",
    "templates": "la présentation a changé",
    "versions": "{name} est passé de {old} à {new}",
    "outputs": "{name} a été modifié",
}
WORDS = CHANGES | {"parameters": "{name} : {new} au lieu de {old}"}


def made_of(params: Path, notebook: Path) -> Digests:
    """Return the fingerprints of what a report is about to be made of, those of its dossier excepted."""
    return {"files": {params.name: digest(params)}, "notebook": {notebook.name: notebook_digest(notebook)}, **shared()}


def stamp(before: Digests, params: "RunParams", document: dict[str, Any], texts: dict[str, str]) -> str:
    """Return the text of ``fraicheur.json``: what ``made_of`` gave, what the audit read, what it gives."""
    edition, day = document["edition"], ASKED if params.edition else params.audit_date.isoformat()
    told = before | {
        "files": {**{i["path"]: i["sha256"] for i in document["inputs"]}, **before["files"]},
        "rules": rules_of(edition, before["rules"]),
        "edition": {day: edition},
        "outputs": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()},
        "dossier": {"folder": params.dossier},
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_stamp(folder: Path) -> Digests | None:
    """Return what the reports of a folder are made of, None when nobody noted it or it cannot be read."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        texts = [text for kind in (*CHANGES, "dossier") for text in told[kind].values()]
        whole = told["outputs"].keys() == OUTPUTS and told["dossier"].get("folder") and all(told.values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return told if whole and all(isinstance(text, str) for text in texts) else None


class Present:
    """What there is now; what several offices share is read once."""

    def __init__(self, package: Digests | None = None) -> None:
        self.package = package or shared()
        self._digest, self._notebook, self._edition = cache(digest), cache(notebook_digest), cache(edition_id_on)

    def reasons(self, params: Path, folder: Path) -> tuple[str, ...]:
        """Return why the reports of an office are to be made again, in French; nothing when they are up to date."""
        old = read_stamp(folder)
        if old is None or params.name not in old["files"]:
            return (NO_STAMP if any((folder / name).exists() for name in OUTPUTS) else NEVER,)
        new = self._like(old, params, folder)
        return differences({kind: old[kind] for kind in CHANGES}, new)

    def _like(self, old: Digests, params: Path, folder: Path) -> Digests:
        """Return what there is now of all that a stamp names."""
        root, dossier = params.resolve().parent.parent, old["dossier"]["folder"]
        home, notebook = find_folder(dossier, root) or root / dossier, find_notebook(root)
        return {
            **self.package,
            "files": {name: self._digest(place(name, dossier, home)) for name in old["files"]}
            | {params.name: digest(params)},
            "edition": {day: asked if day == ASKED else self._edition(day) for day, asked in old["edition"].items()},
            "notebook": {notebook.name: self._notebook(notebook)},
            "outputs": {name: digest(folder / name) for name in OUTPUTS},
        }


def edition_id_on(day: str) -> str:
    """Return the id of the edition in force on a day ("YYYY-MM-DD"), "aucune" when none was."""
    try:
        return id_in_force_on(date.fromisoformat(day))
    except ValueError:
        return "aucune"


def place(name: str, dossier: str, home: Path) -> Path:
    """Return where an input is now, from its path as the user writes it: in the dossier, else it is the territory."""
    path = PurePath(name)
    inside = path.is_relative_to(dossier)
    return home / path.relative_to(dossier) if inside else home.parent / TERRITORIES / path.name


def differences(old: Digests, new: Digests) -> tuple[str, ...]:
    """Return in French what changed among all that ``old`` names."""
    both = [(kind, name, old[kind][name], new[kind].get(name, ABSENT)) for kind in old for name in old[kind]]
    return tuple(_reason(kind, name, was, now) for kind, name, was, now in both if was != now)


def _reason(kind: str, name: str, old: str, new: str) -> str:
    name = PurePath(name).name
    if ABSENT in (old, new) and kind in {"files", "rules", "outputs"}:
        return f"{name} n'existe plus" if new == ABSENT else f"{name} a été ajouté"
    return WORDS[kind].format(name=name, old=old, new=new)
