"""A pasted official text beside an edition: which texts are in it word for word, and what may then be written.

Nothing is ever written: a person decides. Spaces of every kind and the two shapes of the apostrophe do not count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from otanalysis.law.records import Criterion, Edition, Standing, number_in
from otanalysis.reading.yaml12 import Document, Loc

ALIKE = 0.6  # under this share of words in common, a passage is about something else
APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2032": "'"})


class Reading(StrEnum):
    """What a pasted text says of a criterion's wording."""

    FOUND = "found"
    DIFFERS = "differs"
    PROPOSED = "proposed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Line:
    """What a person may write in an edition's file: at which line (from 1), under which key, word for word."""

    line: int
    key: str
    written: str


@dataclass(frozen=True)
class Verified:
    """A criterion beside the pasted text: the passage that answers it, and the words that differ (ours, theirs).

    ``lines`` is what to write for the text; ``rises`` for the standing of each requirement that is not yet verbatim.
    """

    criterion: Criterion
    reading: Reading
    passage: str = ""
    differences: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    rises: tuple[tuple[str, Line], ...] = ()


def plain(text: str) -> str:
    """Return a text with single plain spaces and straight apostrophes: the only liberties of a comparison."""
    return " ".join(text.translate(APOSTROPHES).split())


def verify(edition: Edition, document: Document, pasted: str) -> tuple[Verified, ...]:
    """Return each criterion of an edition beside a pasted text; ``document`` is the edition's file, for its lines."""
    whole, passages = plain(pasted), _passages(pasted)
    return tuple(_verified(c, n, document, whole, passages) for n, c in enumerate(edition.criteria))


def _passages(pasted: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, and its lines, each once."""
    blocks = [*re.split(r"\n\s*\n", pasted), *pasted.split("\n")]
    return tuple(dict.fromkeys(filter(None, map(plain, blocks))))


def _verified(criterion: Criterion, rank: int, document: Document, whole: str, passages: Sequence[str]) -> Verified:
    at: Loc = ("criteria", rank)
    rises = _rises(criterion, at, document)
    text = plain(criterion.text)
    if text and text in whole:
        return Verified(criterion, Reading.FOUND, text, rises=rises)
    passage = _nearest(criterion, passages) if text else _numbered(criterion, passages)
    if not passage:
        return Verified(criterion, Reading.ABSENT)
    lines = _text_lines(criterion, at, document, passage)
    reading = Reading.DIFFERS if text else Reading.PROPOSED
    return Verified(criterion, reading, passage, _differences(text, passage) if text else (), lines, rises)


def _number(criterion: Criterion) -> re.Pattern[str]:
    """Return what a criterion's number looks like at the head of a passage: « 4. », « Critère 4 : », « C04) »."""
    names = "|".join(map(re.escape, {criterion.id, number_in(criterion.id)}))
    return re.compile(rf"\W*(?:crit[èe]re\s+(?:n[°o]\s*)?(?:{names})\W*|(?:{names})\s?[.):–—-]+)\s+", re.IGNORECASE)


def _numbered(criterion: Criterion, passages: Sequence[str]) -> str:
    """Return the passage that bears a criterion's number, without it, or an empty string."""
    number = _number(criterion)
    return next((passage[found.end() :] for passage in passages if (found := number.match(passage))), "")


def _nearest(criterion: Criterion, passages: Sequence[str]) -> str:
    """Return the passage most like a criterion's text, without its number, or an empty string when none is like it."""
    words, number = plain(criterion.text).split(), _number(criterion)
    bare = (number.sub("", passage, count=1) if number.match(passage) else passage for passage in passages)
    likeness, passage = max(((_likeness(words, passage.split()), passage) for passage in bare), default=(0.0, ""))
    return passage if likeness >= ALIKE else ""


def _likeness(ours: list[str], theirs: list[str]) -> float:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _differences(text: str, passage: str) -> tuple[tuple[str, str], ...]:
    ours, theirs = text.split(), passage.split()
    changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return tuple((" ".join(ours[a:b]), " ".join(theirs[c:d])) for tag, a, b, c, d in changes if tag != "equal")


def _text_lines(criterion: Criterion, at: Loc, document: Document, passage: str) -> tuple[Line, ...]:
    """Return the lines that hold a passage as the criterion's text: those written, or where they would be."""
    line = document.line_of((*at, "text")) if criterion.text else document.line_of((*at, "label")) + 1
    text = Line(line, f"{criterion.id}.text", f"    text: {_quoted(passage)}")
    source = Line(line + 1, f"{criterion.id}.text_source", '    text_source: "OFFICIEL"')
    return (text,) if criterion.text_source else (text, source)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _rises(criterion: Criterion, at: Loc, document: Document) -> tuple[tuple[str, Line], ...]:
    unsure = [(n, r) for n, r in enumerate(criterion.requirements) if r.standing is not Standing.VERBATIM]
    places = [(document.line_of((*at, "requirements", n, "standing")), r) for n, r in unsure]
    return tuple((r.label, Line(line, f"{r.id}.standing", '        standing: "verbatim"')) for line, r in places)
