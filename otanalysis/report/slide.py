"""A slide: one idea, a few lines that a room can read; what is longer goes on over several slides."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

LONGEST_SOURCE, LONGEST_KICKER, LONGEST_FIGURE, LONGEST_LABEL = 240, 90, 9, 60


class Room(NamedTuple):
    """What a kind of slide holds: lines, letters on one; ``small`` letters on one of small type, ``tall`` of a line."""

    lines: float
    letters: int
    small: int
    tall: float = 0.8


ROOMS = {
    "text": Room(7.2, 48, 48),
    "figures": Room(6, LONGEST_LABEL, LONGEST_LABEL),
    "met": Room(9.2, 46, 60),
    "blocking": Room(9.8, 58, 50, 1.15),
    "open": Room(9.2, 46, 60),
    "actions": Room(9.6, 46, 60),
    "sources": Room(11.5, 72, 72),
}


@dataclass(frozen=True)
class Line:
    """What a slide says in one go: its text, a number before it, smaller texts under it."""

    text: str
    mark: str = ""
    more: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Slide:
    """One screen; ``kind`` is the way of laying it out, ``kicker`` stands above the title, ``html`` is ready-made.

    ``again`` says that it goes on with what the slide before it began.
    """

    kind: str
    title: str
    lines: tuple[Line, ...] = ()
    kicker: str = ""
    source: str = ""
    marks: tuple[str, ...] = ()
    html: str = ""
    again: bool = False


def paged(kind: str, title: str, lines: Sequence[Line], kicker: str = "", source: str = "") -> list[Slide]:
    """Return as many slides as the lines need, none when there is no line; a source too long is cut."""
    room = ROOMS[kind]
    kicker = textwrap.shorten(kicker, LONGEST_KICKER, placeholder=" …")
    source = textwrap.shorten(source, LONGEST_SOURCE, placeholder=" …")
    pages = _balanced([part for line in lines for part in _parts(line, room)], room)
    return [Slide(kind, title, tuple(page), kicker, source, again=n > 0) for n, page in enumerate(pages)]


def figures(title: str, lines: Sequence[Line], kicker: str, source: str) -> list[Slide]:
    """Return slides of large figures, or of plain lines when a figure or its label is long."""
    if all(len(line.mark) <= LONGEST_FIGURE and len(line.text) <= LONGEST_LABEL for line in lines):
        return paged("figures", title, lines, kicker, source)
    return paged("text", title, [Line(f"{line.text} : {line.mark}") for line in lines], kicker, source)


def _balanced(lines: Sequence[Line], room: Room) -> list[list[Line]]:
    """Return the lines on the fewest pages, and the fullest of these as little full as can be."""
    limits = [room.lines * share / 20 for share in range(1, 21)]
    every = [_filled(lines, room, limit) for limit in limits]
    return next(pages for pages in every if len(pages) == len(every[-1]))


def _filled(lines: Sequence[Line], room: Room, limit: float) -> list[list[Line]]:
    pages: list[list[Line]] = []
    left = 0.0
    for line in lines:
        height = height_of(line, room)
        if height > left:
            pages.append([])
            left = limit
        pages[-1].append(line)
        left -= height
    return pages


def height_of(line: Line, room: Room) -> float:
    """Return the height of a line in lines of large type."""
    small = sum(len(textwrap.wrap(text, room.small)) for text in line.more)
    return len(textwrap.wrap(line.text, room.letters)) + room.tall * small


def _parts(line: Line, room: Room) -> list[Line]:
    """Return a line, or the pieces of one that fills more than a slide."""
    if height_of(line, room) <= room.lines:
        return [line]
    pieces = [piece for text in (line.text, *line.more) for piece in _pieces(text, room)]
    return [replace(line, text=piece, more=()) for piece in pieces]


def _pieces(text: str, room: Room) -> list[str]:
    lines, most = textwrap.wrap(text, room.letters - 2), int(room.lines)
    pieces = [" ".join(lines[start : start + most]) for start in range(0, len(lines), most)]
    return [*(f"{piece} …" for piece in pieces[:-1]), pieces[-1]]
