"""What readers share: options, rows of counts from columns of cells, the step of dates without one."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from otanalysis.attendance.cells import plain
from otanalysis.attendance.mistakes import SHOWN, refusal
from otanalysis.attendance.series import Step
from otanalysis.attendance.sheet import Sheet
from otanalysis.reading.problems import Problem, did_you_mean

Chosen = str | int | Iterable[str | int]


def chosen(option: Chosen) -> tuple[str, ...]:
    """Return the names given in an option: one, several or none."""
    return tuple(str(name) for name in ((option,) if isinstance(option, str | int) else option) if str(name))


def pick(option: Chosen, known: Sequence[str], shown: str, what: str) -> list[str]:
    """Return the known names that an option chooses, all of them when it is empty.

    Raises InputError for a name that the file does not have.
    """
    wanted = {plain(name): name for name in chosen(option)}
    unknown = [name for bare, name in wanted.items() if bare not in {plain(name) for name in known}]
    if unknown:
        advice = did_you_mean(unknown[0], known)
        raise refusal(shown, f"{what} inconnu « {unknown[0]} »", advice)
    return [name for name in known if not wanted or plain(name) in wanted]


def count_mistakes(sheet: Sheet, column: int, counts: pd.Series) -> list[Problem]:
    """Return the problems of the cells of a column that are no number, or a negative one."""
    text = "« {} » n'est pas un nombre"
    told = sheet.refuse(column, counts == -np.inf, text, "écrivez un nombre comme 1250 ; une case vide = non compté")
    negative = (counts < 0) & (counts != -np.inf)
    return told + sheet.refuse(column, negative, "{} : un nombre négatif est impossible", "écrivez 0 ou plus")


def date_mistakes(sheet: Sheet, column: int, moments: pd.DataFrame) -> list[Problem]:
    """Return the problems of the cells of a column that are no date."""
    wrong = moments["start"].isna()
    return sheet.refuse(
        column, wrong, "« {} » n'est pas une date", "écrivez « 2025-07-12 10:00 » ou « 12/07/2025 10:00 »"
    )


def long(lines: pd.Index, moments: pd.DataFrame, counts: dict[str, pd.Series]) -> pd.DataFrame:
    """Return the rows of counts of a table that has one column by channel."""
    n = len(counts)
    return pd.DataFrame(
        {
            "line": np.tile(lines.to_numpy(), n),
            "start": pd.concat([moments["start"]] * n, ignore_index=True),
            "fold": np.tile(moments["fold"].to_numpy(), n),
            "channel": pd.Categorical.from_codes(np.repeat(np.arange(n), len(lines)), pd.Index(list(counts))),
            "count": np.concatenate([cells.to_numpy() for cells in counts.values()]),
        }
    )


def step_of(moments: pd.DataFrame, shown: str) -> tuple[Step, int]:
    """Return the step of dates that bear no end, and its minutes when it is an hour or less.

    Raises InputError when steps are neither hours, days nor months.
    """
    starts = moments["start"].drop_duplicates().sort_values()
    if (starts != starts.dt.normalize()).any():
        return Step.HOUR, _minutes(starts, shown)
    shortest = starts.diff().min()
    first_days = bool((starts.dt.day == 1).all())
    if (moments["shape"] == "month").all() or (first_days and shortest >= pd.Timedelta(days=28)):
        return Step.MONTH, 60
    if len(starts) > SHOWN and (starts.diff().dropna().dt.days % 7 == 0).all():
        raise refusal(shown, "les comptages sont par semaine", "demandez un export par heure, par jour ou par mois")
    return Step.DAY, 60


def _minutes(starts: pd.Series, shown: str) -> int:
    """Return the largest of 60, 30, 15, 10, 5, 1 minutes that every start falls on."""
    past = starts.dt.hour * 60 + starts.dt.minute
    if (starts.dt.second != 0).any():
        raise refusal(
            shown, "les heures ont des secondes : ce ne sont pas des pas de comptage", "donnez des heures rondes"
        )
    shortest = starts.diff().min()
    if len(starts) > 2 and shortest > pd.Timedelta(hours=1) and ((past % 60) == 0).all() and past.nunique() < 13:
        message = f"les comptages sont par {shortest / pd.Timedelta(hours=1):.0f} heures"
        raise refusal(shown, message, "demandez un export par heure, par jour ou par mois")
    return next(m for m in (60, 30, 15, 10, 5, 1) if (past % m == 0).all())
