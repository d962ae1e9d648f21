"""A year in a cell of a table: hours and visitors of twelve months as two paths, and what they say in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from otanalysis.french import MONTHS, percent

STEP, HEIGHT = 7, 26  # pixels: the width of a month, the height of the highest
PEOPLE = {"zone": "visiteurs", "guichet": "contacts au guichet", "rue": "passants"}
Months = tuple[float | None, ...]
UNKNOWN: Months = (None,) * 12


@dataclass(frozen=True)
class Season:
    """Hours open and people counted in each month, None where unknown; ``proxy`` says who was counted."""

    hours: Months = UNKNOWN
    visitors: Months = UNKNOWN
    proxy: str = "zone"
    illustrative: bool = False


def bars(season: Season) -> str:
    """Return the path of the hours, a step a month: a month shut is a pixel high, an unknown one leaves nothing."""
    tops = [0 if top is None else max(top, 1) for top in _heights(season, season.hours)]
    steps = "".join(f"V{HEIGHT - top}h{STEP}" for top in tops)
    return f"M0 {HEIGHT}{steps}V{HEIGHT}" if any(tops) else ""


def line(season: Season) -> str:
    """Return the path of the visitors, from the middle of a month to the next; an unknown month breaks it."""
    tops = [*_heights(season, season.visitors), None]
    path = ""
    for month, (before, top, after) in enumerate(zip([None, *tops], tops, tops[1:], strict=False)):
        if top is not None:
            alone = "h0" if before is None and after is None else ""
            path += f"{'M' if before is None else ' '}{month * STEP + STEP // 2} {HEIGHT - top}{alone}"
    return path


def words(season: Season) -> str:
    """Return what the drawing says, « 24 % des visiteurs en août, 15 % des heures »; nothing when nothing is known."""
    people, visitors, hours = PEOPLE.get(season.proxy, PEOPLE["zone"]), _shares(season.visitors), _shares(season.hours)
    shares = visitors if any(visitors) else hours
    if not any(shares):
        return ""
    peak = max(range(12), key=lambda month: shares[month] or 0)
    told = [f"{_told(visitors[peak], people)} en {MONTHS[peak]}", _told(hours[peak], "heures")]
    told += _gaps(season.visitors, "sans comptage") + _gaps(season.hours, "non décrits")
    return ", ".join(told)


def _told(share: float | None, whom: str) -> str:
    return f"{whom} : inconnu" if share is None else f"{percent(share)} des {whom}"


def _gaps(values: Months, word: str) -> list[str]:
    unknown = values.count(None)
    return [f"{unknown} mois {word}"] if 0 < unknown < 12 else []


def _heights(season: Season, values: Months) -> list[int | None]:
    """Return the height of each month in pixels; both series share the scale, their highest month fills it."""
    top = max((share for series in (season.hours, season.visitors) for share in _shares(series) if share), default=1)
    return [None if share is None else round(HEIGHT * share / top) for share in _shares(values)]


def _shares(values: Sequence[float | None]) -> list[float | None]:
    """Return each month's share of what is known of the year, from 0 to 1."""
    whole = sum(value or 0 for value in values)
    return [value if value is None or not whole else value / whole for value in values]
