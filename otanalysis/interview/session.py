"""An interview: question after question, each answer kept at once, until nothing is missing or the user leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import click

from otanalysis.audit.findings import Audit
from otanalysis.audit.questions import Question, Stage, questions_of
from otanalysis.dossier import answers
from otanalysis.interview import telling
from otanalysis.interview.files import Files, audit_of, kept, save, sheet_of, text_of
from otanalysis.interview.forms import Changes, changes_for, details_for
from otanalysis.interview.prompts import HELP, Back, Details, Quit, Skip, ask_if_any, new_question
from otanalysis.reading.problems import InputError
from otanalysis.reading.yaml12 import Loc

OF_A_POST = ("function", "degree_years")


@dataclass(frozen=True)
class State:
    """Where an interview is: the dossier's text, what was put aside, the stages begun and ended, the last answer."""

    text: str
    aside: frozenset[Loc] = frozenset()
    begun: frozenset[Stage] = frozenset({Stage.DECIDES})
    ended: frozenset[Stage] = frozenset()
    last: Loc = ()
    asked: int = 0


def interview(files: Files, again: str, last: Loc = ()) -> None:
    """Ask what an office's dossier does not say; whatever ends it, say what is left and how to resume (``again``)."""
    click.echo(f"\n{HELP}")
    states = [State(text_of(files), last=last)]
    try:
        while states:
            states = _turn(files, states)
    except (Quit, click.Abort, KeyboardInterrupt):
        click.echo("\nVos réponses sont gardées.")
    click.echo(f"\n{telling.ending(audit_of(files, text_of(files)), again)}")


def _turn(files: Files, states: list[State]) -> list[State]:
    """Return the states after one more answer or wish, the latest last; none when the user is done."""
    new_question()
    states = _as_on_disk(files, states)
    try:
        return _step(files, states)
    except Back as wish:
        return states if wish.given else _undone(files, states)
    except Details:
        return _detailed(files, states)


def _as_on_disk(files: Files, states: list[State]) -> list[State]:
    """Return the states; what somebody edits meanwhile is theirs, and nothing before it is undone here."""
    text = text_of(files)
    return states if text == states[-1].text else [replace(states[-1], text=text)]


def _step(files: Files, states: list[State]) -> list[State]:
    """Return the states after one more answer."""
    state = states[-1]
    audit, sheet = audit_of(files, state.text), sheet_of(files, state.text)
    questions = [q for q in questions_of(audit) if q.kind != "territory" or sheet.territories]
    question = _next(questions, state)
    if question is None:
        return _end()
    if question.stage not in state.begun and not _is_paper_of(question, state):
        return [*states, _gate(question.stage, state, audit, questions)]
    click.echo(f"\n{telling.heading(question, _rank(question, questions, state), audit)}")
    asked = state.asked + (not _is_paper_of(question, state))
    try:
        changes = changes_for(question, sheet)
    except Skip:
        return [*states, replace(state, aside=state.aside | {question.place}, asked=asked)]
    states = _as_on_disk(files, states)
    try:
        after = kept(files, states[-1].text, changes)
    except InputError as error:
        click.echo("\n".join(f"{p.message}\n    → {p.advice}" for p in error.problems))
        return states
    aside = state.aside | set(_already_asked(changes))
    return [*states, replace(state, text=after, aside=aside, last=_answered(question), asked=asked)]


def _next(questions: Sequence[Question], state: State) -> Question | None:
    """Return what is asked now: the paper of the last answer, else the most decisive question not put aside."""
    left = [q for q in questions if q.place not in state.aside]
    paper = next((q for q in left if _is_paper_of(q, state)), None)
    return paper or next((q for q in left if q.stage not in state.ended), None)


def _is_paper_of(question: Question, state: State) -> bool:
    return bool(state.last) and question.place == (*state.last, "evidence")


def _answered(question: Question) -> Loc:
    """Return the place of what was answered: that of the fact for its paper."""
    return question.place[:-1] if question.kind == "evidence" else question.place


def _already_asked(changes: Changes) -> Iterator[Loc]:
    """Yield the places that a dialogue has just asked about, whatever was answered."""
    for place, value in changes.items():
        if place == ("staff",):
            yield from ((*place, "contracts", n, k) for n in range(len(value["contracts"])) for k in OF_A_POST)
        if place[-1] == "hours":
            yield (*place[:-1], "people_present")


def _rank(question: Question, questions: Sequence[Question], state: State) -> str:
    """Return where a question is among those of its stage; empty for the paper of the last answer."""
    if _is_paper_of(question, state):
        return ""
    left = sum(q.stage is question.stage and q.place not in state.aside for q in questions)
    return f"Question {state.asked + 1} sur environ {state.asked + left}"


def _gate(stage: Stage, state: State, audit: Audit, questions: Sequence[Question]) -> State:
    """Return the state after the user says whether a stage is to be begun."""
    left = sum(q.stage is stage and q.place not in state.aside for q in questions)
    click.echo(f"\n{telling.gate(stage, left, audit)}")
    if ask_if_any("On continue : oui ou non", answers.yes_no):
        return replace(state, begun=state.begun | {stage}, asked=0)
    return replace(state, ended=state.ended | {stage})


def _undone(files: Files, states: list[State]) -> list[State]:
    """Return the states without the last one, its answer taken out of the dossier."""
    if len(states) == 1:
        click.echo("Il n'y a rien à annuler.")
        return states
    if states[-2].text != states[-1].text:
        save(files.path, states[-2].text)
    click.echo("C'est annulé.")
    return states[:-1]


def _detailed(files: Files, states: list[State]) -> list[State]:
    """Return the states after details about the last answer."""
    last = states[-1].last
    try:
        changes = details_for(last, sheet_of(files, states[-1].text))
    except (Back, Details, Skip):
        return states
    states = _as_on_disk(files, states)
    return [*states, replace(states[-1], text=kept(files, states[-1].text, changes))] if changes else states


def _end() -> list[State]:
    """Return no state once the user agrees that this is the end."""
    click.echo("\nToutes les questions ont été posées.")
    ask_if_any("Entrée pour finir, ou « revenir », « détails »", _nothing)
    return []


def _nothing(text: str) -> None:
    raise ValueError("Appuyez sur Entrée pour finir.")
