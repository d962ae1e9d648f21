"""A variant of an office kept: its dossier and its parameters, that every command reads like those of any office."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from otanalysis.dossier.documents import read_document
from otanalysis.dossier.drafts import copy_into, draft_of
from otanalysis.dossier.loader import read_dossier
from otanalysis.dossier.places import FILE, FILES, file_in
from otanalysis.dossier.slugs import APART, slug
from otanalysis.dossier.writing import edited, written
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.edits import edits
from otanalysis.explorer.present import Present, audit_under
from otanalysis.explorer.told import told
from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.yaml12 import Loc, parse_yaml

LONGEST = 80  # characters of what a variant is called
MARK = "enregistrée par l'explorateur"


@dataclass(frozen=True)
class Variant:
    """A variant: its name, as commands take it, and its two places."""

    name: str
    params: Path
    folder: Path


def variant_of(present: Present, label: str) -> Variant:
    """Return the name and the places of a variant; raises InputError for a label that cannot name one."""
    word = slug(label)
    if not word or not label.isprintable() or len(label) > LONGEST:
        advice = f"écrivez des lettres ou des chiffres, {LONGEST} signes au plus, comme « été du dimanche »"
        raise _refused(label, "ce n'est pas un nom de variante", advice)
    name = f"{present.folder.name}{APART}{word}"
    home = present.folder.parent
    return Variant(name, home / f"{name}.yaml", home / name)


def save(present: Present, choices: Choices, label: str, replace: bool = False) -> Variant:
    """Return the variant once it is written and read back; when it cannot be, nothing is written.

    Raises InputError when nothing is changed, when something of that name is there and ``replace`` is not asked or it
    is not a variant, when the dossier changed on the disk since it was read, or when the disk refuses.
    """
    label = " ".join(label.split())
    variant = variant_of(present, label)
    _refuse_others(variant, label, replace)
    if choices == Choices():
        raise _refused(label, "rien n'est changé", "changez au moins une chose avant d'enregistrer")
    try:
        with draft_of(variant.folder) as staged:
            copy_into(staged, dict(_files(present)))
            (staged / FILE).write_text(_dossier(present, choices, label), encoding="utf-8")
            read_dossier(staged, present.params.reference_year)
            _put(variant, staged, _params(present, choices, variant, label))
    except OSError as error:
        raise _refused(label, f"impossible d'écrire dans {variant.folder.parent.name}", error.strerror or "") from None
    return variant


def _refuse_others(variant: Variant, label: str, replace: bool) -> None:
    """Raise InputError for what is there and must stay."""
    there = [path for path in (variant.params, variant.folder) if path.exists()]
    if there and not replace:
        advice = "donnez un autre nom, ou demandez à remplacer cette variante"
        raise _refused(label, f"« {there[0].name} » existe déjà", advice)
    if there and not (variant.params.is_file() and MARK in variant.params.read_text(encoding="utf-8")):
        raise _refused(label, f"« {there[0].name} » n'est pas une variante de l'explorateur", "donnez un autre nom")


def _refused(label: str, message: str, advice: str) -> InputError:
    return InputError([Problem(f"variante « {label} »", 0, "", message, advice)])


def _files(present: Present) -> Iterator[tuple[Path, Path]]:
    """Yield the files that the dossier names, as they were read: the path in its folder, and the whole one."""
    inside = PurePosixPath(present.params.dossier)
    read = {PurePosixPath(i.path): i.sha256 for i in present.audit.dossier.inputs if i.sha256}
    for path, sha256 in read.items():
        if not path.is_relative_to(inside):
            continue
        name = Path(path.relative_to(inside))
        if digest(present.folder / name) != sha256:
            message = "a changé depuis que l'explorateur l'a lu"
            raise InputError([Problem(str(path), 0, "", message, "exécutez de nouveau le carnet")])
        if name.name not in FILES:
            yield name, present.folder / name


def _dossier(present: Present, choices: Choices, label: str) -> str:
    """Return the text of the variant's dossier: that of the office, its comments too, with what was changed."""
    document = read_document(present.folder, present.params.dossier)
    is_yaml = file_in(present.folder) == FILE
    text = (present.folder / FILE).read_text(encoding="utf-8") if is_yaml else written(document.data)
    data = parse_yaml(text, document.file).data
    changes = edits(data, present.audit.dossier, choices) | _named(present, choices, label)
    head = [_made(present, label) + " Ce qui change :", *(f"- {text}" for text in told(present, choices))]
    return "".join(f"# {' '.join(line.split())}\n" for line in head) + edited(text, changes)


def _made(present: Present, label: str) -> str:
    return f"Variante « {label} » de {present.params.dossier}, {MARK}."


def _named(present: Present, choices: Choices, label: str) -> dict[Loc, str]:
    """Return the edits by which pages say that they show a variant, and of what."""
    dossier = present.audit.dossier
    about = f"Variante « {label} », {MARK} : {' ; '.join(told(present, choices))}."
    return {
        ("office", "name"): f"{dossier.office.name}, variante « {label} »",
        ("context", len(dossier.context)): about,
    }


def _params(present: Present, choices: Choices, variant: Variant, label: str) -> str:
    """Return the parameters of the variant; the category is the one that the explorer showed."""
    values = {
        **present.params.model_dump(mode="json"),
        "dossier": str(PurePosixPath(present.params.dossier).parent / variant.name),
        "category": audit_under(present, choices).category,
        "edition": choices.edition or present.params.edition,
    }
    return written(values, _made(present, label))


def _put(variant: Variant, staged: Path, params: str) -> None:
    """Put the folder in place, then the parameters, by which commands find it."""
    part, old = variant.params.with_suffix(".part"), staged.with_name(f"{staged.name}.old")
    part.write_text(params, encoding="utf-8")
    if variant.folder.exists():
        variant.folder.rename(old)
    staged.rename(variant.folder)
    part.replace(variant.params)
    shutil.rmtree(old, ignore_errors=True)
