"""What a file of hours looks like, from its first bytes: enough to tell somebody who declared another format."""

import zipfile
from pathlib import Path

from otanalysis.opening import zips

HEAD = 256 * 1024  # bytes
OLE = b"\xd0\xcf\x11\xe0"
MARKS = (
    ("apidae", ('"objetsTouristiques"', '"periodesOuvertures"', '"periodeEnClair"')),
    ("tourinsoft", ('"SyndicObjectID"', '"SyndicObjectName"', "tourinsoft.com/Syndication")),
    ("datatourisme", ('"isLocatedAt"', "data.datatourisme", "datatourisme.fr")),
    ("schema-org", ('openingHoursSpecification"',)),
)


def looks_like(path: Path) -> str:
    """Return the name of the format that a file clearly has, empty when nothing tells; the file is not judged."""
    try:
        if zips.is_zip(path):
            return _zip(path)
        with path.open("rb") as file:
            return _text(file.read(HEAD))
    except (OSError, *zips.DAMAGES):
        return ""


def _zip(path: Path) -> str:
    """Return the format of a zip: a workbook, or that of the first of its JSON files."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any(name.startswith("xl/") or name == "content.xml" for name in names):
            return "tableur"
        for info in zips.members(archive, lambda name: name.lower().endswith((".json", ".jsonld")))[:5]:
            with archive.open(info) as file:
                if found := _text(file.read(HEAD)):
                    return found
    return ""


def _text(head: bytes) -> str:
    """Return the format of the first bytes of a file."""
    if head.startswith(OLE):
        return "tableur"
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return next((name for name, marks in MARKS if any(mark in text for mark in marks)), "")
    first = next((line.casefold() for line in text.splitlines() if line.strip()), "")
    return "tableur" if sum(first.count(mark) for mark in ";\t,") >= 3 and "ouv" in first and "ferm" in first else ""
