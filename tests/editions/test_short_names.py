"""A square of the first screen holds the name of its criterion, in every edition."""

import pytest

from otanalysis.law.loader import edition_ids, load_edition

ROOM = 28  # letters on two lines of a square, on a phone


@pytest.mark.parametrize("edition", edition_ids())
def test_every_criterion_has_a_name_that_its_square_can_hold(edition):
    names = {criterion.id: criterion.short or criterion.label for criterion in load_edition(edition).criteria}
    assert {id_: name for id_, name in names.items() if len(name) > ROOM} == {}
