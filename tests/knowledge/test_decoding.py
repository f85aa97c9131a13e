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


def test_a_word_of_a_longer_name_is_no_name_by_itself(shipped):
    assert "Shopee" in shipped.ask("How many listisg has Stpee paregd?").lead


def test_words_of_no_subject_are_likelier_than_utterances_have_them(shipped):
    assert "please" in shipped.matcher.analyse("pleaps tll me how mny leds thre wree").words


def test_two_words_are_not_joined_to_one_that_only_their_stem_is() -> None:
    matcher = Matcher({"thesis": ["who wrote the thesis", "what is it about"], "pay": ["do you take paypal"]})
    assert matcher.analyse("the si has stood").words[0] == "the"
    assert matcher.analyse("do you take pay pal").words == ("do", "you", "take", "paypal")


def test_a_word_that_may_be_another_counts_by_the_chance_of_each(matcher: Matcher) -> None:
    known, doubtful = matcher.analyse("what was the rate"), matcher.analyse("what was the vate")
    assert not known.expected
    chances = dict(doubtful.expected)
    assert {chances[feature] for feature in doubtful.features} == {1.0}
    assert all(0 < chances[feature] < 1 for feature in chances.keys() - set(doubtful.features))
    # Nothing is read into it, yet it speaks for what it may mean.
    assert doubtful.words[-1] == "vate"
    shares = {match.intent: match.share for match in matcher.match(doubtful)}
    assert shares["rate"] > shares["date"] > shares["bank"]
    assert shares["rate"] < matcher.match(known)[0].share


def test_a_word_without_a_capital_is_hardly_a_name_that_no_document_has(shipped):
    reply = shipped.ask("ailbb is shiiftny the burdnzo onet who, in cao lelsi owpianon")
    assert "Airbnb" not in reply.lead
    assert [answer.fact for answer in reply.answers] == ["cao-burden"]


def test_whose_thing_it_is_stays_a_name_whatever_the_text_is_about(shipped):
    reply = shipped.ask("Wth did Bodu's cphairmagn ask lawmakrse for in his owsn leter?")
    assert reply.status != "answered"
    assert "Baidu" in reply.lead
