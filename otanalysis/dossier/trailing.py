"""What follows a value in a file of YAML: blank lines and comments stay when the value is replaced or taken away."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

from otanalysis.reading.yaml12 import Loc


@contextmanager
def lines_kept(tree: Any, place: Loc) -> Iterator[None]:  # noqa: ANN401 - a tree of YAML
    """Have what follows the value at a place still follow, once it is changed, what is there or before it."""
    *way, key = place
    block = _block(tree, way)
    before = _keys(block)
    if not before:
        yield
        return
    last = key if key in before else before[-1]
    lines = _taken(block, last) + _ended(block[last])
    yield
    there = key if len(_keys(block)) >= len(before) else dict(zip(before[1:], before, strict=False)).get(key)
    if there is not None:
        _follow(block, there, _taken(block, there) + lines)


def _block(tree: Any, way: list[str | int]) -> Any:  # noqa: ANN401
    for key in way:
        tree = tree[key] if key in _keys(tree) else None
    return tree


def _keys(block: Any) -> list[str | int]:  # noqa: ANN401
    if isinstance(block, CommentedMap):
        return list(block)
    return list(range(len(block))) if isinstance(block, CommentedSeq) else []


def _taken(block: Any, key: str | int) -> str:  # noqa: ANN401
    """Return the lines that follow a value, once they no longer do; the comment on its own line stays."""
    kept, at, slot = _home(block, key)
    token = kept.get(at, [None] * 4)[slot]
    if token is None:
        return ""
    own, _, lines = token.value.partition("\n")
    kept[at][slot] = CommentToken(f"{own}\n", token.start_mark, None) if own else None
    return str(lines)


def _ended(value: Any) -> str:  # noqa: ANN401
    """Return the lines that follow a block whose last value is between brackets, once they no longer do."""
    tokens = value.ca.end if isinstance(value, CommentedMap | CommentedSeq) else []
    lines = "".join(" " * token.start_mark.column * (token.value != "\n") + token.value for token in tokens)
    tokens.clear()
    return lines


def _follow(block: Any, key: str | int, lines: str) -> None:  # noqa: ANN401
    kept, at, slot = _home(block, key)
    found = kept.setdefault(at, [None] * 4)
    if lines and found[slot]:
        found[slot] = CommentToken(found[slot].value + lines, found[slot].start_mark, None)
    elif lines:
        found[slot] = CommentToken("\n" + lines, CommentMark(0), None)


def _home(block: Any, key: str | int) -> tuple[dict[Any, Any], str | int, int]:  # noqa: ANN401
    """Return where the last line of a value keeps what follows it: comments of a block, key in them, slot of that."""
    keys = _keys(block[key])
    if keys and not block[key].fa.flow_style():
        return _home(block[key], keys[-1])
    return block.ca.items, key, 2 if isinstance(block, MutableMapping) else 0
