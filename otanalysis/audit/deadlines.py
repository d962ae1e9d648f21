"""The life of a classification: when it ends, when to ask again, until when marks, agreements and papers are good."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from otanalysis.coherence.scale import load_scale
from otanalysis.dossier.classification import Application, Classification
from otanalysis.law.code import Code, Renewal, Step, load_code, months_of, step_of
from otanalysis.law.delays import latest_start, plus_months
from otanalysis.law.records import Standing


class State(StrEnum):
    """Where a deadline stands on the day of the audit; ``DUE`` from its first reminder to its day."""

    PAST = "past"
    DUE = "due"
    COMING = "coming"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a deadline is about."""

    CLASSIFICATION = "classification"
    RENEWAL = "renewal"
    ANSWER = "answer"
    DECISION = "decision"
    MARK = "mark"
    CONDITION = "condition"
    AGREEMENT = "agreement"
    PAPER = "paper"


@dataclass(frozen=True)
class Basis:
    """What a date rests on, in French: a rule, its standing and its sources; no standing for a date of the dossier."""

    text: str = "Date écrite au dossier."
    standing: Standing | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deadline:
    """A day that counts: what it is about, what falls that day, what to do by then (empty when nothing), and why.

    ``start`` is when what ends that day began. ``day`` is None when the dossier does not tell it. ``note`` says
    what the dossier says that cannot be. All texts are French.
    """

    kind: Kind
    subject: str
    event: str
    start: date | None
    day: date | None
    action: str = ""
    basis: Basis = Basis()
    note: str = ""
    illustrative: bool = False
    state: State = State.UNKNOWN


def state_on(day: date | None, today: date) -> State:
    """Return where a deadline stands on a day; on its own day it is not past."""
    if day is None:
        return State.UNKNOWN
    if day < today:
        return State.PAST
    first = max(load_scale().reminders.months_before)
    return State.DUE if plus_months(day, -first) <= today else State.COMING


def dated(deadlines: Iterator[Deadline], today: date) -> tuple[Deadline, ...]:
    """Return deadlines each once with their state on a day, the earliest first, those without a day last."""
    found: dict[Deadline, bool] = {}
    for each in deadlines:
        same = replace(each, state=state_on(each.day, today), illustrative=False)
        found[same] = found.get(same, False) or each.illustrative
    told = (replace(each, illustrative=illustrative) for each, illustrative in found.items())
    return tuple(sorted(told, key=lambda d: (d.day or date.max, d.kind, d.subject, d.start or date.max)))


def classification_deadlines(held: Classification | None, asked: Application | None, today: date) -> Iterator[Deadline]:
    """Yield the end of a classification, the last day to ask for the next one, and the préfet's delays."""
    code = load_code()
    if held is None:
        yield UNDATED
    else:
        yield from _held(held, asked, today, code)
    if asked is not None and not (held and held.since >= asked.sent):
        yield from _asked(asked, code)


UNDATED = Deadline(
    Kind.CLASSIFICATION,
    "Classement",
    "date de classement non donnée",
    None,
    None,
    basis=Basis("Le dossier ne dit pas si l'office est classé aujourd'hui, ni depuis quand."),
)


def _held(held: Classification, asked: Application | None, today: date, code: Code) -> Iterator[Deadline]:
    end = plus_months(held.since, months_of(code, code.renewal.before))
    over, sent = end < today, asked is not None and asked.sent >= held.since
    subject, basis = f"Classement en catégorie {held.category}", _step_basis(step_of(code, code.renewal.before), code)
    action = "Demander un nouveau classement" if over and not sent else ""
    whole = Deadline(Kind.CLASSIFICATION, subject, "fin du classement", held.since, end, action, basis)
    yield replace(whole, illustrative=held.illustrative)
    if not over and not sent:
        yield _renewal(held, end, code)


def _renewal(held: Classification, end: date, code: Code) -> Deadline:
    delays = tuple(months_of(code, step) for step in code.renewal.steps)
    return Deadline(
        Kind.RENEWAL,
        "Renouvellement du classement",
        "dernier jour pour envoyer la demande",
        held.since,
        latest_start(end, delays),
        "Envoyer au préfet la demande de renouvellement du classement",
        _renewal_basis(code.renewal, code),
        illustrative=held.illustrative,
    )


def _asked(asked: Application, code: Code) -> Iterator[Deadline]:
    """Yield when the préfet must have answered: on what is missing, then, once the file is complete, on the request."""
    subject, papers, decision = "Demande de classement", *(step_of(code, step) for step in code.renewal.steps)
    if asked.complete is None:
        day = plus_months(asked.sent, months_of(code, papers.id))
        event, kind = "fin du délai du préfet pour dire quelles pièces manquent", Kind.ANSWER
        basis = _step_basis(papers, code)
    else:
        day = plus_months(asked.complete, months_of(code, decision.id))
        event, kind = "fin du délai du préfet pour décider", Kind.DECISION
        basis = _step_basis(decision, code)
    yield Deadline(kind, subject, event, asked.sent, day, basis=basis, illustrative=asked.illustrative)


def _step_basis(step: Step, code: Code) -> Basis:
    return Basis(f"{step.text} Article {step.article}.", step.standing, titles(step.sources, code))


def _renewal_basis(renewal: Renewal, code: Code) -> Basis:
    return Basis(f"{renewal.text} Articles {renewal.article}.", renewal.standing, titles(renewal.sources, code))


def titles(sources: tuple[str, ...], code: Code) -> tuple[str, ...]:
    """Return the titles of sources of the Code, by their keys."""
    return tuple(code.sources[key].title for key in sources)
