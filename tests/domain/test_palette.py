"""The default colours, as the three kinds of colour blindness see them.

The matrices are those of Machado, Oliveira and Fernandes (2009) for a cone that is missing, on linear RGB.
"""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from qcode.domain.codebook import PALETTE

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
SEEN: dict[str, Matrix] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ: Matrix = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8727))
"""From linear sRGB, each part as a share of white's."""
APART = 15.0
"""Distance in CIELAB that two patches far from one another need to be told apart at a glance."""


def times(matrix: Matrix, color: Triple) -> Triple:
    a, b, c = (sum(part * of for part, of in zip(row, color, strict=True)) for row in matrix)
    return a, b, c


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def lab(color: str, cones: Matrix) -> Triple:
    """Return lightness and hue of ``#rrggbb`` as it is seen."""
    red, green, blue = (linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    seen = [min(max(part, 0.0), 1.0) for part in times(cones, (red, green, blue))]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in times(TO_XYZ, (seen[0], seen[1], seen[2]))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", SEEN)
def test_no_two_default_colours_look_alike_to_any_kind_of_colour_vision(eyes: str) -> None:
    near = {
        (one, other): round(apart)
        for one, other in combinations(PALETTE, 2)
        if (apart := dist(lab(one, SEEN[eyes]), lab(other, SEEN[eyes]))) < APART
    }
    assert near == {}
