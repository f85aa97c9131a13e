"""Similar is not the same: one word changed, and the answer is another one or none."""

import pytest

from knowledge.denials import denials, denies


def plainly(reply):
    """The facts that a reply gives as the answer, without a word on what differs."""
    return [answer.fact for answer in reply.answers] if reply.status == "answered" and not reply.lead else []


@pytest.mark.parametrize(
    ("asked", "changed", "named"),
    [
        ("how many listings were removed", "how many listings were not removed", "not"),
        ("who sued Alibaba", "who did not sue Alibaba", "not"),
        ("how many stores were closed", "how many stores were opened", "opened"),
        ("did Zhang want to raise the penalties", "did Zhang want to lower the penalties", "lower"),
        ("how many leads did the police work on", "how many listings did the police work on", "listings"),
        ("was the conviction rate 0.7%?", "was the conviction rate 0.7 people?", "0.7 people"),
        ("what did Zhi say about quality", "what did the USTR say about quality", "USTR"),
        ("what did the SAIC's white paper claim?", "what did the AQSIQ's white paper claim?", "AQSIQ"),
        ("leads identified in 2016", "leads identified in H1 2016", "H1 2016"),
        ("conviction rate", "conviction rate in the nineties", "nineties"),
        ("when did the USTR label Alibaba?", "in which month did the USTR label Alibaba?", "when"),
        ("675 operators were shut, true?", "180,000 operators were shut, true?", "180,000 operators"),
        ("what did the white paper say?", "what did the AQSIQ's white paper say?", "AQSIQ"),
        ("did Ma meet Zhi on Monday?", "did Ma meet Zhi on Friday?", "Friday"),
        ("when was zhang's press briefing?", "when is zhang's next press briefing?", "next press briefing"),
    ],
)
def test_what_differs_in_one_word_is_named(shipped, asked, changed, named):
    reply = shipped.ask(changed)
    assert not set(plainly(shipped.ask(asked))) & set(plainly(reply))
    assert reply.status != "answered" or named in reply.lead


def test_what_something_is_called_is_told_only_by_a_name(shipped):
    assert not plainly(shipped.ask("what's the lady called who brushed off reporters for Alibaba?"))
    assert plainly(shipped.ask("what was the list called that Alibaba ended up on again last year?"))


def test_who_meets_whom_goes_both_ways(shipped):
    replies = [shipped.ask(f"{met}, right?") for met in ("Zhi met Ma on Monday", "Ma met Zhi on Monday")]
    assert [plainly(reply) for reply in replies] == [["aqsiq-meeting-day"], ["aqsiq-meeting-day"]]


@pytest.mark.parametrize("once", ["according to Kering, {}", "{} in 2009", "{} in euros"])
def test_what_is_said_once_holds_for_every_part(shipped, once):
    asked = "how many leads were identified, and how much was spent on fighting fakes"
    assert plainly(shipped.ask(asked))
    assert not plainly(shipped.ask(once.format(asked)))


def test_a_break_within_a_name_is_none(shipped):
    assert not plainly(shipped.ask("why does Johnson & Johnson think that the costs are too low"))


@pytest.mark.parametrize(
    "asked",
    [
        "it was the SAIC, wasn't it?",
        "it was the SAIC, waqsn't it?",
        "I can't find the number of stores",
        "the figure for 2016, not 2015",
        "not only the sellers?",
        "is it binding or not",
    ],
)
def test_not_every_not_denies(asked):
    assert denials(asked) == []


def test_a_denial_has_what_it_denies(shipped):
    assert [following[0] for following in denials("which leads weren't followed up and never solved?")] == [
        "followed",
        "solved",
    ]
    assert denies("which leads weren't followed up?")
    assert not denies("what comes of threats that nobody carries out?")


@pytest.mark.parametrize(
    "asked",
    [
        "ustr on wish.com?",
        "conviction rate for brightmarket's counterfeit leads",
        "who wrote the ChannelX piece?",
        "Number of counterfeiting leads Alibaba passed to the police in 2015?",
        "Why did the spokeswoman refuse to say more on the AQSIQ report?",
        "How many Taobao operators were shut down in each month of that year?",
        "What were online shopping transactions in the mainland the year before that?",
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(shipped, asked):
    assert shipped.ask(asked).status in {"nearest", "unknown"}


def test_what_the_asked_speaker_says_on_the_same_matter_is_given(shipped):
    asked = "what share of the tips ended in a guilty verdict{}?"
    assert plainly(shipped.ask(asked.format(", in Jack's telling")))[0] == "leads-prosecuted-share"
    assert plainly(shipped.ask(asked.format("")))[0] == "conviction-rate-2016"
    assert not plainly(shipped.ask(asked.format(", in Zhi Shuping's telling")))


def test_a_letter_is_known_by_whom_it_was_to(shipped):
    assert plainly(shipped.ask("jack's plea to parliament - posted on which social network?")) == ["letter-venue"]
    assert not plainly(shipped.ask("on which social network did parliament publish it?"))


def test_who_owns_a_site_is_not_the_site(shipped):
    asked = "Street bazaars in which nations share the American blacklist with Taobao's owner?"
    assert plainly(shipped.ask(asked)) == ["notorious-flea-markets"]


def test_late_in_a_year_is_no_opposite_of_early(shipped):
    assert plainly(shipped.ask("the sum devoted to combating fakes through late 2014")) == ["spending-amount"]


def test_a_not_in_passing_is_no_objection(shipped):
    asked = "why can't Alibaba just shrug this off, whats at stake with shoppers"
    assert plainly(shipped.ask(asked)) == ["buyers-confidence"]


def test_what_somebody_did_not_say_is_not_answered_with_what_he_said(shipped):
    assert shipped.ask("what did Zhang Mao not say about the regulations needed?").status != "answered"


def test_a_month_in_a_name_is_no_date(shipped):
    assert "white-paper-retracted" in plainly(shipped.ask("Was the January paper ever withdrawn?"))


def test_what_somebody_thinks_of_something_is_not_answered_with_his_office(shipped):
    assert plainly(shipped.ask("What is Zhi Shuping's position?")) == ["people-zhi-role"]
    assert not plainly(shipped.ask("What is Zhi Shuping's position on parallel trading?"))


def test_whose_things_are_counted_may_be_misspelt(shipped):
    assert "leads-prosecuted-share" in plainly(
        shipped.ask("acording to ma, how many of there leads ended in succesful procecution")
    )


def test_what_is_said_after_the_question_is_no_part_that_it_asks_for(shipped):
    asked = "how many of those leads did the police actually chase up? Cheers, brilliant service"
    assert "leads-followed-up" in plainly(shipped.ask(asked))[0]


def test_a_mistyped_tag_denies_nothing(shipped):
    reply = shipped.ask("Bloomberg converts 50,000 yuan to $72,000, dson't it?")
    assert reply.status == "answered"
    assert "$72,000" in reply.lead


def test_of_a_word_that_may_stand_anywhere_nothing_is_counted(shipped):
    assert "leads-followed-up" in plainly(shipped.ask("how many of though leads did the police actually chase up"))[0]


def test_a_name_that_has_lost_its_apostrophe_is_still_that_name(shipped):
    reply = shipped.ask("Baidus spending against fakes in RMB")
    assert reply.status != "answered"
    assert "Baidu" in reply.lead


def test_a_minister_of_commerce_is_not_the_head_of_the_administration(shipped):
    reply = shipped.ask("minister of commerce on parallel trading?")
    assert reply.status != "answered"
    assert "Minister of Commerce" in reply.lead
