"""One question on a line, one answer: what cannot be read is told and asked again."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

import click

from otanalysis.reading.mistakes import FALSE_WORDS, TRUE_WORDS

T = TypeVar("T")
_GIVEN: ContextVar[int] = ContextVar("given", default=0)
HELP = (
    "Chaque réponse est gardée aussitôt : partez quand vous voulez, la même commande reprend où vous en êtes.\n"
    "« passer » (ou « je ne sais pas ») laisse la question de côté, « revenir » annule la réponse d'avant,\n"
    "« détails » lui ajoute une source ou une remarque, « quitter » s'arrête là, « aide » redit ces mots."
)

NONE_WORDS = {"non", "rien", "aucun", "aucune"}
NOTHING = "Écrivez une réponse, ou « passer » pour y revenir plus tard."


class Skip(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user does not know, or not now."""


class Back(Exception):  # noqa: N818
    """The user takes the last answer back; ``given`` counts what the present question has already been told."""

    @property
    def given(self) -> int:
        """Return how many prompts of the present question were answered."""
        return _GIVEN.get()


class Details(Exception):  # noqa: N818
    """The user has more to say of the last answer."""


class Quit(Exception):  # noqa: N818
    """The user leaves."""


WISHES: dict[str, type[Exception]] = {
    "passer": Skip,
    **dict.fromkeys(("je ne sais pas", "je sais pas", "ne sais pas", "sais pas"), Skip),
    "revenir": Back,
    "détails": Details,
    "details": Details,
    "quitter": Quit,
}


def new_question() -> None:
    """Count the prompts answered from here: « revenir » after some of them starts this question again."""
    _GIVEN.set(0)


def ask(text: str, read: Callable[[str], T], nothing: str = NOTHING) -> T:
    """Return an answer once it can be read; raises Skip, Back, Details or Quit for a word of the help.

    ``nothing`` is told to who answers nothing; when it is empty, nothing is an answer.
    """
    while True:
        typed = _typed(text)
        if wish := WISHES.get(typed.lower()):
            raise wish
        try:
            if not typed and nothing:
                raise ValueError(nothing)
            answer = read(typed)
        except ValueError as error:
            click.echo(str(error))
        else:
            _GIVEN.set(_GIVEN.get() + 1)
            return answer


def ask_if_any(text: str, read: Callable[[str], T]) -> T | None:
    """Return an answer, None for an empty one or one that is not known."""
    try:
        return ask(text, lambda typed: read(typed) if typed else None, nothing="")
    except Skip:
        return None


def some_text(text: str) -> str:
    """Return a text as it is; raises ValueError, in French, for a mere yes or no."""
    if text.lower() in TRUE_WORDS | FALSE_WORDS:
        raise ValueError(f"« {text} » : ici, il faut un texte")
    return text


def text_if_any(text: str) -> str | None:
    """Return a text, None for an empty one, « non » or « rien »."""
    return ask_if_any(text, lambda typed: None if typed.lower() in NONE_WORDS else some_text(typed))


def _typed(text: str) -> str:
    """Return what is typed after a prompt, once it is text; « aide » is answered here."""
    while True:
        answer: str = click.prompt(text, default="", show_default=False, prompt_suffix=" > ").strip()
        if answer.lower() in {"aide", "?"}:
            click.echo(HELP)
        elif not answer.isprintable() or "\ufffd" in answer:
            click.echo("Cette réponse contient un caractère illisible : écrivez-la de nouveau.")
        else:
            return answer
