"""An audit already made, read back from its machine's copy: what can be compared with another."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.records import Day

SCHEMA = 1
NOT_AN_AUDIT = "ce n'est pas un audit.json d'otanalysis"
ADVICE = "donnez le fichier audit.json d'un office, ou celui que « otanalysis history NOM --export » écrit"
Said = Literal["met", "blocking", "undocumented", "not_applicable"]


class _Past(BaseModel):
    """A part of a machine's copy; what it holds and nobody compares is left aside."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class PastRequirement(_Past):
    """A requirement as an audit found it; ``bureau`` is a name, empty for the office."""

    id: str
    label: str
    bureau: str
    status: Said
    measured: float | None
    threshold: float | None
    margin: float | None
    unit: str
    illustrative: bool = False


class PastFinding(_Past):
    """A criterion as an audit found it."""

    criterion: str
    label: str
    status: Said
    requirements: Annotated[tuple[PastRequirement, ...], BeforeValidator(tuple)]


class PastOffice(_Past):
    """Who was audited."""

    name: str
    fictitious: bool = False


class PastInput(_Past):
    """A file that was read, and the SHA-256 of its bytes."""

    path: str
    sha256: str


def _together(rules: object) -> object:
    """Return one fingerprint (SHA-256) for those of several files of rules: it changes when a rule is corrected."""
    told = json.dumps(rules, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest() if isinstance(rules, dict) else rules


class PastAudit(_Past):
    """An audit as its machine's copy tells it; ``rules`` is one fingerprint of all rules, empty in older copies."""

    name: str
    office: PastOffice
    category: str
    edition: str
    rules: Annotated[str, BeforeValidator(_together)] = ""
    audit_date: Day
    reference_year: int
    verdict: str
    findings: Annotated[tuple[PastFinding, ...], BeforeValidator(tuple)]
    inputs: Annotated[tuple[PastInput, ...], BeforeValidator(tuple)]
    previous: str = ""
    versions: dict[str, str]


def past_audit(text: str | bytes, shown: str) -> tuple[PastAudit, dict[str, Any]]:
    """Return the audit that the text of an ``audit.json`` tells, and its whole document.

    Raises InputError, in French, for another text.
    """
    try:
        document = json.loads(text)
        if document["schema"] == SCHEMA:
            return PastAudit.model_validate(document), document
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise InputError([Problem(shown, 0, "", NOT_AN_AUDIT, ADVICE)])


def read_past_audit(path: Path, shown: str) -> PastAudit:
    """Return the audit of a file; raises InputError, in French, for a file that cannot be read or is no audit."""
    return past_audit(read_audit_file(path, shown), shown)[0]


def read_audit_file(path: Path, shown: str) -> bytes:
    """Return what a file holds; raises InputError, in French, for a file that cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        raise InputError([Problem(shown, 0, "", "ce fichier ne peut pas être lu", ADVICE)]) from None
