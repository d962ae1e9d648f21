"""The objects of a JSON file of any size: alone, in a list, in the list that an exporter names, in a zip of these."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import ijson  # type: ignore[import-untyped]

from otanalysis.opening import zips
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import decode, read_text

# Where exporters put their objects; the first that a file holds is followed.
LISTS = ("@graph", "objets", "objetsTouristiques", "objects", "value", "d.results", "results")
WHOLE = 8 * 1024**2  # bytes under which a file is read at once, which tells the line and column of a mistake
DEPTH_ADVICE = "demandez un nouvel export : celui-ci n'est pas lisible"
BOM = b"\xef\xbb\xbf"


class Found(NamedTuple):
    """One object of a file, and the place where it is, as people would write it."""

    place: str
    data: dict[str, Any]


def objects(path: Path, shown: str) -> Iterator[Found]:
    """Give the objects of a JSON file or of a zip of JSON files, one at a time.

    Raises InputError, in French, for what is missing, truncated, not UTF-8, not JSON, or a dangerous zip.
    """
    if zips.is_zip(path):
        yield from _in_zip(path, shown)
    elif not path.is_file() or path.stat().st_size <= WHOLE:
        yield from _listed(parsed(read_text(path, shown), shown), "")
    else:
        with path.open("rb") as file:
            yield from _streamed(file, shown)


def parsed(text: str, shown: str) -> Any:  # noqa: ANN401
    """Return JSON text as plain values; raises InputError with the line and column where reading stops."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refused(shown, text, error) from None
    except (RecursionError, ValueError):
        raise InputError([Problem(shown, 0, "", "ce n'est pas du JSON lisible", DEPTH_ADVICE)]) from None


def _refused(shown: str, text: str, error: json.JSONDecodeError) -> InputError:
    """Return the French error of JSON text that stops being JSON."""
    if not text.strip():
        return InputError([Problem(shown, 0, "", "le fichier est vide", "téléchargez-le de nouveau")])
    written = text.splitlines()[error.lineno - 1 : error.lineno]
    seen = written[0][max(error.colno - 30, 0) : error.colno + 30].strip() if written else ""
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        message, advice = "le fichier est coupé", "téléchargez-le de nouveau : la fin manque"
    else:
        message, advice = "ce n'est pas du JSON", "corrigez ce caractère, ou téléchargez le fichier de nouveau"
    return InputError([Problem(shown, error.lineno, "", f"{message}, colonne {error.colno}", advice, seen)])


def _listed(data: object, place: str) -> Iterator[Found]:
    """Give the objects of plain values: the list that an exporter names, a list, or the only object."""
    for name in LISTS if isinstance(data, dict) else ():
        inner = data
        for part in name.split("."):
            inner = inner.get(part) if isinstance(inner, dict) else None
        if isinstance(inner, list):
            yield from _listed(inner, f"{place}{name}")
            return
    if isinstance(data, list):
        yield from (Found(f"{place}[{n}]", one) for n, one in enumerate(data) if isinstance(one, dict))
    elif isinstance(data, dict):
        yield Found(place, data)


def _streamed(file: BinaryIO, shown: str) -> Iterator[Found]:
    """Give the objects of a file too large to be held, one at a time.

    An object that names none of the known lists is held whole: it is one office.
    """
    try:
        name = _list_name(_from_start(file))
        if name is None:
            inside, place = "", ""
        else:
            inside, place = f"{name}.item".lstrip("."), f"{name}[{{}}]"
        items = enumerate(ijson.items(_from_start(file), inside, use_float=True))
        yield from (Found(place.format(n), one) for n, one in items if isinstance(one, dict))
    except ijson.JSONError as error:
        raise _broken(file, str(error), shown) from None


def _list_name(file: BinaryIO) -> str | None:
    """Return the place of the list of objects, "" for the file itself, None when it holds no such list."""
    for prefix, event, _ in ijson.parse(file):
        if event == "start_array" and (prefix == "" or prefix in LISTS):
            return str(prefix)
    return None


def _from_start(file: BinaryIO) -> BinaryIO:
    """Return the file at its first character, past a byte-order mark."""
    file.seek(0)
    file.seek(3 if file.read(3) == BOM else 0)
    return file


def _broken(file: BinaryIO, told: str, shown: str) -> InputError:
    """Return the French error of a large file that stops being JSON; ``told`` is the English message."""
    stopped = file.tell()
    file.seek(0)
    line = 1 + sum(chunk.count(b"\n") for chunk in _chunks(file, stopped))
    if "UTF" in told:
        return InputError([Problem(shown, line, "", "le fichier n'est pas en UTF-8", "demandez un export en UTF-8")])
    at_end = "premature" in told or "ncomplete" in told
    message = "le fichier est coupé" if at_end else "ce n'est plus du JSON, ici ou un peu avant"
    return InputError([Problem(shown, line, "", message, "téléchargez le fichier de nouveau")])


def _chunks(file: BinaryIO, length: int) -> Iterator[bytes]:
    """Give the first ``length`` bytes of a file, a mebibyte at a time."""
    while length > 0 and (chunk := file.read(min(length, 1024**2))):
        length -= len(chunk)
        yield chunk


def _in_zip(path: Path, shown: str) -> Iterator[Found]:
    """Give the objects of every JSON file of a zip."""
    with zips.opened(path, shown) as archive:
        infos = zips.members(archive, lambda name: name.lower().endswith((".json", ".jsonld")))
        if not infos:
            advice = "donnez le fichier JSON, ou un zip qui en contient"
            raise InputError([Problem(shown, 0, "", "le zip ne contient aucun fichier .json", advice)])
        for info in infos:
            with zips.member(archive, info, shown) as file:
                yield from _in_member(file, info.file_size, f"{shown} › {info.filename}")


def _in_member(file: BinaryIO, size: int, shown: str) -> Iterable[Found]:
    """Return the objects of one file of a zip."""
    return _streamed(file, shown) if size > WHOLE else _listed(parsed(decode(file.read(), shown), shown), "")
