"""The fingerprint of an audit: one number for all that it was made from."""

import hashlib
import json
from typing import Any

ORIGIN = ("category", "edition", "audit_date", "reference_year", "inputs", "rules", "versions")


def origin_json(document: dict[str, Any]) -> str:
    """Return as canonical JSON the part of an audit's document that says what it was made from."""
    return json.dumps({key: document[key] for key in ORIGIN}, ensure_ascii=False, sort_keys=True)


def fingerprint(document: dict[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of what an audit was made from: files, rules, parameters, versions.

    It tells whether something changed, not who wrote it: anybody can compute it again.
    """
    return hashlib.sha256(origin_json(document).encode()).hexdigest()
