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
