"""A square of the first screen holds the name of its criterion, in every edition."""

import pytest

from otanalysis.law.loader import edition_ids, load_edition

ROOM, WORD = 28, 13  # letters in a square on a phone, and in a word of it


@pytest.mark.parametrize("edition", edition_ids())
def test_every_criterion_has_a_name_that_its_square_can_hold(edition):
    names = {criterion.id: criterion.short or criterion.label for criterion in load_edition(edition).criteria}
    assert {id_: name for id_, name in names.items() if len(name) > ROOM or longest(name) > WORD} == {}


def longest(name):
    return max(map(len, name.split()))
