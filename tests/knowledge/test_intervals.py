"""What a hedge makes of a figure."""

import pytest

from knowledge.intervals import interval
from knowledge.quantities import quantities


def of(text):
    return interval(text, quantities(text)[0])


@pytest.mark.parametrize(
    ("claimed", "known", "covers", "misses"),
    [
        ("4,495", "4,495", True, False),
        ("4,500", "4,495", False, True),
        ("about 4,500", "4,495", True, False),
        ("about 4,600", "4,495", False, True),
        ("more than 4,000", "4,495", True, False),
        ("at least 4,495", "4,495", True, False),
        ("more than 4,495", "4,495", False, True),
        ("more than 10%", "fewer than 10%", False, True),
        ("10%", "fewer than 10%", False, True),
        ("9%", "fewer than 10%", False, False),
        ("at most 10%", "fewer than 10%", True, False),
        ("180,000", "about 180,000", False, False),
        ("4,000 or more", "4,495", True, False),
    ],
)
def test_one_figure_beside_another(claimed, known, covers, misses):
    assert of(claimed).covers(of(known)) == covers
    assert of(claimed).misses(of(known)) == misses
