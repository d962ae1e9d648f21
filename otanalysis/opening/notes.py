"""Notes: what a source says and minutes cannot."""

from collections.abc import Iterable
from dataclasses import replace

from otanalysis.opening.calendar import OpeningCalendar

LONGEST = 400


def first_notes(calendar: OpeningCalendar, notes: Iterable[str]) -> OpeningCalendar:
    """Return the calendar with notes before its own, each once."""
    return replace(calendar, notes=tuple(dict.fromkeys([*notes, *calendar.notes])))


def quoted(text: str) -> str:
    """Return free text on one line, between French quotes, cut when it is very long."""
    line = " ".join(text.split())
    return f"« {line[:LONGEST]}{'…' if len(line) > LONGEST else ''} »"


def counted(days: int) -> str:
    """Return a number of days in French."""
    return f"{days} jour{'s' if days > 1 else ''}"


def hhmm(minute: int) -> str:
    """Return minutes since midnight as people read them, « 09:30 »."""
    return f"{minute // 60:02}:{minute % 60:02}"
