"""Mistyped words are read by the words beside them."""

from __future__ import annotations

import pytest

from knowledge.matching import Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """One that knows two words which a mistyped one is equally near to."""
    return Matcher(
        {
            "rate": ["what was the conviction rate", "how high is the rate of convictions", "which rate was reported"],
            "date": [
                "on what date did the trial begin",
                "what date was the letter sent",
                "tell me the date of the trial",
            ],
            "bank": ["where is the nearest branch", "when does the branch open"],
        },
        known_words=["Baidu", "Pemberton"],
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht was the cnviction vate", "what was the conviction rate"),
        ("on waht vate did the trail begin", "on what date did the trial begin"),
        ("whn dosoe the brnhc opn", "when does the branch open"),
        ("whri is the nerest bratnsh", "where is the nearest branch"),
    ],
)
def test_a_text_full_of_typing_errors_is_read_as_it_was_meant(matcher: Matcher, typed: str, meant: str) -> None:
    assert " ".join(matcher.analyse(typed).words) == meant


def test_in_a_clean_text_a_known_word_is_never_another(matcher: Matcher) -> None:
    assert matcher.analyse("what was the conviction date").repairs == ()
    assert matcher.analyse("on what rate did the trial begin").repairs == ()


def test_a_known_word_of_two_letters_is_never_another(shipped):
    typed = "ASIl withdwew the wtitwe paaeper and the SAj's chifj cqlaled quilty a lcifeilne, no? Who did whic?"
    assert "no" in shipped.matcher.analyse(typed).words
    assert "hk" in shipped.matcher.analyse("manland onnlie shojpinng, hk$").words


def test_a_word_with_a_capital_is_meant_to_be_a_name(matcher: Matcher) -> None:
    assert matcher.analyse("what date was the letter of Badu sent").repairs == (("badu", "baidu"),)


def test_a_word_without_a_capital_is_hardly_a_name_that_no_document_has(shipped):
    reply = shipped.ask("ailbb is shiiftny the burdnzo onet who, in cao lelsi owpianon")
    assert "Airbnb" not in reply.lead
    assert [answer.fact for answer in reply.answers] == ["cao-burden"]


def test_whose_thing_it_is_stays_a_name_whatever_the_text_is_about(shipped):
    reply = shipped.ask("Wth did Bodu's cphairmagn ask lawmakrse for in his owsn leter?")
    assert reply.status != "answered"
    assert "Baidu" in reply.lead
