"""The reader: a small site with a page for every fact, document and answer, and the same as JSON."""

from bot.reader.site import Site

__all__ = ["Site"]
