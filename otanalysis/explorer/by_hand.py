"""Choices written by hand in a cell, checked: what the panel does, without widgets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from otanalysis.explorer.choices import Choices
from otanalysis.explorer.gestures import Desk, open_days, open_from, open_until, with_category, with_edition
from otanalysis.explorer.hours import called
from otanalysis.explorer.present import Present
from otanalysis.law.loader import load_edition
from otanalysis.opening.table import Table
from otanalysis.opening.table_text import TIME, minute, weekdays
from otanalysis.reading.problems import InputError, Problem, did_you_mean

BY_BUREAU = ("hours", "outside", "counted", "people")


def choices_of(present: Present, said: Mapping[str, Any]) -> Choices:
    """Return choices from the names of ``Choices``; raises InputError with every name that is not one."""
    problems = list(_mistakes(present, said))
    if problems:
        raise InputError(problems)
    choices = Choices(**said)
    edition = load_edition(choices.edition) if choices.edition else present.audit.edition
    if choices.category and choices.category not in edition.categories:
        raise InputError([_unknown("category", choices.category, edition.categories)])
    choices = with_edition(present, choices, edition.id)
    return with_category(present, choices, choices.category or present.audit.category)


def _mistakes(present: Present, said: Mapping[str, Any]) -> Iterator[Problem]:
    names = [field.name for field in fields(Choices)]
    bureaux = [point.bureau.id for point in present.audit.dossier.points]
    yield from (_unknown("", name, names) for name in said if name not in names)
    for key in BY_BUREAU:
        yield from (_unknown(key, name, bureaux) for name in said.get(key, {}) if name not in bureaux)
    staff = present.audit.dossier.staff
    contracts = [str(n) for n in range(len(staff.contracts))] if staff else []
    yield from (_unknown("posts", str(n), contracts) for n in said.get("posts", {}) if str(n) not in contracts)


def _unknown(key: str, name: str, known: Iterable[str]) -> Problem:
    return Problem("explorateur", 0, key, f"« {name} » est inconnu", did_you_mean(name, known))


def week(present: Present, bureau: str, season: int, said: Mapping[str, str]) -> dict[str, Table]:
    """Return the hours of a bureau with another week in a season, numbered from 1; raises InputError in French.

    ``said`` may give ``days`` ("mar-dim"), ``opens`` and ``closes`` ("09:30").
    """
    if bureau not in present.hours:
        raise InputError([_unknown("hours", bureau, present.hours)])
    seasons, year = present.hours[bureau].seasons, present.audit.dossier.year
    if not 1 <= season <= len(seasons):
        known = " ; ".join(f"{n}, {called(each, year)}" for n, each in enumerate(seasons, 1))
        raise InputError([Problem("explorateur", 0, "season", f"pas de saison {season}", f"saisons : {known}")])
    gestures: dict[str, tuple[Callable[..., Choices], Callable[[str], Any]]] = {
        "days": (open_days, weekdays),
        "opens": (open_from, _minute),
        "closes": (open_until, _minute),
    }
    choices = Choices()
    for key, (gesture, read) in gestures.items():
        if said.get(key):
            choices = gesture(present, choices, Desk(bureau), season - 1, _read(read, key, said[key]))
    return dict(choices.hours)


def _read(read: Callable[[str], Any], key: str, text: str) -> Any:  # noqa: ANN401
    try:
        return read(text)
    except ValueError as error:
        raise InputError([Problem("explorateur", 0, key, str(error), "")]) from None


def _minute(text: str) -> int:
    """Return the minutes from midnight of "09:30"."""
    if not TIME.fullmatch(text):
        raise ValueError(f'« {text} » : écrivez l\'heure comme "09:30"')
    return minute(text)
