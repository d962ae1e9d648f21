"""Dossiers written back as YAML: a new one from its data, or some values of one that somebody wrote by hand."""

from collections.abc import Iterable, Mapping, MutableMapping, MutableSequence, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from otanalysis.dossier.trailing import lines_kept
from otanalysis.reading.problems import InputError
from otanalysis.reading.yaml12 import Loc, parse_yaml

LONGEST_FLOW = 120  # a fact or a list that fits on a line stays on one
SEQUENCE, OFFSET = 4, 2


def written(data: Mapping[str, Any], head: str = "") -> str:
    """Return data as YAML text under a comment, which ``parse_yaml`` reads back as it was."""
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    return _checked(comment + _dumped(_styled(data)), data)


def edited(text: str, changes: Mapping[Loc, Any]) -> str:
    """Return the text of a dossier with values set at their places; comments, quotes and the order of keys stay.

    ``None`` takes a key away. Blocks on the way to a place are made when they lack; a list grows by its next index.
    Raises InputError when the text is not YAML, LookupError when a place is beyond a list or under a plain value,
    ValueError when the edit cannot be told in YAML.
    """
    before = parse_yaml(text, "dossier.yaml").data
    expected = _plain(before)
    tree, indent, offset = load_yaml_guess_indent(text, yaml=_round_trip())
    for place, value in changes.items():
        _put(expected, place, value)
        with lines_kept(tree, place):
            _put(tree, place, value if value is None else _styled(value))
    return _checked(_dumped(tree, indent or SEQUENCE, offset if indent else OFFSET), expected)


def _put(tree: Any, place: Loc, value: Any) -> None:  # noqa: ANN401 - a tree of YAML
    """Set or take away what is at a place."""
    *way, last = place
    for key, after in zip(way, place[1:], strict=True):
        if isinstance(tree, MutableMapping) and tree.get(key) is None:
            tree[key] = CommentedSeq() if isinstance(after, int) else CommentedMap()
        tree = tree[key]
    if isinstance(tree, MutableMapping) and value is None:
        tree.pop(last, None)
    elif isinstance(tree, MutableMapping):
        tree[last] = value
    elif isinstance(tree, MutableSequence) and isinstance(last, int) and value is None:
        del tree[last]
    elif isinstance(tree, MutableSequence) and last == len(tree):
        tree.append(value)
    elif isinstance(tree, MutableSequence) and isinstance(last, int):
        tree[last] = value
    else:
        raise LookupError(f"nothing can be set at {place}")


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a copy made of dictionaries and lists."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value


def _styled(value: Any) -> Any:  # noqa: ANN401
    """Return a value in the style of the dossiers: texts in quotes, short blocks of plain values on a line."""
    if isinstance(value, Mapping):
        block = CommentedMap({key: _styled(inner) for key, inner in value.items()})
        return _on_a_line(block, value.values(), value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _on_a_line(CommentedSeq([_styled(inner) for inner in value]), value, value)
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value


def _on_a_line(block: Any, inside: Iterable[Any], value: object) -> Any:  # noqa: ANN401
    """Return a block set on one line when it is short and holds no block of several."""
    if len(str(_plain(value))) <= LONGEST_FLOW and not any(isinstance(inner, Mapping | list) for inner in inside):
        block.fa.set_flow_style()
    return block


def _dumped(tree: Any, sequence: int = SEQUENCE, offset: int = OFFSET) -> str:  # noqa: ANN401
    stream, yaml = StringIO(), _round_trip()
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    yaml.dump(tree, stream)
    return stream.getvalue()


def _round_trip() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 10_000
    return yaml


def _checked(text: str, expected: object) -> str:
    """Return the text once it is known to say what is meant; raises ValueError for what would read otherwise."""
    try:
        same = _plain(parse_yaml(text, "dossier.yaml").data) == _plain(expected)
    except InputError:
        same = False
    if not same:
        raise ValueError("the text would not be read back as it was given")
    return text
