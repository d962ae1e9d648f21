"""Words that several documents of an application file share."""

from collections.abc import Iterable, Iterator

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, RequirementFinding, with_status
from otanalysis.audit.outcome import Status
from otanalysis.french import day, joined
from otanalysis.law.code import Step, load_code
from otanalysis.law.records import STANDING_IN_FRENCH, Standing
from otanalysis.report import sentences
from otanalysis.report.criteria import actions_with_margin
from otanalysis.report.file_blocks import Notice, Paragraph, Table, gap

READ = "Ce n'est pas un texte officiel : relisez-le, complétez ce qui est surligné, puis retirez cet encadré."
OPEN = (Status.BLOCKING, Status.UNDOCUMENTED)


def opening(audit: Audit, signed_by: str = "") -> Notice:
    """Return the box that opens a document: a draft, of whom, what the audit says, what is invented."""
    lines = [f"Projet préparé par otanalysis d'après l'audit du {day(audit.audit_date)}. {READ}"]
    lines += [f"À signer par : {signed_by}."] if signed_by else []
    return Notice((*lines, *warnings(audit)))


def warnings(audit: Audit) -> Iterator[str]:
    """Yield what must be known before sending: what is not met yet, what is illustrative."""
    numbers = [number_of(finding) for finding in open_findings(audit)]
    if numbers:
        told = f"{audit.verdict} en catégorie {audit.category}"
        yield f"Avant d'envoyer : l'audit conclut « {told} », {criteria(numbers)} à régler ou à documenter."
    if text := sentences.illustrative(audit):
        yield text


def open_findings(audit: Audit) -> tuple[Finding, ...]:
    """Return the criteria that block, then those to document."""
    return tuple(finding for status in OPEN for finding in with_status(audit.findings, status))


def criteria(numbers: Iterable[str]) -> str:
    """Return criteria by their numbers: « critère 15 », « critères 15 et 19 »."""
    listed = list(numbers)
    return f"critère{'s' if len(listed) > 1 else ''} {joined(listed)}"


def to_settle(audit: Audit) -> tuple[str, ...]:
    """Return what is to do about each criterion that is not met, and how much is missing."""
    open_ones = open_findings(audit)
    return tuple(f"{criteria([number_of(f)]).capitalize()} : {' '.join(actions_with_margin(f))}" for f in open_ones)


def invented(audit: Audit, found: RequirementFinding) -> str:
    """Return the mark of what rests on illustrative data; a fictitious office is marked at the head of each page."""
    return " (donnée illustrative)" if found.illustrative and not audit.dossier.office.fictitious else ""


def step(name: str) -> Step:
    """Return a step of the procedure by its id."""
    return next(each for each in load_code().procedure if each.id == name)


def signer(name: str) -> str:
    """Return who signs an official paper, by its id."""
    return next(paper.by for paper in load_code().papers if paper.id == name)


def sureness(standing: Standing) -> str:
    """Return how sure a rule is, and what to do of one that was not read word for word."""
    told = STANDING_IN_FRENCH[standing]
    return told if standing is Standing.VERBATIM else f"{told}, à vérifier"


def legal_basis(*names: str) -> tuple[Table, Paragraph]:
    """Return the articles that a document rests on: what they say in our words, how sure we are, where it was read."""
    steps = [step(name) for name in names]
    rows = tuple((s.article, s.text, sureness(s.standing)) for s in steps)
    columns = ("Article", "Ce qu'il dit, dans nos mots", "La règle est")
    told = read_in(key for s in steps for key in s.sources)
    return Table("Articles du code du tourisme", columns, (12, 58, 30), rows), Paragraph(told)


def read_in(keys: Iterable[str]) -> str:
    """Return where statements about the procedure were read."""
    sources = load_code().sources
    return f"Lu dans : {' ; '.join(dict.fromkeys(sources[key].title for key in keys))}."


def prefect(audit: Audit) -> str:
    """Return whom the file is sent to, with the département when the dossier names it."""
    territory = audit.dossier.territory
    return f"préfecture ({territory.name if territory else gap('le département')})"


AUTHORITY = gap("le nom de la commune, de l'intercommunalité ou du syndicat mixte")
PRESIDENT = gap("le nom et la qualité de la personne qui préside")
