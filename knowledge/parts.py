"""Several things asked in one message: where it may be split into questions of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.expressions import Expression

SHORTEST = 2
"""Words that a part must have to be a question."""
ELLIPTIC = 6
"""Words from which a part that opens with a preposition, *for which …*, is a question of its own."""
MOST = 4
"""Parts that a message is split into at most."""

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which|did|was|is|were|does|do|are|has|have|can)\b"
_PLAIN_BREAKS = (
    Expression(
        r"[?;]\s+(?:(?:and|also|plus|or)\s+)?|\.\s+(?=then\b|also\b)|\s+(?:and|plus)\s+|\s+/\s+|(?:^|\s)\(?\d\)\s",
        needs=("? ", "; ", " and ", " plus ", " / ", ") ", ". then", ". also"),
    ),
    Expression(
        rf"[,.]?\s+(?:and|plus|then|also|as well as|or)\s+(?:also\s+)?(?={_ASKING})|[?;]\s+|\s+(?:and|plus)\s+",
        needs=("? ", "; ", " and ", " plus ", " then ", " also ", " as well as ", " or "),
    ),
)
_LOOSE_BREAKS = (
    Expression(
        r",\s+(?:and|plus|or)\s+|\s+versus\s+"
        r"|,?\s+(?:as well as|next to|compared (?:to|with)|along with|together with)\s+",
        needs=(", ", " versus ", " as well as ", " next to ", " compared ", " with "),
    ),
    Expression(r"\s+(?:and|plus)\s+", needs=(" and ", " plus ")),
    Expression(r",\s+", needs=(", ",)),
)
_BREAK = Expression(
    r"[,;:/)]|[.?]\s|\b(?:and|plus|then|also|or|versus|as well as|next to|compared|along with|together with)\b"
)
"""What every break has, and few questions for one thing."""
_ANNOUNCED = Expression(
    r"^[^:]{0,60}\b(?:two|three|both|2|3|couple|numbers|things|figures|facts|points)\b[^:]{0,30}:\s*", needs=":"
)
_NUMBERED = Expression(r"^[^?]*?\(?\b1[.)]\s+(?=.*\s\(?2[.)]\s)", needs=("1) ", "1. "))
_LEADING = Expression(r"^(?:and|also|plus|then|or)\s+")


class Split(NamedTuple):
    """One way of splitting a message.

    `plain`: each part shows by its form that it is a question of its own; `marked`: so does what stands between them.
    """

    parts: tuple[str, ...]
    plain: bool
    marked: bool


def split(asked: str, names: Sequence[tuple[int, int]] = ()) -> Iterator[Split]:
    """Every way of splitting a message that is worth trying, the likeliest first; no break is within a name.

    `names` are their places in the text.
    """
    asked = held_together(asked, names)
    if not (_BREAK.search(asked) or _COMPARED.search(asked)):
        return
    announced = bool(_ANNOUNCED.search(asked))
    body = _NUMBERED.sub("", _ANNOUNCED.sub("", asked))
    tried: set[tuple[str, ...]] = set()
    for held, asking, marked in _ways(asked, body):
        way = tuple(map(loosened, held))
        if way in tried or not 2 <= len(way) <= MOST or not all(map(stands_alone, way)):
            continue
        tried.add(way)
        plain = announced or marked or (asking and all(map(_OPENS_ASKING.match, way)))
        yield Split(way, plain, announced or marked)


def _ways(asked: str, body: str) -> Iterator[tuple[tuple[str, ...], bool, bool]]:
    """Every way of cutting a message: the pieces, whether these may show that they ask, and whether the cut does."""
    for breaks in (*_PLAIN_BREAKS, *_LOOSE_BREAKS):
        marked = breaks in _PLAIN_BREAKS
        yield _pieces(breaks, body), True, marked
        yield from ((way, False, marked) for way in _headed(asked, breaks))
        if breaks is _LOOSE_BREAKS[0]:
            yield from ((way, False, marked) for way in _shared(body))
    if first := _FIRST.search(body) or _AT_LAST_FIRST.search(body):
        yield tuple(f"when was {first[name].strip(' ,.;?')}" for name in ("one", "other")), True, False
    if compared := _COMPARED.search(body):
        yield tuple(part.strip(" ,.;?") for part in compared.groups()), False, False
    if told := _TOLD.match(body):
        # What is told first may be no question.
        yield from ((_pieces(breaks, body[told.end() :]), True, False) for breaks in _LOOSE_BREAKS)


_QUESTION = r"(?:what|how|who|whom|where|when|which|whether|why)\b"
_BEING_FIRST = r"(?:came|comes|happened|was|is|were|went)\s+(?:first|earlier|sooner|later|last|older)"
_FIRST = Expression(
    rf"\b(?:which|what|who)\s+(?:\w+\s+)?{_BEING_FIRST}"
    r"\s*[,:;-]*\s*(?:the |that |was it )?(?P<one>[^,:;?]{4,80}?),?\s+or\s+(?P<other>[^,:;?]{4,80})[?.!]*$",
    needs=" or ",
)
_AT_LAST_FIRST = Expression(
    r"^(?P<one>[^,:;?]{3,80}?)\s+(?:and|or|versus)\s+(?P<other>[^,:;?]{3,80}?)"
    rf"\s*[,:;.-]+\s*(?:which|what)\s+(?:of (?:the two|them)\s+)?{_BEING_FIRST}[?.!]*$",
    needs=(" and ", " or ", " versus "),
)
_COMPARED = Expression(
    rf"\b(?:contrast|compare|set|put|weigh|hold|place)\s+({_QUESTION}.+?)\s+"
    rf"(?:with|against|to|beside|alongside|next to|and)\s+({_QUESTION}.+)$",
    needs=("contrast ", "compare ", "set ", "put ", "weigh ", "hold ", "place "),
)
_TOLD = Expression(rf"^[^?]{{1,400}}[.!]\s+(?={_ASKING})", needs=(". ", "! "))


_OPENS_ASKING = Expression(r"^(?:who|whom|whose|what|when|where|why|how|which)\b")
_LOOSE, _TIGHT = " ,", "\ue000\ue001"
"""A space and a comma, and what stands for them within a name: private characters, which no question keeps."""
_HELD, _LOOSENED = str.maketrans(_LOOSE, _TIGHT), str.maketrans(_TIGHT, _LOOSE)


_HEADED = Expression(r"^(?P<head>[^:?]{3,60}):\s+(?P<rest>.+)$", needs=":")


def _headed(asked: str, breaks: Expression) -> Iterator[tuple[str, ...]]:
    """The pieces of what stands under one head, each with it: *dates: the listing, the briefing*."""
    if found := _HEADED.match(asked):
        pieces = _pieces(breaks, found["rest"])
        if not any(map(_OPENS_ASKING.match, pieces)):
            yield tuple(f"{found['head']}: {piece}" for piece in pieces)


_ABOUT = Expression(r"\b(?:article|report|statement|story|text)s? about $", needs=("about ",))
_WEIGHING = Expression(r"\b(?:compare|contrast)\s+(?:(?:what|how)\s+)?(?:the\s+)?$", needs=("compare ", "contrast "))
_BETWEEN = Expression(r"\bbetween\s+(?:[^\s,;?]+\s+){1,4}?and\s", needs="between ")


def held_together(asked: str, names: Sequence[tuple[int, int]]) -> str:
    """A text with its names, *between one and the other* and *the X about both*, so written that nothing in them is a
    break.
    """
    between = (match.span() for match in _BETWEEN.finditer(asked))
    for start, end in (*names, *_told_of(asked, names), *_weighed(asked, names), *between):
        asked = asked[:start] + asked[start:end].translate(_HELD) + asked[end:]
    return asked


def _told_of(asked: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where two names stand that one text is about: *the statement about Zhi and Ma*."""
    return [pair for pair in _joined(asked, names) if _ABOUT.search(asked[: pair[0]])]


