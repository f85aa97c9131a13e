"""English words that contradict each other when they are said of the same thing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from knowledge.opposites import OPPOSITES
from knowledge.words import stem

_PAIRS = """
open/close shut; buy/sell;
rise increase grow climb gain raise/fall decrease drop shrink decline lower reduce cut;
raise increase lengthen/lower reduce shorten soften;
harder harsher tougher stiffer stricter heavier longer/softer milder lighter gentler laxer weaker shorter;
lax lenient loose soft/strict tight harsh tough; high/low;
praise approve commend applaud welcome endorse/criticise criticize condemn blame disapprove slam fault;
accept/reject refuse; support back/oppose; agree/disagree; fair just/unfair unjust biased; misleading/accurate;
start begin/end stop finish; first/last; before/after; win/lose; buyer/seller;
shortage scarcity lack/surplus glut abundance plenty; strengthen/weaken; intensify/relax ease abandon;
tighten/loosen relax; introduce/abolish scrap; retract withdraw/uphold confirm reaffirm stand;
issue publish/suppress; conciliatory/hostile confrontational aggressive; legal/illegal; possible/impossible;
many/few; always/never; cheap cheaper cheaply/expensive dear dearer; healthy/unhealthy sick;
difficult hard/easy simple; enough sufficient/insufficient; admit acknowledge concede/deny; aware/unaware;
remove/add restore; more/fewer less; increase/decrease; all/none; rampant widespread/rare;
encourage/discourage deter; trust/distrust mistrust; success successful/failure failed; important/unimportant;
public/secret private; import/export; friend/enemy; young/old; early/late; better/worse; best/worst;
major/minor; true/false; able/unable; willing/unwilling; responsible/irresponsible;
allow permit/forbid ban prohibit; escape/keep; create/destroy; profit/loss
"""


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, others in OPPOSITES.items():
        found.setdefault(stem(word), set()).update(map(stem, others))
    for pair in _PAIRS.replace("\n", " ").split(";"):
        one, other = ([stem(word) for word in side.split()] for side in pair.split("/"))
        for first, second in ((one, other), (other, one)):
            for word in first:
                found.setdefault(word, set()).update(second)
    return {word: frozenset(others) for word, others in found.items()}


WORDS = frozenset((*OPPOSITES, *_PAIRS.replace("/", " ").replace(";", " ").split()))
"""All words that have an opposite; none of them is a typing error."""
_OPPOSITES = _opposites()
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def opposed(word: str, stems: AbstractSet[str]) -> str:
    """The stem among `stems` that contradicts a stem, unless the stem itself is there, too; "" for none."""
    if word in stems:
        return ""
    found = sorted(_OPPOSITES.get(word, frozenset()) & stems)
    if found:
        return found[0]
    for prefix in _PREFIXES:
        if prefix + word in stems:
            return prefix + word
        bare = word.removeprefix(prefix)
        if bare != word and len(bare) > 3 and bare in stems:
            return bare
    return ""
