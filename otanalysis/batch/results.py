"""What became of an office in a batch: one outcome, where and why, what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


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
