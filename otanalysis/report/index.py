"""The page that lists the offices: a matrix of offices and criteria, what failed first, then what blocks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from otanalysis.audit.outcome import CLASSABLE_WITH_RESERVE, Status
from otanalysis.law.records import number_in
from otanalysis.report import seasons
from otanalysis.report.html import TEMPLATES, allowed, render
from otanalysis.report.seasons import Season

STYLE, SCRIPT = TEMPLATES / "sections" / "index.css", TEMPLATES / "sections" / "index.js"
FIRST_CRITERION = 7  # its rank among the columns
MOST_BLOCKING = 5
# In the page a status is a letter, to weigh little: the class of a cell, and of the row that it settles.
LETTERS = {Status.BLOCKING: "b", Status.UNDOCUMENTED: "u", Status.MET: "m"}
FAILED, UNREADABLE = "f", "x"
STATES = {
    FAILED: ("en échec à la dernière exécution",) * 2,
    UNREADABLE: ("illisible", "illisibles"),
    "b": ("non classable en l'état", "non classables en l'état"),
    "u": ("à documenter",) * 2,
    "m": ("classable", "classables"),
}


@dataclass(frozen=True)
class Row:
    """An office of the list; what it lacks is empty.

    ``href`` is the address of its report, ``statuses`` are those of the criteria by id; ``failure`` says what went
    wrong with its last run and ``why`` is the address of the page that tells it; ``unreadable`` is true when its
    results are there and cannot be read.
    """

    name: str
    href: str = ""
    office: str = ""
    category: str = ""
    verdict: str = ""
    statuses: Mapping[str, Status] = field(default_factory=dict)
    audit_date: date | None = None
    season: Season = field(default_factory=Season)
    failure: str = ""
    why: str = ""
    unreadable: bool = False


@dataclass(frozen=True)
class Area:
    """A territory of the list: its name, the address of its page, what its last run failed of; empty when none."""

    name: str
    href: str
    failure: str = ""


def index_page(rows: Sequence[Row], labels: Mapping[str, str], css: str, areas: Sequence[Area] = ()) -> str:
    """Return the page; ``labels`` are those of the criteria by id, ``css`` is the style of every page.

    A criterion that no office must meet has no column. The same rows always give the same bytes.
    """
    columns = [c for c in sorted(labels) if any(_letter(row, c) for row in rows)]
    style, script = css + STYLE.read_text(encoding="utf-8") + _numbers(columns), SCRIPT.read_text(encoding="utf-8")
    told = {
        "rows": [_cells(row, columns) for row in sorted(rows, key=_rank)],
        "areas": areas,
        "columns": [_column(criterion, labels[criterion], rows) for criterion in columns],
        "states": _states(rows),
        "categories": sorted({row.category for row in rows if row.category}),
        "illustrative": any(row.season.illustrative for row in rows),
        "most_blocking": MOST_BLOCKING,
    }
    code = {"css": Markup(style), "script": Markup(script)}  # noqa: S704 - our own files
    return render("index", **told, **code, hashes={name: allowed(text) for name, text in code.items()}).html


def _cells(row: Row, columns: Sequence[str]) -> dict[str, object]:
    counts = Counter(row.statuses.values())
    return {
        "office": row,
        "state": " ".join(_state(row)),
        "counts": [counts[status] if row.statuses else "" for status in LETTERS],
        "criteria": [_letter(row, criterion) for criterion in columns],
        "bars": seasons.bars(row.season),
        "line": seasons.line(row.season),
        "words": seasons.words(row.season),
    }


def _letter(row: Row, criterion: str) -> str:
    """Return the letter of a criterion's status, nothing when the office need not meet it or nobody knows."""
    return LETTERS.get(row.statuses.get(criterion, Status.NOT_APPLICABLE), "")


def _state(row: Row) -> list[str]:
    """Return the letters of an office, the gravest first: a failed run, then what its results say."""
    found = [letter for status, letter in LETTERS.items() if status in row.statuses.values()]
    return [FAILED] * bool(row.failure) + [UNREADABLE] * row.unreadable + found[:1]


def _rank(row: Row) -> tuple[list[int], int, str, str]:
    blocking = sum(status is Status.BLOCKING for status in row.statuses.values())
    return [[*STATES].index(s) for s in _state(row)][:1], -blocking, _plain(row.office or row.name), row.name


def _plain(text: str) -> str:
    """Return a text as the alphabet ranks it: no accent, no punctuation, no capital."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", " ", letters).casefold()


def _states(rows: Sequence[Row]) -> list[tuple[str, int, str, str]]:
    """Return, for each state that some office is in: letter, number of offices, words and what to add to them."""
    found = Counter(state for row in rows for state in _state(row))
    older = sum(bool(row.failure and row.href) for row in rows)
    reserved = sum(row.verdict == CLASSABLE_WITH_RESERVE for row in rows)
    more = {FAILED: f"{older} avec un rapport antérieur" if older else ""}
    more |= {"m": "sous réserve" if reserved == found["m"] else f"dont {reserved} sous réserve"} if reserved else {}
    return [(s, found[s], words[found[s] > 1], more.get(s, "")) for s, words in STATES.items() if found[s]]


def _column(criterion: str, label: str, rows: Sequence[Row]) -> dict[str, object]:
    asked = [row for row in rows if _letter(row, criterion)]
    blocked = sum(_letter(row, criterion) == "b" for row in asked)
    return {
        "number": number_in(criterion),
        "label": label,
        "asked": len(asked),
        "blocked": blocked,
        "share": round(100 * blocked / len(asked)),
        "categories": sorted({row.category for row in asked}),
    }


def _numbers(columns: Sequence[str]) -> str:
    """Return the rules that give each cell its criterion's number, where the heads of columns are not shown."""
    ranks = enumerate(columns, FIRST_CRITERION)
    rules = [f".matrix td:nth-child({rank}){{--n:'{number_in(criterion)} '}}" for rank, criterion in ranks]
    return "".join([f".matrix{{--count:{len(columns)}}}", *rules])
