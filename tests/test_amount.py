"""Printed numbers: what is one, what is not, and the intervals they stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.amount import YUAN_PER_UNIT, Amount, Interval, parse_amount, parse_number, plain, total

numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**17), 10**17), st.integers(0, 6)
)
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("351.42", "351.42"),
        ("1,234,567.80", "1234567.80"),
        ("１，２３４．５０", "1234.50"),
        (" 0.00 ", "0.00"),
        ("-3.10", "-3.10"),
        ("－3.10", "-3.10"),
        ("(12.30)", "-12.30"),
        ("（12.30）", "-12.30"),
        ("△5", "-5"),
        ("▲1,000", "-1000"),
        ("+7", "7"),
        ("007", "7"),
    ],
)
def test_numbers_as_printed(text, value):
    assert plain(parse_number(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "—", "1,23", "12,34.5", "1.2.3", "1 234", "1.", ".5", "12a", "一", "1e5", "NaN", "Infinity"),
        *("1,234,56", ",123", "--1", "(-1)", "(1", "1)", "△", "△-1", "3.14%", "1/2", "١٢", "²", "1_000", "9" * 19),
    ],
)
def test_what_is_no_number_is_not_repaired(text):
    assert parse_number(text) is None
    assert parse_amount(text, "万元") is None


@given(numbers, st.booleans(), st.booleans())
def test_a_number_is_read_as_printed(value, grouped, wide):
    text = format(value, ",f" if grouped else "f")
    read = parse_number(text.translate(FULL_WIDTH) if wide else text)
    assert read is not None
    assert read == value
    assert read.as_tuple().exponent == value.as_tuple().exponent


@given(st.text(alphabet="0123456789.,-+()△ ０，．（）", max_size=14))
def test_any_text_is_a_number_or_none(text):
    value = parse_number(text)
    if value is not None:
        assert value.is_finite()
        digits = "".join(char for char in text.translate(str.maketrans("０", "0")) if char.isdigit())
        assert "".join(char for char in plain(value) if char.isdigit()).lstrip("0") == digits.lstrip("0")


@given(st.integers(0, 10**12))
def test_the_interval_holds_every_amount_that_is_printed_so(fen):
    printed = Decimal((fen + 5000) // 10000).scaleb(-2)
    amount = Amount(printed, "万元", str(printed))
    assert amount.yuan_interval.low <= Decimal(fen).scaleb(-2) <= amount.yuan_interval.high
    assert amount.yuan_interval.high - amount.yuan_interval.low == 100


def test_yuan_is_exact_without_decimals_that_were_not_printed():
    assert plain(Amount(Decimal("351.42"), "万元", "").yuan) == "3514200"
    assert plain(Amount(Decimal("673.163428"), "万元", "").yuan) == "6731634.28"
    assert plain(Amount(Decimal("6731634.28"), "元", "").yuan) == "6731634.28"
    assert plain(Amount(Decimal(3), "亿元", "").yuan) == "300000000"


@given(st.lists(numbers, max_size=8))
def test_intervals_add_up(values):
    intervals = [Amount(value, "元", "").interval for value in values]
    summed = total(intervals)
    assert summed.low == sum((each.low for each in intervals), Decimal(0))
    assert summed.high == sum((each.high for each in intervals), Decimal(0))
    assert summed.low <= sum(values, Decimal(0)) <= summed.high


@given(numbers, numbers, numbers, numbers)
def test_overlap_and_distance_agree(a, b, c, d):
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert one.overlaps(other) == other.overlaps(one) == (one.distance(other) == 0)
    assert one.distance(other) == other.distance(one)
    assert (one - other).low == one.low - other.high


def test_what_is_easily_got_wrong():
    assert -Interval(Decimal("1"), Decimal("2")) == Interval(Decimal("-2"), Decimal("-1"))
    assert parse_number("(1.00") is None
    assert parse_number("1.00)") is None
    assert parse_number("(-1.00)") is None
    assert parse_number("△+1.00") is None
    assert parse_number("X5") is None
    assert parse_amount(" 1,234.50 ", "万元") == Amount(Decimal("1234.50"), "万元", "1,234.50")
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("1E-7")) == "0.0000001"


@pytest.mark.parametrize(
    ("value", "unit", "yuan"),
    [
        ("1.2", "元", "1.2"),
        ("1.2", "千元", "1200"),
        ("351.42", "万元", "3514200"),
        ("351.423", "万元", "3514230"),
        ("0.123456", "万元", "1234.56"),
        ("1.2", "亿元", "120000000"),
        ("5", "万元", "50000"),
        ("1.2345", "万元", "12345"),
        ("1.23450", "万元", "12345.0"),
    ],
)
def test_an_amount_in_yuan_has_the_decimals_that_were_printed(value, unit, yuan):
    assert str(Amount(Decimal(value), unit, value).yuan) == yuan
    assert Amount(Decimal(value), unit, value).yuan == Decimal(value) * YUAN_PER_UNIT[unit]


def test_the_decimals_of_a_whole_number_are_none():
    assert Amount(Decimal("5"), "元", "5").decimals == 0
    assert Amount(Decimal("5E+3"), "元", "5000").decimals == 0
    assert Amount(Decimal("5.0"), "元", "5.0").decimals == 1


def test_the_decimals_of_a_very_small_number_are_those_that_were_printed():
    assert Amount(Decimal("0.00000012"), "元", "0.00000012").decimals == 8
    assert Amount(Decimal("0.0000000"), "元", "0.0000000").decimals == 7
    assert Amount(Decimal("5"), "元", "5").half_unit == Decimal("0.5")
    assert Amount(Decimal("5.00"), "元", "5.00").interval == Interval(Decimal("4.995"), Decimal("5.005"))


def test_the_longest_number_that_can_be_printed_is_exact_in_yuan():
    value = Decimal("9" * 18 + "." + "9" * 12)
    assert plain(Amount(value, "亿元", "").yuan) == "9" * 26 + "." + "9" * 4


@pytest.mark.parametrize("text", ["x5", "5x", "x12", "△+5", "△x5", "(x5)", "x", "xx5"])
def test_no_letter_is_a_sign(text):
    assert parse_number(text) is None


def test_digits_of_other_scripts_are_no_digits():
    assert parse_number("٣") is None
    assert parse_number("५.५") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 ,066. 60", "1066.60"),
        ("1, 066 .60", "1066.60"),
        ("1 , 066 . 60", "1066.60"),
        ("12 ,345 ,678", "12345678"),
        ("351 .42", "351.42"),
        ("1066. 60", "1066.60"),
        ("-1066 .60", "-1066.60"),
        ("（1 ,066.60）", "-1066.60"),
        ("△ 1 ,066.60", "-1066.60"),
        ("１ ，０６６．６０", "1066.60"),
    ],
)
def test_a_blank_beside_a_separator_is_none_of_the_number(text, value):
    assert plain(parse_number(text)) == value
    assert parse_amount(text, "万元") == Amount(Decimal(value), "万元", text)


@pytest.mark.parametrize(
    "text",
    [
        "1 066.60",
        "1  ,066.60",
        "1 ,06",
        "1 ,066. 6",
        "1066 60",
        "1 ,0666",
        "- 5",
        "1 ,066.60 2.00",
        "1066 ,060",
        "1. 2. 30",
    ],
)
def test_a_blank_between_numbers_joins_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("sign", ["-", "－", "−", "﹣", "–"])
def test_every_minus_is_one(sign):
    assert plain(parse_number(f"{sign}1.50")) == "-1.50"
    assert parse_number(f"({sign}1.50)") is None


def test_intervals_are_added_end_by_end():
    assert Interval(Decimal(1), Decimal(2)) + Interval(Decimal(10), Decimal(20)) == Interval(Decimal(11), Decimal(22))
    assert Interval(Decimal(1), Decimal(2)) - Interval(Decimal(10), Decimal(20)) == Interval(Decimal(-19), Decimal(-8))
