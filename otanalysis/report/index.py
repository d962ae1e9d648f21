"""The page that lists the offices, those that block first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from otanalysis.french import quantity
from otanalysis.report.html import render

ORDER = ("blocking", "undocumented", "met")


@dataclass(frozen=True)
class Row:
    """An office of the list; ``failure`` says what went wrong with its last run, if anything did."""

    name: str
    href: str = ""
    office: str = ""
    category: str = ""
    verdict: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    which: str = ""  # numbers of the blocking criteria, in words
    audit_date: str = ""
    failure: str = ""
    why: str = ""  # address of the page that tells the failure

    @property
    def tone(self) -> str:
        """Return the worst status among the office's criteria."""
        return next((status for status in ORDER if self.counts.get(status)), "blocking")


def index_page(rows: Sequence[Row], css: str) -> str:
    """Return the page: offices whose run failed first, then those that block, then those to document."""
    ordered = sorted(rows, key=lambda row: (not row.failure, ORDER.index(row.tone), row.office or row.name))
    shown = [_cells(row) for row in ordered]
    return render("index", rows=shown, css=Markup(css), sentence=_sentence(rows)).html  # noqa: S704 - our own file


def _cells(row: Row) -> dict[str, object]:
    return {
        "tone": row.tone,
        "href": row.href,
        "office": row.office or row.name,
        "category": row.category,
        "verdict": row.verdict,
        "failure": row.failure,
        "why": row.why,
        "counts": _counts(row),
        "audit_date": date.fromisoformat(row.audit_date).strftime("%d/%m/%Y") if row.audit_date else "",
    }


def _counts(row: Row) -> str:
    words = {"met": "rempli", "blocking": "bloquant", "undocumented": "à documenter"}
    told = {s: f"{row.counts[s]} {_plural(word, row.counts[s])}" for s, word in words.items() if row.counts.get(s)}
    if row.which and "blocking" in told:
        told["blocking"] += f" ({row.which})"
    return ", ".join(told.values())


def _plural(word: str, count: int) -> str:
    return word if count < 2 or word.startswith("à") else f"{word}s"


def _sentence(rows: Sequence[Row]) -> str:
    blocked = sum(bool(row.counts.get("blocking")) for row in rows)
    failed = sum(bool(row.failure) for row in rows)
    told = f"{quantity(len(rows), 'office')} au total, dont {blocked} avec un critère bloquant ou plus."
    return told + (f" {failed} n'ont pas pu être refaits." if failed else "")
