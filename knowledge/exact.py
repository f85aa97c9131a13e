"""Sums that come out alike in whatever order, and by whatever library, they are added: those of whole numbers.

Sums of fractions do not: libraries add vectors in several strands, as many as the processor has room for. 32-bit floats
hold whole numbers exactly up to 2^24, so weights are rounded down to so many parts of a whole that no sum exceeds it.
What is summed up as fractions, once a text, is so by `math.fsum`, which does not depend on the order.
"""

from __future__ import annotations

LARGEST = 1 << 24
"""Up to which 32-bit floats hold every whole number."""
STEPS = 127
"""Steps of a learnt weight to either side of zero, as many as a byte has."""
OF_STEPS = LARGEST // (STEPS + 1)
"""Parts of a whole of which each may be multiplied by so many steps."""
