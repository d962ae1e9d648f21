"""The queue at a desk: visitors who come at random, several desks, one queue (Erlang, 1917)."""

from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class Waiting:
    """The chance that a visitor has to wait, 0 to 1, and the mean wait of all visitors in minutes."""

    probability: float
    minutes: float


def waiting(arrivals_an_hour: float, minutes_a_request: float, desks: int) -> Waiting | None:
    """Return how visitors wait with that many desks; None when they bring more work than desks can do: no queue ends.

    Erlang C: with a load of A = arrivals × minutes / 60, P = B / (1 - A / c × (1 - B)), B being Erlang B by its
    recursion (never a factorial), and the mean wait P × minutes / (c - A).
    """
    load = arrivals_an_hour * minutes_a_request / 60
    if load >= desks:
        return None
    lost = _erlang_b(load, desks)
    probability = lost / (1 - load / desks * (1 - lost))
    return Waiting(probability, probability * minutes_a_request / (desks - load))


def _erlang_b(load: float, desks: int) -> float:
    """Return the chance that all desks are taken when nobody waits, 0 to 1."""
    lost = 1.0
    for desk in range(1, desks + 1):
        lost = load * lost / (desk + load * lost)
    return lost


def desks_for(arrivals_an_hour: float, minutes_a_request: float, longest_wait_minutes: float) -> int:
    """Return the fewest desks, one at least, whose mean wait is not longer."""
    load = arrivals_an_hour * minutes_a_request / 60
    for desks in count(int(load) + 1):
        found = waiting(arrivals_an_hour, minutes_a_request, desks)
        if found is not None and found.minutes <= longest_wait_minutes:
            return desks
    raise AssertionError("desks without end")
