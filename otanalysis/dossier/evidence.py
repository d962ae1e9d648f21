"""The paper that proves what a dossier declares, and the place of a bureau, that may have one."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from otanalysis.reading.records import Day, Record, Text


class Evidence(Record):
    """The paper that proves a fact: where to find it, when it is from, when it stops being valid.

    ``file`` is its own file, in the dossier's folder; empty when the dossier only names the paper.
    """

    paper: Text
    page: str = ""
    date: Day | None = None
    expires: Day | None = None
    file: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.date and self.expires and self.expires < self.date:
            raise ValueError(f"la pièce expire le {self.expires}, avant sa date ({self.date})")
        return self


class Position(Record):
    """Where a reception point is, in decimal degrees, WGS 84."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    source: str = ""
    illustrative: bool = False
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _not_swapped(self) -> Self:
        # Metropolitan France, its two numbers exchanged, is at sea off Somalia.
        if -6 <= self.latitude <= 10 and 41 <= self.longitude <= 52:
            better = f"latitude: {self.longitude}, longitude: {self.latitude}"
            raise ValueError(f"latitude et longitude semblent échangées ; écrivez {{{better}}}")
        return self
