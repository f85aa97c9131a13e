"""Figures that follow from cited ones: share, ratio, difference, sum, change; never finer than asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from knowledge.quantities import PERCENT, Quantity, quantities


class Derivation(Protocol):
    """What is done with which facts' figures."""

    @property
    def operation(self) -> str:
        """Share, ratio, difference, sum or change."""

    @property
    def operands(self) -> Sequence[str]:
        """Ids of facts with a value."""

    @property
    def decimals(self) -> int:
        """Digits after the point that are kept."""


class Fact(Protocol):
    """A fact as it is curated, or as it was compiled."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def value(self) -> str:
        """The words that answer in short."""

    @property
    def period(self) -> str:
        """What it holds for."""

    @property
    def derivation(self) -> Derivation | None:
        """How it is derived, if it is."""


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
