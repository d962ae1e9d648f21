"""What was tried, in order: undo, redo, back to the present. Pure, and the same for anything."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """What is tried now, what was before it (latest last) and what was undone (latest last)."""

    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()


def done(history: History[T], new: T) -> History[T]:
    """Return the history with something new; nothing when it is the same as now."""
    return history if new == history.now else History(new, (*history.past, history.now))


def undone(history: History[T]) -> History[T]:
    """Return the history one step back, the same at its start."""
    if not history.past:
        return history
    return History(history.past[-1], history.past[:-1], (*history.future, history.now))


def redone(history: History[T]) -> History[T]:
    """Return the history one step forward, the same at its end."""
    if not history.future:
        return history
    return History(history.future[-1], (*history.past, history.now), history.future[:-1])
