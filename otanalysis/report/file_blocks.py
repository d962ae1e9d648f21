"""What the documents of an application file are made of: one content, written as .docx and as a page to print."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from otanalysis.french import unbreakable

GAP = re.compile(r"« à compléter[^»]*»")


@dataclass(frozen=True)
class Heading:
    """The title of a part; ``level`` is 1 or 2, under the document's own title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; what is addressed to somebody stands on the right of the page."""

    text: str
    right: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """A box that is not part of the document: what to know, what to do, to take out before signing."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: caption, column titles, the share of the width that each column takes, rows of texts."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Notice | Table


@dataclass(frozen=True)
class Draft:
    """A document: its file's name without suffix, its title, who signs it (empty: nobody), what it says.

    ``wide`` lays it on a page turned on its side.
    """

    file: str
    title: str
    signed_by: str
    blocks: tuple[Block, ...]
    wide: bool = False


def gap(what: str = "") -> str:
    """Return the mark of what nobody told the program: « à compléter : … »; in a table, the column says what."""
    return f"« à compléter : {what} »" if what else "« à compléter »"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text as they are typeset, each with whether it is a gap to complete."""
    start = 0
    for found in GAP.finditer(text):
        if found.start() > start:
            yield unbreakable(text[start : found.start()]), False
        yield unbreakable(found[0]), True
        start = found.end()
    if text[start:]:
        yield unbreakable(text[start:]), False


def texts_of(draft: Draft) -> Iterator[str]:
    """Yield every text of a document, in its order."""
    yield draft.title
    for block in draft.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Table():
            return (block.caption, *block.columns, *(cell for row in block.rows for cell in row))
        case Bullets():
            return block.items
        case Notice():
            return block.lines
    return (block.text,)


def gaps_of(draft: Draft) -> int:
    """Return how many times a document is to complete."""
    return sum(len(GAP.findall(text)) for text in texts_of(draft))
