"""What the face shows: HTML that reads in a light notebook as in a dark one, and the same as plain text."""

from dataclasses import dataclass
from functools import cache

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, applicable
from otanalysis.french import day, joined
from otanalysis.report import criteria, sentences
from otanalysis.report.html import TEMPLATES, render

SUPPOSED = "hypothèse "


@dataclass(frozen=True, repr=False)
class Shown:
    """A text that a notebook shows as HTML; a terminal shows its Markdown."""

    html: str
    markdown: str

    def __repr__(self) -> str:
        return self.markdown

    def _repr_html_(self) -> str:
        return self.html

    def _repr_markdown_(self) -> str:
        return self.markdown


@cache
def _style() -> str:
    return (TEMPLATES / "sections" / "card.css").read_text(encoding="utf-8")


def card(inside: str) -> str:
    """Return HTML in the frame of the face: it brings its own colours, and touches nothing outside itself."""
    return f'<div class="ota" lang="fr"><style>{_style()}</style>{inside}</div>'


def audit_html(audit: Audit) -> str:
    """Return an audit on a card: verdict, counts, criteria, what to do first, reserve."""
    squares = [
        (number_of(f), f.status.value, sentences.word(f.status), f.criterion.short or f.criterion.label)
        for f in applicable(audit)
    ]
    shown = render(
        "card",
        audit=audit,
        tone=sentences.tone(audit),
        verdict=sentences.verdict(audit),
        counts=sentences.counts(audit),
        squares=squares,
        actions=criteria.first_actions(audit),
        notes=notes(audit),
    )
    return card(shown.html)


def audit_markdown(audit: Audit) -> str:
    """Return the same as Markdown."""
    head = f"**{audit.dossier.office.name}**, audit du {day(audit.audit_date)}"
    told = [head, f"**{sentences.verdict(audit)}.** {sentences.counts(audit)}"]
    actions = "\n".join(f"- {action}" for action in criteria.first_actions(audit))
    return "\n\n".join([*told, *([actions] if actions else []), *notes(audit)])


def notes(audit: Audit) -> list[str]:
    """Return what an audit supposes, its reserve, and what in it is illustrative, as sentences."""
    supposed = [i.path.removeprefix(SUPPOSED) for i in audit.dossier.inputs if i.path.startswith(SUPPOSED)]
    told = f"Hypothèse{'s' if len(supposed) > 1 else ''} : {joined(supposed)}." if supposed else ""
    reserve = f"Sous réserve : {audit.reserves[0]}." if audit.reserves else ""
    return [text for text in (told, reserve, sentences.illustrative(audit)) if text]


def why_markdown(audit: Audit, finding: Finding) -> str:
    """Return a criterion as Markdown: each requirement with its reason and what it rests on."""
    lines = [f"**{number_of(finding)}. {finding.criterion.label}** : {sentences.word(finding.status)}"]
    for found in finding.requirements:
        bureau = f" ({found.bureau})" if found.bureau else ""
        status = sentences.word(found.outcome.status)
        lines.append(f"- {status}, {found.requirement.label}{bureau} : {found.outcome.reason}")
        lines += [f"    - {term} : {text}" for term, text in criteria.why(audit, found) if text]
    return "\n".join([lines[0], "", *lines[1:]])
