"""The files that prove an office's file: what each says of its own date, and the zip that carries them.

A date comes from inside the file: the information of a PDF, the properties of a document, a workbook or a presentation.
The date of a file on a disk is that of a copy, it proves nothing.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from otanalysis.report.file_evidence import Attachment
from otanalysis.report.workbook import EARLIEST

PROPERTIES = ("docProps/core.xml", "meta.xml")
TOLD = re.compile(rb"<(?:dcterms:created|dcterms:modified|meta:creation-date|dc:date)[^>]*>(\d{4})-(\d\d)-(\d\d)")
MOST = 1 << 20  # bytes of properties: they hold some hundreds


def dates_of(folder: Path, attached: Iterable[Attachment]) -> dict[str, tuple[date, ...] | None]:
    """Return the dates that each attached file of a dossier bears, by its name; None when it cannot be opened."""
    return {name: dates_in(folder / name) for name in {each.evidence.file for each in attached} if name}


def dates_in(path: Path) -> tuple[date, ...] | None:
    """Return the days when a file says that it was made and changed; nothing when it does not say, None when torn."""
    try:
        with path.open("rb") as file:
            head = file.read(5)
        if head == b"%PDF-":
            return _in_pdf(path)
        return _in_zip(path) if head.startswith(b"PK\x03\x04") else ()
    except Exception:  # whatever a damaged file makes its reader raise, it is damaged
        return None


def _in_pdf(path: Path) -> tuple[date, ...]:
    told = PdfReader(path).metadata
    moments = (told.creation_date, told.modification_date) if told else ()
    return tuple(moment.date() for moment in moments if moment)


def _in_zip(path: Path) -> tuple[date, ...]:
    with zipfile.ZipFile(path) as archive:
        there = [name for name in PROPERTIES if name in archive.namelist()]
        found = [day for name in there for day in TOLD.findall(archive.open(name).read(MOST))]
    return tuple(date(*map(int, day)) for day in found)


def zip_bytes(folder: Path, attached: Iterable[Attachment]) -> bytes:
    """Return the zip of the attached files under their readable names: same files, same bytes; none without any."""
    named = sorted({(each.zipped, each.evidence.file) for each in attached if each.zipped})
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in named:
            info = zipfile.ZipInfo(name, EARLIEST)
            archive.writestr(info, (folder / file).read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue() if named else b""
