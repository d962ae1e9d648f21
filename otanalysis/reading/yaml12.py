"""A strict reader of YAML 1.2: what is written is what is read, and every value keeps its place.

Only ``true``, ``false``, ``null`` and plain numbers are not text. ``9:30``, ``01004``, ``no`` and ``2023-09-30`` stay
the text that somebody typed, where YAML 1.1 would make 570, 516, False and a date of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import read_text

Loc = tuple[str | int, ...]
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """A file read: its data (mappings, tuples, scalars), the line of each value, and its lines of text."""

    file: str
    data: Any
    places: dict[Loc, int]
    lines: tuple[str, ...]

    def line_of(self, loc: Loc) -> int:
        """Return the line (from 1) of the value at ``loc``, or of the nearest block around it."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, 1)

    def written_at(self, line: int) -> str:
        """Return the text of a line (from 1), or an empty string."""
        return self.lines[line - 1].rstrip() if 0 < line <= len(self.lines) else ""


def read_yaml(path: Path, shown: str = "") -> Document:
    """Return a YAML file whose top level is a mapping.

    Raises InputError for what is not YAML, an empty file, a top level that is not a mapping, duplicate keys, anchors.
    """
    return parse_yaml(read_text(path, shown), shown or str(path))


def parse_yaml(text: str, shown: str) -> Document:
    """Return YAML text as a document; raises InputError as ``read_yaml`` does."""
    node = _compose(text, shown)
    reader = _Reader(shown)
    data = reader.value(node, ()) if node is not None else None
    if not data and not reader.problems:
        reader.refuse(0, "", "le fichier est vide", "écrivez au moins une ligne « clé: valeur »")
    elif not isinstance(data, dict):
        kind = "une liste" if isinstance(data, tuple) else "une simple valeur"
        reader.refuse(1, "", f"le fichier contient {kind}", "il faut un bloc de lignes « clé: valeur »")
    if reader.problems:
        raise InputError(reader.problems)
    return Document(shown, data, reader.places, tuple(text.splitlines()))


def _compose(text: str, shown: str) -> Node | None:
    try:
        node: Node | None = YAML(pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, text.count("\n") + 1) if mark else 0
    except (YAMLError, RecursionError, ValueError):
        line = 0
    else:
        return node
    message = "ce n'est pas du YAML : la lecture s'arrête ici" if line else "ce n'est pas du YAML"
    advice = "vérifiez l'alignement des lignes, les guillemets, les crochets et les deux-points, ici et juste au-dessus"
    raise InputError([Problem(shown, line, "", message, advice)])


class _Reader:
    """Turns nodes into plain values, noting places and mistakes on the way."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def refuse(self, line: int, key: str, message: str, advice: str) -> None:
        self.problems.append(Problem(self.shown, line, key, message, advice))

    def value(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        line = node.start_mark.line + 1
        self.places.setdefault(loc, line)
        if id(node) in self.seen or node.anchor:
            self.refuse(line, dotted(loc), "les ancres (&, *) ne sont pas acceptées", "répétez le texte")
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            return tuple(self.value(child, (*loc, n)) for n, child in enumerate(node.value))
        return scalar(str(node.value), plain=getattr(node, "style", None) is None)

    def mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        return {key: self.value(child, (*loc, key)) for key, child in self.entries(node, loc)}

    def entries(self, node: MappingNode, loc: Loc) -> Iterator[tuple[str, Node]]:
        first: dict[str, int] = {}
        for key_node, child in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.refuse(line, dotted(loc), "une clé doit être un mot", "mettez des guillemets")
            elif key in first:
                self.refuse(line, key, f"la clé est écrite deux fois (déjà ligne {first[key]})", "gardez-en une seule")
            else:
                first[key] = line
                self.places[(*loc, key)] = line
                yield key, child


def scalar(text: str, plain: bool) -> str | int | float | bool | None:
    """Return the value of a scalar: text, unless it is written plainly as true, false, null or a number."""
    if not plain:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text) and len(text) < 19:
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def dotted(loc: Loc) -> str:
    """Return a place as people count: ``bureaux.1.hours`` is the first bureau's."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
