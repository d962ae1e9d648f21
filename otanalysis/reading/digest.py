"""Fingerprints of files."""

import hashlib
from pathlib import Path

ABSENT = ""


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal, ABSENT when no file can be read there.

    A pipe or a device is no file: it would be read for ever.
    """
    try:
        if not path.is_file():
            return ABSENT
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a name that no file can bear
        return ABSENT
