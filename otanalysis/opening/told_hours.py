"""Free text beside a structure: what it says that the structure does not."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.notes import hhmm
from otanalysis.opening.offices import plain
from otanalysis.opening.table_text import WEEKDAYS

TOLD = re.compile(
    r"(?<![\d/.,])([01]?\d|2[0-4])\s*(?:h(?![a-zà-ÿ])|:(?=\d\d))\s*([0-5]\d)?(?!\d)|\b(midi)\b", re.IGNORECASE
)
CLOSED = re.compile(r"\bferm\w+[^.;,]*?\b(" + "|".join(WEEKDAYS) + r")s?\b")
OPEN = re.compile(r"\bouvert\w*[^.;,]*?\b(" + "|".join(WEEKDAYS) + r")s?\b")


def times_in(text: str) -> set[int]:
    """Return the minutes since midnight of the times that a French text names: 9h, 9h30, 18:00, midi."""
    return {720 if noon else int(hour) * 60 + int(minute or 0) for hour, minute, noon in TOLD.findall(text)}


def contradictions(text: str, hours: NDArray[np.bool_], name: str) -> Iterator[str]:
    """Give notes on times and weekdays of a text that the structure does not have.

    ``hours`` has shape (14, 1440); a time agrees when some slot starts or ends then.
    """
    edges = np.diff(hours.astype(np.int8), axis=1, prepend=0, append=0)
    written = {int(minute) for minute in np.flatnonzero(edges.any(axis=0))}
    if written and (others := sorted(times_in(text) - written)):
        listed = ", ".join(map(hhmm, others))
        yield f"contradiction à vérifier, le texte dit {listed}, la structure {_listed(written)} : {name}"
    open_days = {int(day) for day in np.flatnonzero(hours[:7].any(axis=1))}
    shut_days = set(range(7)) - open_days if open_days else set()
    for pattern, state, wrong in ((CLOSED, "fermé", open_days), (OPEN, "ouvert", shut_days)):
        for day in dict.fromkeys(pattern.findall(plain(text))):
            if WEEKDAYS.index(day) in wrong:
                yield f"contradiction à vérifier, le texte dit {state} le {day}, pas la structure : {name}"


def _listed(minutes: set[int]) -> str:
    """Return times in order, separated by commas."""
    return ", ".join(map(hhmm, sorted(minutes)))
