"""The life of a classification in words: what to do next, and what the dossier does not say."""

from collections.abc import Sequence

from otanalysis.audit.deadlines import Deadline, State
from otanalysis.audit.findings import Audit
from otanalysis.audit.held import deadlines_of
from otanalysis.french import day, joined, quantity
from otanalysis.report.deadline_charts import deadlines_chart
from otanalysis.report.html import Html, render

NAMED = 2  # late actions told in the sentence; the others are counted


def life(audit: Audit) -> Html:
    """Return what to do next and by when, what is not known or cannot be, and the deadlines on one line of time."""
    deadlines = deadlines_of(audit)
    chart = deadlines_chart(deadlines, audit.audit_date)
    unknown = [_gap(each) for each in deadlines if each.state is State.UNKNOWN]
    wrong = [each.note for each in deadlines if each.note]
    shown = render("life", next_step=next_step(deadlines), unknown=unknown, wrong=wrong)
    return Html(shown.html + (chart.html().html if chart else ""))


def next_step(deadlines: Sequence[Deadline]) -> str:
    """Return in one sentence what is late, then what comes next with its day; empty when neither is known."""
    late = [each for each in deadlines if each.state is State.PAST and each.action]
    ahead = [each for each in deadlines if each.state in (State.DUE, State.COMING)]
    parts = [_late(late)] if late else []
    parts += [_next(ahead[0], bool(late))] if ahead else []
    return f"{' ; '.join(parts)}." if parts else ""


def _late(late: Sequence[Deadline]) -> str:
    named = [f"{_lower(each.action)} (date passée : {day(each.day)})" for each in late[:NAMED] if each.day]
    more = [f"{quantity(len(late) - NAMED, 'action')} de plus"] if len(late) > NAMED else []
    return f"À faire sans attendre : {joined([*named, *more])}"


def _next(first: Deadline, after: bool) -> str:
    when = day(first.day) if first.day else ""
    if first.action:
        return f"{'ensuite' if after else 'Prochaine étape'} : {_lower(first.action)}, au plus tard le {when}"
    return f"{'ensuite' if after else 'Prochaine échéance'} : {first.event}, le {when}"


def _gap(each: Deadline) -> str:
    return f"{each.subject} : {each.event}. {each.basis.text}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
