"""Words of which one denies the other: *acquitted* is no *convicted*, a *maximum* no *minimum*."""

from __future__ import annotations

_PAIRS = """
convicted acquitted, conviction acquittal, convictions acquittals, guilty innocent, removed added, removed reinstated,
closed opened, closed reopened, shut opened, minimum maximum, lowest highest, smallest largest, shortest longest,
least most, fewer more, less more, lower higher, rose fell, rise fall, rising falling,
increase decrease, increased decreased, raised lowered, raise lower, grew shrank, growth decline, online offline,
buy sell, bought sold, bought returned, imports exports, imported exported,
earliest latest, start end, began ended, beginning end, opened closed, win lose, won lost, winner loser, agreed refused,
agree disagree, agreed disagreed, accepted rejected, approved rejected, praised criticised, praised criticized,
praise criticism, supported opposed, support oppose, strict lenient, stricter laxer, tougher milder, harsher milder,
strengths weaknesses, advantages disadvantages, benefits drawbacks, legal illegal, genuine fake, public private,
present absent, attended missed, joined left, entered left, hired fired, succeeded failed, success failure, best worst,
better worse, easy difficult, cheap expensive, cheaper dearer, rich poor, young old, younger older, early late,
high low, fair unfair, criticise approve, criticize approve, criticised approved, criticized approved,
reward punish, rewarded punished, friend enemy, ally opponent, asset liability, assets liabilities, import export,
domestic foreign, arrived departed, arrive depart, sent received, send receive, lent borrowed, lend borrow,
increasing decreasing, strengthen weaken, strengthened weakened, tighten loosen, tightened loosened, banned allowed,
forbidden permitted, prohibited permitted, mandatory voluntary, temporary permanent, majority minority, inside outside,
north south, east west, summer winter, day night, morning evening, male female, men women, married divorced, born died
"""


def _opposites() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in _PAIRS.split(","):
        one, other = pair.split()
        for word, opposite in ((one, other), (other, one)):
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), opposite)))
    return found


OPPOSITES = _opposites()
"""The opposites of a word."""