def _weighed(asked: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where two names stand that are compared in one matter: *compare what Zhi and Ma say*."""
    return [pair for pair in _joined(asked, names) if _WEIGHING.search(asked[: pair[0]])]


def _joined(asked: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where two names stand with nothing but *and* between them."""
    return [(one[0], other[1]) for one, other in pairwise(names) if asked[one[1] : other[0]] in (" and ", " and the ")]


def loosened(held: str) -> str:
    """A text, or a piece of one, that was held together, as it was before."""
    return held.translate(_LOOSENED)


_ELLIPTIC = Expression(r"^(?:in|on|for|to|by|with|of|from|at|under) (?:what|which|whom|whose|how)\b")


_ADDED = Expression(rf"^(?:according to|as|by|per|says|said|in)\b(?!.*\b{_ASKING})")


_CONVERTED = Expression(r"^(?:what|how much)\s+(?:is|was|are|were|would)\s+(?:that|it|this|they|those)\b.*\bin\b")


def stands_alone(part: str) -> bool:
    """Whether a part may be a question: *in which fields*, *what is that in euros* ask nothing by themselves."""
    count = len(part.split())
    elliptic = (_ELLIPTIC.match(part) and count < ELLIPTIC) or _ADDED.match(part) or _CONVERTED.match(part)
    return count >= SHORTEST and not elliptic


_MARK = Expression(r"\b(?:each|both|respectively|versus|compare[ds]?|in each|of each)\b|[:;/]")


def split_by_names(asked: str, names: Sequence[tuple[int, int]]) -> Iterator[Split]:
    """A question about two names at once, asked of one name at a time; `names` are their places in the text."""
    if len(names) != 2 or _told_of(asked, names):
        return
    (first, second) = names
    without_second = f"{asked[: second[0]]} {asked[second[1] :]}"
    without_first = f"{asked[: first[0]]} {asked[first[1] :]}"
    parts = tuple(" ".join(_MARK.sub(" ", text).split()) for text in (without_second, without_first))
    yield Split(parts, plain=False, marked=False)


def _pieces(breaks: Expression, body: str) -> tuple[str, ...]:
    """The pieces between breaks; none where there is no break."""
    pieces = breaks.split(body)
    if len(pieces) == 1:
        return ()
    bare = (_LEADING.sub("", piece.strip(" ,.;?")) for piece in pieces)
    return tuple(piece for piece in bare if piece)


_JOINED = r"\s*(?:\band\b|\bversus\b|\bplus\b|\bas well as\b|;|/)\s*"
_JOINING = ("and", "versus", "plus", "as well as", ";", "/")
_TAIL = Expression(rf"^(?P<first>[^,:?]+?){_JOINED}(?P<second>[^,:?]+?)\s*[,:]\s*(?P<tail>[^,]+)$", _JOINING)
_HEAD = Expression(
    rf"^(?P<head>.*?\b(?:of|on|about|for|is|are|was|were|say|said|names?|quotes?|did)\s+)"
    rf"(?P<first>.+?){_JOINED}(?P<second>.+)$",
    _JOINING,
)


def _shared(body: str) -> Iterator[tuple[str, ...]]:
    """Two things with one head or tail: *names of X and Y*, *X versus Y, the complaint of each*."""
    if found := _TAIL.match(body):
        yield tuple(f"{found['tail']} {found[name]}" for name in ("first", "second"))
    if found := _HEAD.match(body):
        yield tuple(f"{found['head']}{found[name]}" for name in ("first", "second"))
