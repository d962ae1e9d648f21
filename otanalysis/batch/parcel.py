"""An office that travels: all that its production reads in one message, all that it makes in another."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from otanalysis.batch.ingredients import NOTEBOOK, Digests, find_notebook
from otanalysis.batch.production import NotWrittenError
from otanalysis.batch.results import Result
from otanalysis.batch.whole import whole_files
from otanalysis.dossier.loader import read_params
from otanalysis.dossier.places import FILE, TERRITORIES, find_folder
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError, Problem


@dataclass(frozen=True)
class Parcel:
    """What a machine needs to produce an office without a disk in common: a zip of its files, and the limits.

    ``params`` is the path of the parameters in the zip; ``package`` is what the sender's package is
    made of; ``timeout`` is in seconds
    and ``memory`` in megabytes, as for the farm.
    """

    params: str
    content: bytes
    package: Digests
    timeout: int
    memory: int | None


@dataclass(frozen=True)
class Delivery:
    """The result of an office, a zip of the files made, and the folder where that was, which ends there."""

    result: Result
    content: bytes
    folder: str


def packed(params: Path) -> bytes:
    """Return the zip of what the production of an office reads: parameters, dossier, territory, notebook.

    Raises InputError when the parameters or the dossier cannot be read or are not in the project.
    """
    params = params.resolve()
    root = params.parent.parent
    written = Path(read_params(params).dossier)
    folder = find_folder(str(written), root)
    if folder is None or written.is_absolute() or ".." in written.parts:
        audit_params(params)
        advice = "copiez-le dans le dossier params du projet"
        raise InputError([Problem(str(params), 0, "dossier", f"« {written} » est hors du projet", advice)])
    files = {params.relative_to(root): params, NOTEBOOK: find_notebook(root)}
    files |= {written / path.relative_to(folder): path for path in _files(folder)}
    files |= {written.parent / TERRITORIES / path.name: path for path in _territories(folder)}
    return zipped({name.as_posix(): path.read_bytes() for name, path in files.items()})


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a dossier; a link that leaves it is refused where it is used, so it does not travel."""
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(inside):
            yield path


def _territories(folder: Path) -> list[Path]:
    """Return the territories that a dossier may name; all of them when it names none, to say which are known."""
    known = sorted((folder.parent / TERRITORIES).glob("*.yaml"))
    dossier = folder / FILE
    text = dossier.read_bytes() if dossier.is_file() else b""
    return [path for path in known if path.stem.encode() in text] or known


def unpacked(delivery: Delivery, params: Path, outputs: Path) -> Result:
    """Write the files of an office, all or none; return its result, told with the paths of this machine.

    Raises NotWrittenError when the files cannot be written.
    """
    if delivery.content:
        try:
            with whole_files(outputs / params.stem) as draft:
                unzip(delivery.content, draft)
        except OSError as error:
            raise NotWrittenError from error
    there, here, told = delivery.folder, str(params.resolve().parent.parent), delivery.result
    lines = tuple(line.replace(there, here) for line in told.lines)
    return replace(told, message=told.message.replace(there, here), lines=lines)


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of files, by their paths; no bytes when there is none."""
    if not files:
        return b""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzip(content: bytes, folder: Path) -> None:
    """Write the files of a zip into a folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
