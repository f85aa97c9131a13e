from decimal import Decimal

import pytest

from knowledge.quantities import Date, dates, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0.7%", "0.7", "%"),
        ("10 per cent", "10", "%"),
        ("seven percent", "7", "%"),
        ("4,495 leads", "4495", ""),
        ("380 million", "380000000", ""),
        ("380M", "380000000", ""),
        ("380 mln", "380000000", ""),
        ("RMB 50,000", "50000", "CNY"),
        ("50k yuan", "50000", "CNY"),
        ("fifty thousand yuan", "50000", "CNY"),
        ("$160.7 million", "160700000", "USD"),
        ("HK$3.5 trillion", "3500000000000", "HKD"),
        ("one billion rmb", "1000000000", "CNY"),
        ("three hundred", "300", ""),
    ],
)
def test_a_figure_is_worth_the_same_however_it_is_spelt(text, value, unit):
    (figure,) = quantities(text)
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert text.startswith(text[figure.start : figure.end])


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("in 2016", 2016, 0, 0),
        ("March 9", 0, 3, 9),
        ("9 March 2015", 2015, 3, 9),
        ("12-03-2015", 2015, 3, 12),
        ("2015-03-12", 2015, 3, 12),
        ("December 2014", 2014, 12, 0),
        ("in January", 0, 1, 0),
    ],
)
def test_dates_are_read(text, year, month, day):
    (date,) = dates(text)
    assert (date.year, date.month, date.day) == (year, month, day)


def test_a_date_is_no_figure():
    assert quantities("on 9 March 2015") == []


def test_the_verb_may_is_no_month():
    assert dates("it may be so") == []


def test_dates_agree_in_what_both_say():
    march = Date(2015, 3, 0, 0, 0)
    assert march.within(Date(2015, 3, 9, 0, 0))
    assert not Date(2015, 3, 9, 0, 0).within(march)
    assert Date(2014, 0, 0, 0, 0).against(march)
    assert not Date(0, 0, 9, 0, 0).against(march)
