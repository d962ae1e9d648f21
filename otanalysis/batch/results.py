"""What became of an office in a batch: one outcome, where and why, what to do about it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Outcome(StrEnum):
    """The outcomes of an office; the value is what people read."""

    PRODUCED = "produit"
    UP_TO_DATE = "à jour"
    BAD_INPUT = "dossier à corriger"
    NOTEBOOK_ERROR = "erreur dans le carnet"
    KERNEL_DEAD = "processus mort"
    TIMED_OUT = "temps dépassé"
    OUT_OF_MEMORY = "mémoire épuisée"
    NOT_WRITTEN = "écriture impossible"
    NOT_COPIED = "copie impossible"


FAILURES = frozenset(Outcome) - {Outcome.PRODUCED, Outcome.UP_TO_DATE}
ADVICE = {
    Outcome.BAD_INPUT: "Corrigez le dossier, puis relancez.",
    Outcome.NOTEBOOK_ERROR: "Ouvrez le carnet avec les paramètres de l'office et exécutez-le jusqu'à cette cellule.",
    Outcome.KERNEL_DEAD: "Une bibliothèque a arrêté Python sans passer par une erreur, ou la mémoire a manqué : "
    "exécutez le carnet seul, jusqu'à cette cellule.",
    Outcome.TIMED_OUT: "Donnez plus de temps avec --timeout, ou allégez la cellule.",
    Outcome.OUT_OF_MEMORY: "Donnez plus de mémoire avec --memory, ou faites moins de carnets à la fois avec --jobs.",
    Outcome.NOT_WRITTEN: "Libérez de la place, ou donnez un autre dossier avec --outputs.",
    Outcome.NOT_COPIED: "Le rapport est produit ; corrigez ce qui est dit, puis relancez avec la même option.",
}

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
LAST_LINES, LONGEST_LINE = 8, 300


@dataclass(frozen=True)
class Result:
    """The outcome of an office, in French: ``message`` is empty when produced.

    ``cell`` is the number of the cell that failed among those of code, from 1 (0 when none did); ``lines`` are the last
    lines that it left; ``advice`` says what to do; ``seconds`` is the time spent.
    """

    name: str
    outcome: Outcome
    message: str = ""
    cell: int = 0
    lines: tuple[str, ...] = ()
    advice: str = ""
    seconds: float = 0.0


def failed(params: Path, outcome: Outcome, message: str, cell: int = 0, lines: tuple[str, ...] = ()) -> Result:
    """Return the result of an office that is not produced, with the advice that its outcome calls for."""
    return Result(params.stem, outcome, message, cell, lines, ADVICE[outcome])


def last_lines(text: str) -> tuple[str, ...]:
    """Return the last lines of a text, without colours."""
    return tuple(short(line) for line in COLOURS.sub("", text).splitlines()[-LAST_LINES:])


def short(text: str) -> str:
    """Return a text, cut when it is too long to be told."""
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + "…"
