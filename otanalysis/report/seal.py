"""What a page carries to be checked later: what it was made from, and the fingerprint of its own text.

An integrity check, not a signature: it sees what was changed by accident or without care, and who changes the page on
purpose can compute it again.
"""

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from otanalysis.audit.fingerprint import fingerprint, origin_json
from otanalysis.reading.records import Day, Record
from otanalysis.report.html import render

PAGE = re.compile(r'(<meta name="otanalysis-page" content=")[0-9a-f]{64}(">)')
ORIGIN = re.compile(r'<meta name="otanalysis-origin" content="([^"]*)">')
BLANK = "0" * 64


class Input(Record):
    """A file that an audit read, and its SHA-256; empty when it looked for a file that was not there."""

    path: str
    sha256: str


class Origin(Record):
    """What an audit was made from, as its page says."""

    category: str
    edition: str
    audit_date: Day
    reference_year: int
    inputs: tuple[Input, ...]
    rules: dict[str, str]
    versions: dict[str, str]


@dataclass(frozen=True)
class Seal:
    """What a page says of itself, and whether its text is the one that was produced."""

    intact: bool
    origin: Origin


def metas(document: dict[str, Any]) -> str:
    """Return the lines of a page's head that carry its seal, before the page is ``sealed``."""
    return render("seal", fingerprint=fingerprint(document), origin=origin_json(document), page=BLANK).html


def sealed(page: str) -> str:
    """Return a page with the fingerprint of its text, which is taken with zeros in place of the fingerprint itself."""
    return PAGE.sub(rf"\g<1>{_digest(page)}\g<2>", page, count=1)


def seal_of(page: str) -> Seal | None:
    """Return the seal of a page, None for a text that has none."""
    origin = ORIGIN.search(page)
    if origin is None or PAGE.search(page) is None:
        return None
    try:
        return Seal(sealed(page) == page, Origin.model_validate_json(unescape(origin[1])))
    except ValueError:
        return None


def _digest(page: str) -> str:
    return hashlib.sha256(PAGE.sub(rf"\g<1>{BLANK}\g<2>", _unix(page), count=1).encode()).hexdigest()


def _unix(text: str) -> str:
    """Return a text whose lines end as they did here: mail and Windows may have changed that, and nothing else."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
