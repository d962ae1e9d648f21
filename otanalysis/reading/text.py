"""Text of a file, or a French problem that says why there is none."""

import codecs
import re
from pathlib import Path

from otanalysis.reading.problems import InputError, Problem

# Beside what YAML forbids: U+0085, U+2028 and U+2029, that some readers take for ends of lines and others do not.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UTF_16 = ("le fichier est en UTF-16", "enregistrez le fichier en UTF-8")
HEAVIEST = 200_000_000  # bytes
NOT_TEXT = {
    b"PK\x03\x04": ("c'est un classeur ou une archive, pas du texte", "enregistrez la feuille au format CSV UTF-8"),
    codecs.BOM_UTF16_LE: UTF_16,
    codecs.BOM_UTF16_BE: UTF_16,
}


def read_text(path: Path, shown: str = "") -> str:
    """Return the text of a UTF-8 file (a byte-order mark is dropped), its lines ended by a line feed.

    Raises InputError when the file is missing, is a folder, cannot be read or is not UTF-8 text.
    """
    shown = shown or str(path)
    if path.is_dir():
        raise _refused(shown, 0, "c'est un dossier, il faut un fichier", "")
    if path.exists() and not path.is_file():  # reading a pipe or a device might never end
        raise _refused(shown, 0, "ce n'est pas un fichier ordinaire", "mettez à sa place une copie du fichier")
    if path.is_file() and path.stat().st_size > HEAVIEST:
        raise _refused(shown, 0, "le fichier est trop gros pour être lu", "vérifiez que c'est le bon")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _refused(shown, 0, "le fichier n'existe pas", _neighbours(path)) from None
    except OSError:
        advice = "vérifiez son nom, et que vous avez le droit de le lire"
        raise _refused(shown, 0, "le fichier ne peut pas être lu", advice) from None
    return decode(raw, shown)


def decode(raw: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text; raises InputError naming the line of the first byte that is not UTF-8 text."""
    for start, (message, advice) in NOT_TEXT.items():
        if raw.startswith(start):
            raise _refused(shown, 1, message, advice)
    if b"\0" in raw:
        raise _invisible(shown, raw.count(b"\n", 0, raw.index(b"\0")) + 1, 0)
    try:
        text = raw.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        advice = "enregistrez le fichier en UTF-8 (il semble être en Latin-1 ou Windows-1252)"
        raise _refused(shown, line, "le fichier n'est pas en UTF-8", advice) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = FORBIDDEN.search(text)
    if found is not None:
        raise _invisible(shown, text.count("\n", 0, found.start()) + 1, ord(found[0]))
    return text


def _invisible(shown: str, line: int, code: int) -> InputError:
    advice = "effacez-le, ou enregistrez le fichier en texte UTF-8"
    return _refused(shown, line, f"caractère invisible, de code {code:04X}", advice)


def _refused(shown: str, line: int, message: str, advice: str) -> InputError:
    return InputError([Problem(shown, line, "", message, advice)])


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"le dossier « {path.parent} » n'existe pas non plus"
    names = sorted(p.name for p in path.parent.iterdir())[:8]
    return "dans ce dossier : " + (", ".join(names) or "rien")
