"""Numbers with a unit in a sentence: which are quantities, with which unit, and which only look like it."""

from decimal import Decimal

import pytest

from builder.recognise.quantities import MONEY, Quantity, plain_digits, quantities


def found(text):
    return [(str(each.value), each.unit) for each in quantities(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("支出351.42万元", [("351.42", "万元")]),
        ("支出1,234,567.80元", [("1234567.80", "元")]),
        ("支出3亿元、2千元", [("3", "亿元"), ("2", "千元")]),
        ("增长12.5%，下降3‰", [("12.5", "%"), ("3", "‰")]),
        ("提高1.2个百分点和3百分点", [("1.2", "百分点"), ("3", "百分点")]),
        ("培训1.2万余人次", [("1.2", "万人次")]),
        ("惠及3万职工", [("3", "万")]),
        ("购置5辆、3台（套）", [("5", "辆"), ("3", "台（套）")]),
        ("减少-5.00万元", [("-5.00", "万元")]),
        ("年末结转和结余为负8.40万元，负1.00万元", [("-8.40", "万元"), ("-1.00", "万元")]),
        ("个人自负30元，担负5项，误差正负2%", [("30", "元"), ("5", "项"), ("2", "%")]),
        ("得分95分", [("95", "分")]),
        ("5万元", [("5", "万元")]),
        ("医疗互助参加人次38491。", [("38491", "人次")]),
        ("培训人数为50，参加人次：1,200；", [("50", "人"), ("1200", "人次")]),
        ("参加人次 20000 38491 2", []),
        ("参加人次2022年，人次5。5", [("5", "人次")]),
        ("培训人2，来人3。", []),
        ("共20余人、30多人", [("20", "人"), ("30", "人")]),
        ("目标3次5次", [("5", "次")]),
        ("目标3次5", []),
        ("预算3万元5人", [("3", "万元"), ("5", "人")]),
        ("3万%", []),
        ("3万‰", []),
        ("5万分", []),
        ("3万百分点", []),
        ("3万个百分点", []),
        ("3千元", [("3", "千元")]),
        ("支出2人民币", []),
        ("第3项", []),
        ("≥5人", []),
        ("2020年", []),
        ("3—5人", []),
        ("3 5.00 万元", []),
        ("5人/次", [("5", "人")]),
        ("5人 3", []),
        ("5人-3", []),
        ("5人—（3）", []),
        ("5人×3", []),
        ("5人*3", []),
        ("100万元以上的项目", []),
        ("100万元（含）以上的项目", []),
        ("100万元及以上的项目", []),
        ("5%以上的单位", [("5", "%")]),
        ("100万元以上", [("100", "万元")]),
        ("（含3人）", []),
        ("（共3人）", [("3", "人")]),
        ("1.3个项目", []),
        ("。1.3个项目", []),
        ("完成1.3个项目", [("1.3", "个")]),
        ("1.3%", [("1.3", "%")]),
        ("112.35万元", [("112.35", "万元")]),
        ("12,34元", []),
        ("共3人；1.5万元", [("3", "人")]),
        ("：1.5万元", []),
        (":1.5万元", []),
        (";1.5万元", []),
        ("\n1.5万元", []),
    ],
)
def test_what_is_a_quantity_and_what_only_looks_like_one(text, values):
    assert found(text) == values


def test_a_quantity_says_where_it_stands():
    (only,) = quantities("支出351.42万元，")
    assert only == Quantity(2, 10, Decimal("351.42"), "万元")
    assert "支出351.42万元，"[only.start : only.end] == "351.42万元"


@pytest.mark.parametrize(
    ("unit", "money", "rate"),
    [
        *((unit, True, False) for unit in ("元", "千元", "万元", "亿元")),
        *((unit, False, True) for unit in ("%", "‰", "百分点")),
    ],
)
def test_units_of_money_and_of_rates(unit, money, rate):
    quantity = Quantity(0, 1, Decimal(1), unit)
    assert (quantity.is_money, quantity.is_rate) == (money, rate)
    assert (unit in MONEY) == money


def test_things_are_neither_money_nor_rates():
    assert not Quantity(0, 1, Decimal(1), "人").is_money
    assert not Quantity(0, 1, Decimal(1), "人").is_rate


def test_full_width_digits_are_made_plain_one_by_one():
    assert plain_digits("０１２３４５６７８９．％＋－−") == "0123456789.%+--"
    assert plain_digits("甲１２a") == "甲12a"
    text = "甲12（a），"
    assert plain_digits(text) is text
