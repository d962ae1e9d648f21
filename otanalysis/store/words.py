"""What a table of the observatory and its columns are told with; French, since those who reuse an export read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in the Data Package standard, what it holds, in which unit, within which bounds.

    ``unit`` is empty for what is not counted; an ``optional`` column may be empty; ``among`` are its only values.
    """

    name: str
    kind: str
    title: str
    description: str = ""
    unit: str = ""
    optional: bool = False
    among: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True)
class TableWords:
    """A table: its title, what a row is, its columns in order, and those that name a row (none: no such columns)."""

    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


def meaning(column: Column) -> str:
    """Return what a column holds, with its unit, as French sentences."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.title}{unit}. {column.description}".rstrip(" .") + "."
