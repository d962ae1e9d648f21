"""What a check says of the facts that it was given."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Status of a requirement or of a criterion."""

    MET = "met"
    BLOCKING = "blocking"
    UNDOCUMENTED = "undocumented"
    NOT_APPLICABLE = "not_applicable"


STATUS_IN_FRENCH = {
    Status.MET: "rempli",
    Status.BLOCKING: "bloquant",
    Status.UNDOCUMENTED: "à documenter",
    Status.NOT_APPLICABLE: "sans objet",
}
# The verdicts of an audit. The program never says « classé »: the préfet classifies.
CLASSABLE = "classable"
CLASSABLE_WITH_RESERVE = "classable sous réserve"
NOT_AS_IT_STANDS = "non classable en l'état"
TO_DOCUMENT = "à documenter"


@dataclass(frozen=True)
class Outcome:
    """A status and its reason (French); for what is counted, what was measured and what is asked, in ``unit``.

    ``reserve`` says on which unread rule of counting the status depends; empty when on none.
    """

    status: Status
    reason: str
    measured: float | None = None
    threshold: float | None = None
    unit: str = ""
    reserve: str = ""


def met_if(condition: bool, reason: str) -> Outcome:
    """Return a met or a blocking outcome."""
    return Outcome(Status.MET if condition else Status.BLOCKING, reason)


def together(statuses: list[Status]) -> Status:
    """Return the status of a conjunction: one blocking blocks, otherwise one undocumented leaves it open."""
    for status in (Status.BLOCKING, Status.UNDOCUMENTED, Status.MET):
        if status in statuses:
            return status
    return Status.NOT_APPLICABLE
