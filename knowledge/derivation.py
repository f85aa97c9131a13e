"""Figures that follow from cited ones: share, ratio, difference, sum, change; never finer than asked for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from knowledge.models import Fact
from knowledge.quantities import PERCENT, Quantity, quantities


class Underivable(ValueError):
    """The operands do not go together; the message says why."""


def derive(fact: Fact, facts: Mapping[str, Fact]) -> Quantity:
    """The figure that a fact's derivation gives, rounded half up to its decimals.

    Raises Underivable where an operand has no single figure, or where periods or units differ.
    """
    derivation = fact.derivation
    if derivation is None:
        raise Underivable("it has no derivation.")
    operands = [facts[id_] for id_ in derivation.operands if id_ in facts]
    figures = [_figure(operand) for operand in operands]
    if len(figures) < 2:
        raise Underivable("a derivation needs two operands that there are.")
    if len({figure.unit for figure in figures}) > 1:
        raise Underivable("its operands are in different units.")
    if len({operand.period for operand in operands}) > 1:
        raise Underivable("its operands are of different periods.")
    value, unit = _compute(derivation.operation, [figure.value for figure in figures], figures[0].unit)
    rounded = value.quantize(Decimal(1).scaleb(-derivation.decimals), ROUND_HALF_UP)
    return Quantity(rounded, unit, 0, 0)


def _figure(operand: Fact) -> Quantity:
    figures = quantities(operand.value)
    if len(figures) != 1:
        raise Underivable(f"the value of its operand {operand.id} is not one figure.")
    return figures[0]


def _compute(operation: str, values: list[Decimal], unit: str) -> tuple[Decimal, str]:
    first, second = values[0], values[1]
    if operation in ("share", "ratio", "change") and not (second if operation != "change" else first):
        raise Underivable("it divides by zero.")
    match operation:
        case "share":
            return first / second * 100, PERCENT
        case "ratio":
            return first / second, ""
        case "difference":
            return first - second, unit
        case "change":
            return (second - first) / first * 100, PERCENT
        case _:
            return sum(values, Decimal()), unit
