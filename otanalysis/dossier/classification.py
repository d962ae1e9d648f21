"""Records of the classification that an office holds, of the one that it asks for, and of what it is wanted for."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from otanalysis.law.loader import edition_ids, load_edition
from otanalysis.reading.problems import did_you_mean
from otanalysis.reading.records import Day, Record, Text


def _known_category(text: str) -> str:
    """Return a category that an edition of the order has; raises ValueError, in French, for any other."""
    known = sorted({category for each in edition_ids() for category in load_edition(each).categories}, key=len)
    if text not in known:
        raise ValueError(f"catégorie inconnue « {text} » : {did_you_mean(text, known)}")
    return text


class Classification(Record):
    """The classification that the office holds: category, day of the prefect's decision, its reference."""

    category: Annotated[Text, AfterValidator(_known_category)]
    since: Day
    order: str = ""
    illustrative: bool = False


class Application(Record):
    """The request for a classification under way: when it was sent, when the préfet held its file to be complete."""

    sent: Day
    complete: Day | None = None
    illustrative: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.complete and self.complete < self.sent:
            raise ValueError(f"le dossier est complet le {self.complete}, avant son envoi ({self.sent})")
        return self


Count = Annotated[int, Field(strict=True, ge=0)]


class Lodgings(Record):
    """How many lodgings of each kind a commune has, under the names of the units of the Code du tourisme."""

    hotel_rooms: Count = 0
    residence_beds: Count = 0
    furnished_dwellings: Count = 0
    camping_pitches: Count = 0
    holiday_village_beds: Count = 0
    second_homes: Count = 0
    guest_rooms: Count = 0
    port_moorings: Count = 0


class Plan(Record):
    """What the commune wants its office classified for, and its lodgings, to compare with its population."""

    kind: Literal["commune_touristique", "station_classee"]
    population: Annotated[int | None, Field(ge=1)] = None
    lodgings: Lodgings | None = None
    source: str = ""
    illustrative: bool = False

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        if (self.population is None) != (self.lodgings is None):
            raise ValueError("« population » et « lodgings » vont ensemble : donnez les deux, ou aucun")
        return self
