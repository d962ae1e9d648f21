"""The life of a classification on one line of time: what is held, until when, and the days on which to act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from otanalysis.audit.deadlines import Deadline, Kind, State
from otanalysis.french import capital, day
from otanalysis.law.records import STANDING_IN_FRENCH
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sheet import (
    BLUE,
    GREY,
    INK,
    LINE,
    ORANGE,
    PALE,
    SMALL,
    Fill,
    Font,
    Key,
    Mark,
    Panel,
    Sheet,
    Stroke,
    keyed,
    line_height,
)

SOURCE = "dates du dossier, durées du code du tourisme"
STATES = {State.PAST: "passé", State.DUE: "proche", State.COMING: "à venir", State.UNKNOWN: "non connu"}
SPANS_TOLD = {State.PAST: "fini", State.DUE: "fin proche", State.COMING: "en cours"}
FILLS = {State.PAST: Fill(GREY), State.DUE: Fill(ORANGE, hatch="////"), State.COMING: Fill(BLUE)}
SPANS = (Kind.CLASSIFICATION, Kind.ANSWER, Kind.DECISION, Kind.MARK, Kind.AGREEMENT)
ANSWERING, ACT = Fill("#CFE5F1", BLUE, 1), Mark("D", 5.5, "white", INK, 1.3)
TODAY, YEAR = Stroke(INK, 1.8), Stroke("white", 0.8)
TITLE, TEXT = Font(8.5, "bold"), Font()
THICK, GAP, AXIS = 0.15, 0.13, 0.22
PAST_YEARS, COMING_YEARS = 6, 8  # what is further from the audit is told in words, and cut off the drawing


@dataclass(frozen=True)
class Row:
    """A line of the chart: its name, the span held (or None), the days to act on, what is told of each."""

    name: str
    span: Deadline | None
    days: tuple[Deadline, ...]

    @property
    def told(self) -> str:
        """Return what falls on this line and when, one line each."""
        every = [*self.days, *([self.span] if self.span else [])]
        lines = [f"{_named(each)} : {day(each.day)}" for each in sorted(every, key=_when) if each.day]
        return "\n".join(wrapped(capital(line), WIDTH - 2 * MARGIN, TEXT) for line in lines)


def deadlines_chart(deadlines: Sequence[Deadline], today: date) -> Chart | None:
    """Return the deadlines that have a day, a line each for what is held and one for papers; None without any."""
    rows = rows_of([each for each in deadlines if each.day])
    if not rows:
        return None
    names = [wrapped(row.name, WIDTH - 2 * MARGIN, TITLE) for row in rows]
    keys = _legend(rows)
    heights = [_height(name, row) for name, row in zip(names, rows, strict=True)]
    tops = [*accumulate(heights, initial=0.2 + -(-len(keys) // 2) * LINE)]
    illustrative = any(each.illustrative for each in deadlines)
    with drawn("deadlines", tops[-1] + AXIS, SOURCE, illustrative) as sheet:
        panel = Panel(MARGIN, 0, WIDTH - 2 * MARGIN, THICK, (*_years(deadlines, today), 0, 1))
        for row, name, top in zip(rows, names, tops, strict=False):
            low = top + (name.count("\n") + 1) * line_height(TITLE.size) + 0.04
            _draw(sheet, replace(panel, top=low), row, name, today)
        _axis(sheet, panel, tops[-1] + 0.1)
        keyed(sheet, keys, MARGIN, 0.05, 2)
    return Chart("Ce qui est en cours, et jusqu'à quand", sheet.svg, alt(deadlines, today), table(deadlines), SOURCE)


def rows_of(deadlines: Sequence[Deadline]) -> list[Row]:
    """Return a row for each thing held or asked, the classification first, with the days to act on, then the papers."""
    spans = sorted((each for each in deadlines if each.kind in SPANS), key=lambda d: d.kind is not Kind.CLASSIFICATION)
    rows = [Row(span.subject, span, _acts(span, deadlines)) for span in spans]
    papers = tuple(each for each in deadlines if each.kind is Kind.PAPER)
    return rows + ([Row("Pièces du dossier qui expirent", None, papers)] if papers else [])


def _acts(span: Deadline, deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    kind = {Kind.CLASSIFICATION: Kind.RENEWAL, Kind.MARK: Kind.CONDITION}.get(span.kind)
    same = (each for each in deadlines if each.kind is kind)
    return tuple(
        each for each in same if kind is Kind.RENEWAL or (each.subject, each.start) == (span.subject, span.start)
    )


def alt(deadlines: Sequence[Deadline], today: date) -> str:
    """Return the deadlines in words, the earliest first."""
    told = [f"{each.subject}, {each.event} : {day(each.day)} ({STATES[each.state]})" for each in deadlines if each.day]
    return f"Frise des échéances au {day(today)}. {'. '.join(told)}."


def table(deadlines: Sequence[Deadline]) -> Table:
    """Return the deadlines as a table: day, what falls then, what to do, the rule and how sure we are of it."""
    rows = tuple((each.day, *_cells(each)) for each in deadlines)
    columns = ("Date", "Échéance", "État", "À faire", "Règle")
    return Table("Les échéances", columns, rows, any(each.illustrative for each in deadlines))


def _cells(each: Deadline) -> tuple[str | None, ...]:
    basis, sure = each.basis, ""
    if basis.standing:
        sure = f" Règle {STANDING_IN_FRENCH[basis.standing]} (source : {' ; '.join(basis.sources)})."
    told = (f"{each.subject} : {each.event}", STATES[each.state], each.action, basis.text + sure)
    return tuple(text or None for text in told)


def _named(each: Deadline) -> str:
    return f"« {each.subject} »" if each.kind is Kind.PAPER else each.event


def _when(each: Deadline) -> date:
    return each.day or date.max


def _height(name: str, row: Row) -> float:
    lines = (name.count("\n") + 1) * line_height(TITLE.size) + (row.told.count("\n") + 1) * line_height(SMALL)
    return lines + THICK + GAP + 0.08


def _years(deadlines: Sequence[Deadline], today: date) -> tuple[float, float]:
    """Return the first days of the years between which every day of the chart stands, as ordinals."""
    days = [today, *(d for each in deadlines for d in (each.start, each.day) if d and (each.day or each.start))]
    first = max(min(days).year, today.year - PAST_YEARS)
    last = min(max(days).year, today.year + COMING_YEARS)
    return date(first, 1, 1).toordinal(), date(max(first, last) + 1, 1, 1).toordinal()


def _draw(sheet: Sheet, panel: Panel, row: Row, name: str, today: date) -> None:
    """Draw a line of the chart in its panel: its name above, its span and its days on a track, words under."""
    low, middle = panel.top + panel.height, panel.top + panel.height / 2
    sheet.words(MARGIN, panel.top - 0.04, name, TITLE, up="bottom")
    sheet.boxes(panel.left, panel.top, panel.width, panel.height, Fill(PALE))
    if row.span and row.span.start and row.span.day:
        _bar(sheet, panel, (row.span.start, row.span.day), FILLS[row.span.state])
    for act in row.days:
        if act.kind is Kind.RENEWAL and act.day and row.span and row.span.day:
            _bar(sheet, panel, (act.day, row.span.day), ANSWERING)
    sheet.lines([[(x, panel.top), (x, low)] for x in _new_years(panel)], YEAR)
    x = _within(panel, today)
    sheet.lines([[(x, panel.top - 0.05), (x, low + 0.05)]], TODAY)
    sheet.marks([(_within(panel, each.day), middle) for each in row.days if each.day], ACT)
    sheet.words(MARGIN, low + 0.06, row.told, TEXT, up="top")


def _bar(sheet: Sheet, panel: Panel, ends: tuple[date, date], fill: Fill) -> None:
    left, right = (_within(panel, end) for end in ends)
    sheet.boxes(left, panel.top, max(right - left, 0.02), panel.height, fill)


def _within(panel: Panel, when: date) -> float:
    """Return where a day stands across the panel, at its side when it is out of it."""
    return float(min(max(panel.x(when.toordinal()), panel.left), panel.left + panel.width))


def _new_years(panel: Panel) -> list[float]:
    first, last = (date.fromordinal(int(side)).year for side in panel.sides[:2])
    return [float(panel.x(date(year, 1, 1).toordinal())) for year in range(first, last + 1)]


def _axis(sheet: Sheet, panel: Panel, low: float) -> None:
    """Write the years at some height, as many as have room, each in the middle of its own."""
    first, places = date.fromordinal(int(panel.sides[0])).year, _new_years(panel)
    for n in range(0, len(places) - 1, -(-len(places) // 7)):
        sheet.words((places[n] + places[n + 1]) / 2, low, str(first + n), TEXT, "center")


def _legend(rows: Sequence[Row]) -> list[Key]:
    """Return what the inks of these lines mean, and no other."""
    states = {row.span.state for row in rows if row.span}
    keys: list[Key] = [((fill,), SPANS_TOLD[state]) for state, fill in FILLS.items() if state in states]
    acts = {act.kind for row in rows for act in row.days}
    keys += [((ANSWERING,), "délais du préfet")] if Kind.RENEWAL in acts else []
    keys += [((ACT,), "jour à ne pas manquer")] if acts else []
    return [*keys, ((TODAY,), "jour de l'audit")]
