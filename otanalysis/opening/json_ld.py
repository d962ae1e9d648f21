"""JSON-LD values whatever their writing: with or without prefixes, alone or in a list, by value or by reference."""

from collections.abc import Iterable, Iterator
from typing import Any

LANGUAGES = ("fr", "@fr", "@value", "en", "@en")


def bare(name: str) -> str:
    """Return a name without its prefix: ``schema:opens`` and ``https://schema.org/opens`` are ``opens``."""
    return name[max(map(name.rfind, ":/#")) + 1 :]


def values(node: dict[str, Any], name: str) -> list[Any]:
    """Return all that a node says under a name, with any prefix, as a list; empty when it says nothing."""
    found = node.get(f"schema:{name}", node.get(name))
    if found is None:
        found = next((value for key, value in node.items() if key.endswith(name) and bare(key) == name), None)
    return found if isinstance(found, list) else [] if found is None else [found]


def text(node: dict[str, Any], name: str) -> str:
    """Return the text that a node bears under a name, French first; empty without one."""
    return next(_texts(values(node, name)), "")


def _texts(found: Iterable[Any]) -> Iterator[str]:
    """Give the texts in values that may be texts, lists, or texts by language."""
    for value in found:
        if isinstance(value, str):
            yield value.strip()
        elif isinstance(value, list):
            yield from _texts(value)
        elif isinstance(value, dict):
            yield from _texts(value[key] for key in LANGUAGES if key in value)


def nodes(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the nodes that a node bears under a name."""
    return [value for value in values(node, name) if isinstance(value, dict)]


def reference(node: object) -> str:
    """Return the identifier of a node that is nothing but a reference; empty for any other."""
    return str(node["@id"]) if isinstance(node, dict) and set(node) == {"@id"} else ""


def identifiers(node: dict[str, Any]) -> tuple[str, ...]:
    """Return what identifies a node: its ``@id``, then its ``identifier``."""
    own = [node[key] for key in ("@id", "id", "uuid", "uri") if isinstance(node.get(key), str)]
    return tuple(dict.fromkeys([*own, *(v for v in values(node, "identifier") if isinstance(v, str))]))


def replaced(value: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return a value whose references are replaced by the nodes that are known, one level deep."""
    if name := reference(value):
        return known.get(name, value)
    if isinstance(value, list):
        return [replaced(one, known) for one in value]
    return {key: replaced(one, known) for key, one in value.items()} if isinstance(value, dict) else value
