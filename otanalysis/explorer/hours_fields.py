"""The hours of a desk under the hand: weekdays, opening, closing, noon, dates of a season, days shut."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import ipywidgets as ui

from otanalysis.explorer import gestures
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.fields import LABELS, WIDE, Ear, button, column, html, menu, row, said
from otanalysis.explorer.gestures import Desk, desks, table_at
from otanalysis.explorer.hours import called, changed, dates_of, reopened, shut
from otanalysis.explorer.present import Present
from otanalysis.explorer.told import closure_told, holidays_told
from otanalysis.explorer.weeks import clock, closes, days_of, opens
from otanalysis.opening.table import AS_WEEKDAY, CLOSED, Table
from otanalysis.opening.table_text import WEEKDAYS

Gesture = Callable[[Present, Choices], Choices]
EARLIEST, LATEST, STEP, NEVER = 6 * 60, 24 * 60, 15, -1
NO_HOURS = "Le dossier ne décrit pas d'horaires : il n'y a rien à déplacer."


class HoursFields:
    """The fields of hours; ``do`` is given each gesture of the hand."""

    def __init__(self, do: Callable[[Gesture], None]) -> None:
        self.do, self.ear = do, Ear()
        hear = self.ear.on
        self.desk = hear(menu("Accueil"), lambda _: self._again())
        self.season = hear(menu("Saison"), lambda _: self._again())
        self.days = [hear(_toggle(name), lambda _: self._days()) for name in WEEKDAYS]
        self.opens = hear(_times("Ouvre à"), self._hear(gestures.open_from))
        self.closes = hear(_times("Ferme à"), self._hear(gestures.open_until))
        self.noon = hear(ui.Checkbox(description="Sans pause à midi", indent=False), self._hear(gestures.open_at_noon))
        self.first = hear(_day("Début de saison"), lambda _: self._dates())
        self.last = hear(_day("Fin de saison"), lambda _: self._dates())
        self.holidays = hear(menu("Jours fériés"), self._holidays)
        self.shut_first, self.shut_last = _day("Fermer du"), _day("au")
        self.note, self.closures = html(), menu("Fermetures")
        self.closed = column(self.closures, row(button("Rouvrir ces jours", self._reopen, "calendar-check-o")))
        self.fields = column(
            self.season, row(*self.days), self.opens, self.closes, self.noon, self.first, self.last, self.holidays,
            self.shut_first, self.shut_last, row(button("Fermer ces jours", self._shut, "calendar-times-o")),
            self.closed,
        )  # fmt: skip
        self.box = column(self.desk, self.note, self.fields)
        self._seen: tuple[Present, Choices] | None = None
        self._at: tuple[Present, Desk] | None = None

    def show(self, present: Present, choices: Choices) -> None:
        """Set every field to what is tried now."""
        self._seen = present, choices
        with self.ear.shut():
            there = desks(present, choices)
            _options(self.desk, [(name, desk) for desk, name in there.items()])
            table = table_at(present, choices, self.desk.value) if there else None
            self.note.value = "" if table else said(NO_HOURS)
            self.fields.layout.display = None if table else "none"
            if table:
                self._show(table, present.audit.dossier.year, self._at == (present, self.desk.value))
            self._at = present, self.desk.value

    def _show(self, table: Table, year: int, again: bool) -> None:
        _options(self.season, [(called(season, year), n) for n, season in enumerate(table.seasons)])
        if not again:
            self.season.value = next((n for n, s in enumerate(table.seasons) if any(days_of(s))), 0)
        season = table.seasons[self.season.value]
        week = days_of(season)
        for toggle, day in zip(self.days, week, strict=True):
            toggle.value = bool(day)
        for field, minute in ((self.opens, opens(week)), (self.closes, closes(week))):
            _set_time(field, minute)
        self.noon.value = any(week) and all(len(day) < 2 for day in week)
        self.noon.disabled = not any(week)
        self.first.value, self.last.value = dates_of(season, year)
        rules = [CLOSED, AS_WEEKDAY, *({table.public_holidays} - {CLOSED, AS_WEEKDAY})]
        _options(self.holidays, [(holidays_told(changed(table, public_holidays=rule)), rule) for rule in rules])
        self.holidays.value = table.public_holidays
        _options(self.closures, [(closure_told(text), text) for text in table.closures])
        self.closed.layout.display = None if table.closures else "none"

    def _hear(self, gesture: Callable[..., Choices]) -> Callable[[Any], None]:
        return lambda value: self.do(lambda p, c: gesture(p, c, self.desk.value, self.season.value, value))

    def _again(self) -> None:
        if self._seen:
            self.show(*self._seen)

    def _days(self) -> None:
        chosen = [n for n, toggle in enumerate(self.days) if toggle.value]
        self._hear(gestures.open_days)(chosen)

    def _dates(self) -> None:
        if self.first.value and self.last.value:
            self._hear(gestures.season_moved)((self.first.value, self.last.value))
        else:
            self._again()

    def _holidays(self, rule: str | tuple[str, ...]) -> None:
        self._tabled(lambda table: changed(table, public_holidays=rule))

    def _shut(self) -> None:
        first: date | None = self.shut_first.value
        last: date | None = self.shut_last.value or first
        if first and last:
            self._tabled(partial(shut, first=first, last=last))

    def _reopen(self) -> None:
        self._tabled(partial(reopened, closure=self.closures.value))

    def _tabled(self, change: Callable[[Table], Table]) -> None:
        desk: Desk = self.desk.value

        def gesture(present: Present, choices: Choices) -> Choices:
            table = table_at(present, choices, desk)
            return gestures.with_table(present, choices, desk, change(table)) if table else choices

        self.do(gesture)


def _toggle(name: str) -> Any:  # noqa: ANN401
    return ui.ToggleButton(description=name[:3], tooltip=f"Ouvert le {name}", layout=ui.Layout(width="2.7rem"))


def _times(text: str) -> Any:  # noqa: ANN401
    return ui.SelectionSlider(
        description=text, options=[("fermé", NEVER)], continuous_update=False, style=LABELS, layout=WIDE
    )


def _day(text: str) -> Any:  # noqa: ANN401
    return ui.DatePicker(description=text, style=LABELS, layout=WIDE)


def _options(field: Any, options: list[tuple[str, Any]]) -> None:  # noqa: ANN401
    """Give a menu its options, and keep the one chosen when it is still there."""
    before = field.value
    if list(field.options) != options:
        field.options = options
    values = [value for _, value in options]
    field.value = before if before in values else next(iter(values), None)


def _set_time(field: Any, minute: int | None) -> None:  # noqa: ANN401
    """Set a slider to a minute of the day, by quarters of an hour and that minute itself."""
    field.disabled = minute is None
    minutes = sorted({*range(EARLIEST, LATEST + 1, STEP), minute}) if minute is not None else []
    options = [(clock(m), m) for m in minutes] or [("fermé", NEVER)]
    if list(field.options) != options:
        field.options = options
    field.value = NEVER if minute is None else minute
