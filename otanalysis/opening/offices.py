"""The one office that is meant, out of a file that may hold a whole département."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from otanalysis.reading.problems import InputError, Problem, nearest

SHOWN = 8


class Candidate(NamedTuple):
    """An object that has hours: its identifiers, its name, where it is in the file, and what it holds."""

    ids: tuple[str, ...]
    name: str
    place: str
    data: dict[str, Any]


def only(candidates: Iterable[Candidate], office: str, shown: str) -> Candidate:
    """Return the candidate named ``office``, by identifier or by name, or the only one when ``office`` is empty.

    Accents, capitals and spaces do not count in names; the same identifier twice is one office when all it holds is
    equal. Raises InputError when none or several are meant, with the nearest names.
    """
    wanted, kept, names = plain(office), list[Candidate](), dict[str, str]()
    for one in candidates:
        names.setdefault(one.ids[0] if one.ids else one.place, one.name)
        if len(kept) < SHOWN and (not wanted or wanted in _known_as(one)) and not _twin(one, kept):
            kept.append(one)
    if len(kept) == 1:
        return kept[0]
    raise _several(kept, len(names), office, shown) if kept else _none(names, office, shown)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text without accents, capitals, or repeated spaces, to compare names."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _known_as(one: Candidate) -> set[str]:
    """Return all that an office answers to: its name, its identifiers, and the end of those that are addresses."""
    return {plain(text) for id_ in (*one.ids, one.name) for text in (id_, id_.rstrip("/").rsplit("/", 1)[-1]) if text}


def _twin(one: Candidate, kept: list[Candidate]) -> bool:
    """Tell whether a candidate was already kept: exports repeat objects."""
    return any(one.ids == other.ids and one.ids and one.data == other.data for other in kept)


def _several(kept: list[Candidate], count: int, office: str, shown: str) -> InputError:
    """Return the error of a file where ``office`` does not say which one is meant."""
    listed = " ; ".join(f"« {one.name} » ({one.ids[0] if one.ids else one.place})" for one in kept)
    message = (
        f"plusieurs fiches s'appellent « {office} »" if office else f"{count} fiches ont des horaires : laquelle ?"
    )
    return InputError([Problem(shown, 0, "office", message, f"donnez l'identifiant de l'une d'elles : {listed}")])


def _none(names: dict[str, str], office: str, shown: str) -> InputError:
    """Return the error of a file without the office, with the nearest names that it has."""
    if not names:
        advice = "vérifiez le fichier : aucune de ses fiches ne porte d'horaires d'ouverture"
        return InputError([Problem(shown, 0, "", "aucune fiche avec des horaires dans ce fichier", advice)])
    known = {plain(name): name for name in names.values()} | {plain(id_): id_ for id_ in names}
    near = nearest(plain(office), known)
    some = ", ".join(f"« {name} »" for name in sorted(set(names.values()))[:SHOWN])
    advice = f"vouliez-vous dire « {known[near]} » ?" if near else f"fiches du fichier : {some}"
    return InputError([Problem(shown, 0, "office", f"office absent du fichier : « {office} »", advice)])
