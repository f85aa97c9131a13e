"""Words by which a question asks for several things side by side."""

from __future__ import annotations

from knowledge.expressions import Expression

_PLAINLY = (
    r"both|(?:of|in|by) each|each (?:of|say|describe|put|call|give|tell|report)\w*|versus|respectively"
    r"|side by side|beside|alongside|next to|compar\w*|contrast\w*|differ\w*|combin\w*"
    r"|in common|same|the other|the one hand|match|agree|disagree|contradict\w*|discrepan\w*|conflict\w*|which is it"
    r"|(?:two|other|various|several) (?:articles|reports|stories|documents|accounts|sources|pieces|papers|texts)"
)
_NEEDED = (
    "both each versus respectively side next compar contrast differ combin common same other hand match agree "
    "contradict discrepan conflict which two various several"
).split()
_PLAIN = Expression(rf"\b(?:{_PLAINLY})\b", _NEEDED)
_PERHAPS = Expression(rf"\b(?:{_PLAINLY}|each|two|which)\b", _NEEDED)
_JOINED = Expression(r"\b(?:and|plus|each|two|whereas|while)\b|[;/]", "and plus each two whereas while ; /".split())


def asks_for_sides(asked: str) -> bool:
    """Whether a question says that it wants two things beside each other: *compare*, *versus*, *of each*."""
    return bool(_PLAIN.search(asked))


def may_ask_for_sides(asked: str) -> bool:
    """Whether a question has a word that may want something of each of two: *two*, *which*."""
    return bool(_PERHAPS.search(asked))


def joins(asked: str) -> bool:
    """Whether a question has a word or a mark that may join two things."""
    return bool(_JOINED.search(asked)) or asks_for_sides(asked)
