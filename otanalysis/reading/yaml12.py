"""A strict reader of YAML 1.2: what is written is what is read, and every value keeps its place.

Only ``true``, ``false``, ``null`` and plain numbers are not text. ``9:30``, ``01004``, ``no`` and ``2023-09-30`` stay
the text that somebody typed, where YAML 1.1 would make 570, 516, False and a date of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import FORBIDDEN, read_text
from otanalysis.reading.yaml_errors import ALIGNMENT, explained

Loc = tuple[str | int, ...]
Span = tuple[int, int, int]  # line from 1, first column from 0, column after the last
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
LONGEST, DEEPEST, MOST_DIGITS = 500_000, 30, 40


@dataclass(frozen=True)
class Document:
    """A file read: its data (mappings, tuples, scalars), the line of each value, and its lines of text.

    ``keys`` and ``values`` tell the columns of keys and of one-line values: what a correction replaces. ``problems``
    are mistakes that left the rest readable.
    """

    file: str
    data: Any
    places: dict[Loc, int]
    lines: tuple[str, ...]
    keys: dict[Loc, Span] = field(default_factory=dict)
    values: dict[Loc, Span] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def cell_of(self, loc: Loc) -> str:
        """Return the name of the cell of the value at ``loc``; a text file has none."""
        return ""

    def line_of(self, loc: Loc) -> int:
        """Return the line (from 1) of the value at ``loc``, or of the nearest block around it; 0 without any."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, 0)

    def written_at(self, line: int) -> str:
        """Return the text of a line (from 1), or an empty string."""
        return self.lines[line - 1].rstrip() if 0 < line <= len(self.lines) else ""

    def source(self, loc: Loc) -> str:
        """Return a one-line value as it is written, quotes and all, or an empty string."""
        line, first, end = self.values.get(loc, (0, 0, 0))
        return self.written_at(line)[first:end]

    def problem(self, loc: Loc, message: str, advice: str = "", value: str = "", key: str = "") -> Problem:
        """Return a mistake at ``loc``, its line corrected by another value or another key (as YAML) when given."""
        line = self.line_of(loc)
        span, better = (self.values.get(loc), value) if value else (self.keys.get(loc), key)
        written = self.written_at(line)
        corrected = written[: span[1]] + better + written[span[2] :] if better and span and span[0] == line else ""
        return Problem(self.file, line, dotted(loc), message, advice, written.strip(), corrected.strip())


def read_yaml(path: Path, shown: str = "") -> Document:
    """Return a YAML file whose top level is a mapping.

    Raises InputError for what is not YAML, an empty file, a top level that is not a mapping, duplicate keys, anchors,
    tags, invisible characters.
    """
    return parse_yaml(read_text(path, shown), shown or str(path))


def parse_yaml(text: str, shown: str) -> Document:
    """Return YAML text as a document; raises InputError as ``read_yaml`` does."""
    node = _compose(text, shown)
    reader = _Reader(shown, text)
    data = reader.value(node, ()) if node is not None else None
    if (data is None or data == {}) and not reader.problems:
        reader.refuse(0, "", "le fichier est vide", "écrivez au moins une ligne « clé: valeur »")
    elif not isinstance(data, dict) and not reader.problems:
        kind = "une liste" if isinstance(data, tuple) else "une simple valeur"
        reader.refuse(1, "", f"le fichier contient {kind}", "il faut un bloc de lignes « clé: valeur »")
    if reader.problems:
        raise InputError(reader.problems)
    return Document(shown, data, reader.places, tuple(text.split("\n")), reader.keys, reader.values)


def _compose(text: str, shown: str) -> Node | None:
    if len(text) > LONGEST:
        advice = "un dossier en fait quelques milliers : vérifiez que c'est le bon fichier"
        raise InputError([Problem(shown, 0, "", f"le fichier compte {len(text)} caractères", advice)])
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    yaml.composer.warn_double_anchors = False
    try:
        node: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        raise InputError([explained(error, text, shown)]) from None
    except (YAMLError, RecursionError, ValueError):
        raise InputError([Problem(shown, 0, "", "ce n'est pas du YAML", ALIGNMENT)]) from None
    return node


class _Reader:
    """Turns nodes into plain values, noting places and mistakes on the way."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.text = shown, text
        self.places: dict[Loc, int] = {}
        self.keys: dict[Loc, Span] = {}
        self.values: dict[Loc, Span] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def refuse(self, line: int, key: str, message: str, advice: str) -> None:
        self.problems.append(Problem(self.shown, line, key, message, advice))

    def value(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        line = node.start_mark.line + 1
        self.places.setdefault(loc, line)
        if node.start_mark.line == node.end_mark.line:
            self.values[loc] = _span(node)
        if id(node) in self.seen or node.anchor:
            self.refuse(line, dotted(loc), "les ancres (&, *) ne sont pas acceptées", "répétez le texte")
            return None
        self.seen.add(id(node))
        if self.text.startswith("!", node.start_mark.index):
            self.refuse(
                line, dotted(loc), "les étiquettes (!) ne sont pas acceptées", "mettez le texte entre guillemets"
            )
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            return tuple(self.value(child, (*loc, n)) for n, child in enumerate(node.value))
        return scalar(self.visible(node, loc), plain=getattr(node, "style", None) is None)

    def visible(self, node: Node, loc: Loc) -> str:
        """Return the text of a node, without the invisible characters that escapes can write, told on the way."""
        text = str(node.value)
        found = FORBIDDEN.search(text)
        if found is not None:
            message = f"caractère invisible, de code {ord(found[0]):04X}"
            self.refuse(node.start_mark.line + 1, dotted(loc), message, "effacez-le")
        return FORBIDDEN.sub("", text)

    def mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        return {key: self.value(child, (*loc, key)) for key, child in self.entries(node, loc)}

    def entries(self, node: MappingNode, loc: Loc) -> Iterator[tuple[str, Node]]:
        first: dict[str, int] = {}
        for key_node, child in node.value:
            key, line = self.visible(key_node, loc), key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.refuse(line, dotted(loc), "une clé doit être un mot", "mettez des guillemets")
            elif key in first:
                self.refuse(line, key, f"la clé est écrite deux fois (déjà ligne {first[key]})", "gardez-en une seule")
            else:
                first[key] = line
                self.places[(*loc, key)] = line
                self.keys[(*loc, key)] = _span(key_node)
                yield key, child


def _span(node: Node) -> Span:
    return node.start_mark.line + 1, node.start_mark.column, node.end_mark.column


def scalar(text: str, plain: bool) -> str | int | float | bool | None:
    """Return the value of a scalar: text, unless it is written plainly as true, false, null or a number."""
    if not plain or len(text) > MOST_DIGITS:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def dotted(loc: Loc) -> str:
    """Return a place as people count: ``bureaux.1.hours`` is the first bureau's."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
