"""What is not hours under the hand: category, edition, bureaux counted, hors les murs, people, staff."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any

import ipywidgets as ui

from otanalysis.dossier.records import Bureau
from otanalysis.explorer import gestures
from otanalysis.explorer.choices import Choices, applied
from otanalysis.explorer.fields import LABELS, WIDE, Ear, column, html, menu, said, title
from otanalysis.explorer.gestures import Desk, table_at
from otanalysis.explorer.hours_fields import Gesture
from otanalysis.explorer.present import Present, audit_under
from otanalysis.french import number
from otanalysis.law.loader import edition_ids, load_edition

NO_STAFF = "Le dossier ne décrit pas l'effectif : il n'y a pas de poste à changer."
MOST_ADVISERS, MOST_PEOPLE, MORE_POSTS = 10, 10, 5


class AimFields:
    """The category aimed at and the edition of the order."""

    def __init__(self, do: Callable[[Gesture], None]) -> None:
        self.ear = Ear()
        titles = [(load_edition(name).title, name) for name in edition_ids()]
        self.category = self.ear.on(menu("Catégorie"), lambda v: do(lambda p, c: gestures.with_category(p, c, v)))
        self.edition = self.ear.on(menu("Édition", titles), lambda v: do(lambda p, c: gestures.with_edition(p, c, v)))
        self.box = column(self.category, self.edition)

    def show(self, present: Present, choices: Choices) -> None:
        """Set the menus to what is tried now."""
        audit = audit_under(present, choices)
        with self.ear.shut():
            self.edition.value = audit.edition.id
            self.category.options = list(audit.edition.categories)
            self.category.value = audit.category


class OfficeFields:
    """The bureaux and the staff of an office; made again for each office."""

    def __init__(self, present: Present, do: Callable[[Gesture], None]) -> None:
        self.do, self.ear = do, Ear()
        self._set: list[tuple[Any, Callable[[Present, Choices], Any]]] = []
        bureaux = [field for point in present.audit.dossier.points for field in self._bureau(point.bureau)]
        self.bureaux = column(*bureaux)
        self.staff = column(*self._staff(present))

    def show(self, present: Present, choices: Choices) -> None:
        """Set every field to what is tried now."""
        with self.ear.shut():
            for field, read in self._set:
                _put(field, read(present, choices))

    def _heard(self, field: Any, read: Callable[..., Any], gesture: Callable[..., Choices]) -> Any:  # noqa: ANN401
        self._set.append((field, read))
        return self.ear.on(field, lambda value: self.do(lambda p, c: gesture(p, c, value)))

    def _bureau(self, bureau: Bureau) -> Iterator[Any]:
        name = bureau.id
        yield title(bureau.name)
        if not bureau.main:
            counted = _box("Compté avec le bureau principal")
            yield self._heard(counted, partial(_counted, name), lambda p, c, v: gestures.with_counted(p, c, name, v))
        outside = _box("Accueil hors les murs")
        yield self._heard(outside, partial(_outside, name), lambda p, c, v: gestures.with_outside(p, c, name, v))
        people = _slider("Présents à l'accueil", MOST_PEOPLE, 2)
        yield self._heard(people, partial(_people, name), lambda p, c, v: gestures.with_people(p, c, name, v))

    def _staff(self, present: Present) -> Iterator[Any]:
        staff = present.audit.dossier.staff
        if staff is None:
            yield html(said(NO_STAFF))
            return
        for n, contract in enumerate(staff.contracts):
            yield title(contract.label)
            posts = ui.IntSlider(
                description="Postes",
                max=contract.posts + MORE_POSTS,
                continuous_update=False,
                style=LABELS,
                layout=WIDE,
            )
            yield self._heard(posts, partial(_posts, n), lambda p, c, v, n=n: gestures.with_posts(p, c, n, v))
        yield title("Conseillers en séjour en plus")
        advisers = _slider("ETP", MOST_ADVISERS, 10)
        yield self._heard(advisers, lambda _, c: c.advisers, lambda _, c, v: replace(c, advisers=round(v, 1)))


def _counted(bureau: str, present: Present, choices: Choices) -> bool:
    return next(p.bureau.cumulated for p in applied(present.audit.dossier, choices).points if p.bureau.id == bureau)


def _outside(bureau: str, present: Present, choices: Choices) -> bool:
    return table_at(present, choices, Desk(bureau, outside=True)) is not None


def _people(bureau: str, present: Present, choices: Choices) -> float:
    points = applied(present.audit.dossier, choices).points
    return next(p.bureau.people_present for p in points if p.bureau.id == bureau) or 0


def _posts(n: int, present: Present, choices: Choices) -> int:
    staff = present.audit.dossier.staff
    return choices.posts.get(n, staff.contracts[n].posts if staff else 0)


def _box(text: str) -> Any:  # noqa: ANN401
    return ui.Checkbox(description=text, indent=False, layout=WIDE)


def _slider(text: str, most: int, parts: int) -> Any:  # noqa: ANN401
    """Return a slider from 0 to ``most`` by parts of one, which writes numbers the French way."""
    steps = [n / parts for n in range(most * parts + 1)]
    return ui.SelectionSlider(
        description=text, options=[(number(step), step) for step in steps], value=0.0, continuous_update=False,
        style=LABELS, layout=WIDE,
    )  # fmt: skip


def _put(field: Any, value: Any) -> None:  # noqa: ANN401
    """Set a field; a slider takes as a step a value that is none of its steps."""
    if isinstance(field, ui.SelectionSlider) and value not in (step for _, step in field.options):
        field.options = sorted([*field.options, (number(value), value)], key=itemgetter(1))
    field.value = value
