"""The contracts of an office's staff, as written in ``dossier.yaml``."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from otanalysis.french import number
from otanalysis.opening.table_text import every_year, on
from otanalysis.reading.records import Record, Text

PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)", re.ASCII)
DAYS_A_MONTH = 30.4
LONGEST_WEEK = 48  # hours: « 35 » may be hours or per cent, « 80 » is per cent


def _quota(value: object) -> object:
    """Refuse a part of a full time written in per cent, with the number to write."""
    found = PERCENT.fullmatch(str(value))
    percent = float(found[1].replace(",", ".")) if found and not isinstance(value, bool) else 0.0
    if 5 <= percent <= 100 or (0 < percent < 5 and found and found[2]):
        known = percent > LONGEST_WEEK or (found and found[2])
        advice = f"écrivez {percent / 100:g}" if known else "divisez les heures par semaine par 35, les % par 100"
        raise ValueError(f"« {value} » : un temps plein s'écrit 1, un mi-temps 0.5 ; {advice}")
    if percent > 100:
        raise ValueError(f"« {value} » : au plus 1, un temps plein ; plusieurs postes se comptent avec « posts »")
    return value


def _months(start: str, end: str) -> float:
    """Return the months from a day of the year to another, both included, over the new year if need be."""
    return ((on(end, 2023) - on(start, 2023)).days % 365 + 1) / DAYS_A_MONTH


DayOfYear = Annotated[str, AfterValidator(every_year)]
Function = Literal["directeur", "responsable", "conseiller", "autre"]


class Contract(Record):
    """One or several identical posts: ``quota`` 0 to 1 of a full time, ``months`` a year.

    ``start`` and ``end``, days such as "12-15", tell when these people are present; ``months`` alone counts in FTE.
    """

    label: Text
    function: Function | None = None
    posts: Annotated[int, Field(ge=1, le=100)] = 1
    quota: Annotated[float, BeforeValidator(_quota), Field(gt=0, le=1)]
    months: Annotated[float, Field(gt=0, le=12)] = 12
    start: DayOfYear | None = None
    end: DayOfYear | None = None
    bureau: str | None = None
    degree_years: Annotated[int | None, Field(ge=0, le=10)] = None
    equivalent_experience: bool = False

    @model_validator(mode="after")
    def _present_so_many_months(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("« start » et « end » vont ensemble : donnez les deux, ou aucun")
        if self.start and self.end and abs(_months(self.start, self.end) - self.months) > 0.5:
            months = _months(self.start, self.end)
            period = f"du {self.start} au {self.end}, il y a {number(months, 1)} mois, pas {number(self.months)}"
            raise ValueError(f"{period} : corrigez les dates, ou écrivez months: {max(round(2 * months), 1) / 2:g}")
        return self
