"""Times and dates as exporters write them."""

import re
from datetime import UTC, date, datetime

from otanalysis.opening.calendar import MINUTES_A_DAY

CLOCK = re.compile(r"T?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
FRENCH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?")
OLD_MICROSOFT = re.compile(r"/?\\?/?Date\((-?\d+)(?:[+-]\d{4})?\)\\?/")


def minute_of(text: object) -> int | None:
    """Return the minutes since midnight of "09:30", "09:30:00" or "24:00"; None for anything else.

    Seconds are dropped, "23:59:59" included: no office closes a second before midnight and means it.
    """
    found = CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if int(found[2]) < 60 and minutes <= MINUTES_A_DAY else None


def date_of(text: object) -> date | None:
    """Return the date of "2025-07-01", "2025-07-01T00:00:00", "01/07/2025" or "/Date(1130112000000)/"; else None."""
    if not isinstance(text, str):
        return None
    trimmed = text.strip()
    if found := OLD_MICROSOFT.fullmatch(trimmed):
        return datetime.fromtimestamp(int(found[1]) / 1000, UTC).date()
    iso, french = ISO_DATE.fullmatch(trimmed), FRENCH_DATE.fullmatch(trimmed)
    parts = iso.groups() if iso else french.groups()[::-1] if french else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None
