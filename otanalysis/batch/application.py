"""The folder of an application file: written whole, never over what somebody has changed in it.

``manifeste.json`` holds the SHA-256 of each file as it was written: what differs was changed by somebody, and stays.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from otanalysis.audit.findings import Audit
from otanalysis.batch.copies import CopyError
from otanalysis.batch.evidence import dates_of, zip_bytes
from otanalysis.batch.pdf import printed_page
from otanalysis.batch.whole import mend, whole_files
from otanalysis.reading.digest import digest
from otanalysis.reading.problems import InputError, Problem
from otanalysis.report.application_file import documents, mark_of
from otanalysis.report.file_blocks import Draft, gaps_of
from otanalysis.report.file_docx import docx_bytes
from otanalysis.report.file_evidence import attachments
from otanalysis.report.file_html import file_page

FOLDER, MANIFEST = "dossier-classement", "manifeste.json"
PDF, ZIP = "dossier-classement.pdf", "pieces.zip"


@dataclass(frozen=True)
class Written:
    """What was written: the document to read first, the number of documents, gaps and files of evidence.

    ``unprinted`` is why there is no PDF; ``aside`` is where a folder that somebody had changed was moved.
    """

    first: Path
    drafts: int
    gaps: int
    files: int
    unprinted: str
    aside: Path | None


def write_file(audit: Audit, dossier: Path, outputs: Path, force: bool) -> Written:
    """Write the application file of an audit whose dossier is in a folder, all its files or none.

    Raises InputError when somebody changed what is there and ``force`` is not asked; OSError when it cannot be written.
    """
    folder = outputs / FOLDER
    if folder.exists():
        mend(folder)
    changed = changes(folder)
    if changed and not force:
        raise InputError(_refused(folder, name) for name in changed)
    attached = attachments(audit)
    drafts = documents(audit, dates_of(dossier, attached))
    files = _documents(audit, drafts)
    pdf, unprinted = _printed(audit, drafts)
    files |= {name: content for name, content in ((PDF, pdf), (ZIP, zip_bytes(dossier, attached))) if content}
    aside = _put_aside(folder) if changed else None
    _write(folder, files)
    count = len({each.zipped for each in attached if each.zipped})
    return Written(folder / f"{drafts[0].file}.docx", len(drafts), sum(map(gaps_of, drafts)), count, unprinted, aside)


def changes(folder: Path) -> list[str]:
    """Return the names in a folder that are not as they were written: changed, or put there by somebody."""
    known = _manifest(folder)
    there = sorted(path for path in folder.iterdir() if path.name != MANIFEST) if folder.exists() else []
    return [path.name for path in there if path.is_dir() or known.get(path.name) != digest(path)]


def _refused(folder: Path, name: str) -> Problem:
    message = "a été modifié depuis qu'il a été produit" if name in _manifest(folder) else "n'a pas été produit ici"
    advice = f"ajoutez --force : {FOLDER} sera mis de côté avec ce fichier, rien ne sera perdu"
    return Problem(str(folder / name), 0, "", message, advice)


def _documents(audit: Audit, drafts: tuple[Draft, ...]) -> dict[str, bytes]:
    said = (audit.dossier.office.name, audit.audit_date, mark_of(audit))
    return {f"{draft.file}.docx": docx_bytes(draft, *said) for draft in drafts}


def _printed(audit: Audit, drafts: tuple[Draft, ...]) -> tuple[bytes, str]:
    """Return every document as one PDF, or why there is none."""
    page = file_page(drafts, audit.dossier.office.name, mark_of(audit))
    try:
        return printed_page(page, audit.audit_date), ""
    except CopyError as error:
        return b"", str(error)


def _put_aside(folder: Path) -> Path:
    """Move a folder beside itself, under the first number that is free."""
    ranks = (folder.with_name(f"{folder.name}.{n}") for n in range(1, 10_000))
    return folder.rename(next(path for path in ranks if not path.exists()))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files and their manifest, then remove those of an earlier time that are no longer made."""
    old = _manifest(folder)
    with whole_files(folder) as draft:
        for name, content in files.items():
            (draft / name).write_bytes(content)
        now = {name: digest(draft / name) for name in sorted(files)}
        (draft / MANIFEST).write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")
    for name in old.keys() - files.keys():
        (folder / name).unlink(missing_ok=True)


def _manifest(folder: Path) -> dict[str, str]:
    """Return what each file was when it was written; nothing when nobody noted it or it cannot be read."""
    with suppress(OSError, ValueError):
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return {name: sha for name, sha in told.items() if Path(name).name == name}
    return {}
