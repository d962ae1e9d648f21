"""What an interview says around its questions: why they matter, where one is, what is left."""

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, to_do, with_status
from otanalysis.audit.outcome import Status
from otanalysis.audit.questions import Question, Stage, questions_of
from otanalysis.french import joined, quantity
from otanalysis.law.records import Criterion, number_in
from otanalysis.report import sentences


def heading(question: Question, rank: str, audit: Audit) -> str:
    """Return the question, where it stands and why it matters, a thing a line."""
    first = " — ".join(part for part in (rank, question.bureau) if part)
    text = f"Quel document le prouve ? ({question.text})" if question.kind == "evidence" else question.text
    usual = f"D'habitude : {question.expected}." if question.expected else ""
    return "\n".join(line for line in (first, text, usual, _why(question, audit)) if line)


def _why(question: Question, audit: Audit) -> str:
    """Return what a question is for: its criteria, and what hangs on the answer."""
    if question.stage is Stage.TELLS:
        return "Pour le rapport ; aucun critère n'en dépend."
    named = joined([_criterion(criterion) for criterion in question.criteria])
    about = f"Critère{'s' if len(question.criteria) > 1 else ''} {named}"
    if question.stage is Stage.PROVES:
        return f"{about} : le verdict n'en dépend pas, mais le préfet demandera cette pièce."
    if question.stage is Stage.ELSEWHERE:
        others = [name for name in audit.edition.categories if name != audit.category]
        return f"{about} : compte seulement en catégorie {joined(others)}."
    if not question.open_requirements:
        return f"{about} : une autre réponse bloque déjà."
    return f"{about} : le verdict en dépend."


def _criterion(criterion: Criterion) -> str:
    return f"{number_in(criterion.id)} ({criterion.short or criterion.label})"


def gate(stage: Stage, left: int, audit: Audit) -> str:
    """Return what the next stage is about."""
    count = quantity(left, "question")
    others = joined([name for name in audit.edition.categories if name != audit.category])
    return {
        Stage.DECIDES: "",
        Stage.PROVES: f"Pour la catégorie {audit.category}, tout est demandé. Les pièces à joindre : {count}.",
        Stage.ELSEWHERE: f"Ce que demande aussi la catégorie {others} : {count}.",
        Stage.TELLS: f"Pour un rapport plus complet : {count}.",
    }[stage]


def ending(audit: Audit, again: str) -> str:
    """Return the verdict, what blocks, what is left to say and how, and how to make the page."""
    asked = questions_of(audit)
    left = [q for q in asked if q.stage is Stage.DECIDES]
    papers = [q for q in asked if q.stage is Stage.PROVES]
    lines = [f"{sentences.verdict(audit)}. {sentences.counts(audit)}"]
    for finding in with_status(audit.findings, Status.BLOCKING):
        blocking = [r for r in to_do(finding) if r.outcome.status is Status.BLOCKING]
        lines += [
            f"    Bloque : critère {number_of(finding)}, {r.requirement.label} ({r.outcome.reason})" for r in blocking
        ]
    if left or papers:
        told = [quantity(len(left), "réponse")] if left else []
        told += [quantity(len(papers), "pièce")] if papers else []
        lines.append(f"Il manque {joined(told)}. Pour reprendre : otanalysis interview {again}")
    return "\n".join([*lines, f"Pour la page : otanalysis run {again}"])
