"""Text of a file, or a French problem that says why there is none."""

from pathlib import Path

from otanalysis.reading.problems import InputError, Problem


def read_text(path: Path, shown: str = "") -> str:
    """Return the text of a UTF-8 file (a byte-order mark is dropped).

    Raises InputError when the file is missing, is a folder, cannot be read or is not UTF-8.
    """
    shown = shown or str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _refused(shown, 0, "le fichier n'existe pas", _neighbours(path)) from None
    except IsADirectoryError:
        raise _refused(shown, 0, "c'est un dossier, il faut un fichier", "") from None
    except OSError as error:
        raise _refused(shown, 0, f"le fichier ne peut pas être lu ({error.strerror})", "") from None
    return decode(raw, shown)


def decode(raw: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text; raises InputError naming the line of the first byte that is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        advice = "enregistrez le fichier en UTF-8 (il semble être en Latin-1 ou Windows-1252)"
        raise _refused(shown, line, "le fichier n'est pas en UTF-8", advice) from None


def _refused(shown: str, line: int, message: str, advice: str) -> InputError:
    return InputError([Problem(shown, line, "", message, advice)])


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"le dossier « {path.parent} » n'existe pas non plus"
    names = sorted(p.name for p in path.parent.iterdir())[:8]
    return "dans ce dossier : " + (", ".join(names) or "rien")
