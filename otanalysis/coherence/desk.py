"""The desk at its peak: how long visitors wait when most of them come, and how many desks it would take."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.erlang import Waiting, desks_for, waiting
from otanalysis.coherence.scale import Desk
from otanalysis.opening.calendar import OpeningCalendar, dates_of, minutes_per_day


@dataclass(frozen=True)
class Queue:
    """Visitors who come in an hour, how they wait (None when the queue never ends), and the desks that it takes."""

    arrivals_an_hour: float
    waiting: Waiting | None
    desks_needed: int


@dataclass(frozen=True)
class DeskPeak:
    """The open hour, or open day (``hour`` is None), with most ``visitors``, and the queue from ``low`` to ``high``."""

    when: date
    hour: int | None
    visitors: float
    low: Queue
    high: Queue


def desk_peak(
    demand: Demand, calendar: OpeningCalendar, desk: Desk, people_present: float, proxy: str
) -> DeskPeak | None:
    """Return the peak of a bureau; None for monthly counts, ordinary street traffic, or nothing counted while open.

    Daily counts are spread evenly over the open hours of their day: the true peak is higher. Of the visitors of the
    zone, ``desk.reach`` come in, all of them at this bureau; those counted at a desk all do. ``people_present`` is
    rounded down, to one desk at least.
    """
    if demand.step is Step.MONTH or proxy == "rue":
        return None
    slots = demand.visitors.shape[1]
    is_open = calendar.minutes.reshape(len(demand.visitors), slots, -1).any(axis=2)
    visitors = np.where(is_open & ~np.isnan(demand.visitors), demand.visitors, -1)
    day, slot = divmod(int(visitors.argmax()), slots)
    most = float(visitors[day, slot])
    if most < 0:
        return None
    an_hour = most * 60 / int(minutes_per_day(calendar)[day]) if slots == 1 else most
    reach = (1.0, 1.0) if proxy == "guichet" else desk.reach
    low, high = (_queue(an_hour * share, desk, people_present) for share in reach)
    return DeskPeak(dates_of(demand.year)[day], None if slots == 1 else slot, most, low, high)


def _queue(arrivals_an_hour: float, desk: Desk, people_present: float) -> Queue:
    found = waiting(arrivals_an_hour, desk.minutes_a_request, max(int(people_present), 1))
    needed = desks_for(arrivals_an_hour, desk.minutes_a_request, desk.longest_wait_minutes)
    return Queue(arrivals_an_hour, found, needed)
