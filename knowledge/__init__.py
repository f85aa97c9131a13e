"""What is known, and how a question finds it."""

from knowledge.base import FactBase

__all__ = ["FactBase"]
