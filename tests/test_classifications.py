"""The classifications: names by year, parents, shapes, and the classes of the summary table by name."""

import csv
from importlib.resources import files

import pytest

from builder.standards import classifications

LISTS = {
    "functional": classifications.functional(),
    "economic": classifications.economic(),
    "government_economic": classifications.government_economic(),
}
LENGTH = {"class": 3, "section": 5, "item": 7}


def rows_of(kind):
    rows = [row for subjects in LISTS[kind].values() for row in subjects]
    assert len(rows) >= 50
    return rows


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("2012901", 2022, "行政运行"),
        ("2012906", 2023, "工会事务"),
        ("2012950", 2022, "事业运行"),
        ("2012999", 2022, "其他群众团体事务支出"),
        ("2080502", 2022, "事业单位离退休"),
        ("2081199", 2022, "其他残疾人事业支出"),
        ("2100499", 2022, "其他公共卫生支出"),
        ("2101103", 2023, "公务员医疗补助"),
        ("2210203", 2022, "购房补贴"),
        ("30108", 2022, "机关事业单位基本养老保险缴费"),
        ("30240", 2022, "税金及附加费用"),
        ("39906", 2022, "赠与"),
        ("50101", 2022, "工资奖金津补贴"),
    ],
)
def test_name(code, year, expected):
    assert classifications.name(code, year) == expected


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2020, "行政事业单位养老支出"),
        ("215", 2019, "资源勘探信息等支出"),
        ("215", 2022, "资源勘探工业信息等支出"),
        ("21305", 2020, "扶贫"),
        ("21305", 2021, "巩固脱贫衔接乡村振兴"),
        ("21305", 2022, "巩固脱贫衔接乡村振兴"),
        ("21305", 2024, "巩固脱贫攻坚成果衔接乡村振兴"),
        ("21305", None, "巩固脱贫攻坚成果衔接乡村振兴"),
        ("2089901", 2020, "其他社会保障和就业支出"),
        ("2089901", 2021, None),
        ("2089999", 2020, None),
        ("2089999", 2023, "其他社会保障和就业支出"),
    ],
)
def test_names_follow_the_reforms(code, year, expected):
    assert classifications.name(code, year) == expected


def test_names_of_all_years_and_wordings():
    assert classifications.names("21305") == {"扶贫", "巩固脱贫衔接乡村振兴", "巩固脱贫攻坚成果衔接乡村振兴"}
    assert classifications.names("2080505") == {
        "机关事业单位基本养老保险缴费支出",
        "机关事业单位基本养老保险缴费",
    }
    assert classifications.names("2999999") == frozenset()


@pytest.mark.parametrize("code", ["210499", "", "9", "总计", "101", "2012901x", "29999"])
def test_what_is_no_known_code_has_no_name(code):
    assert classifications.name(code, 2022) is None
    assert classifications.subject(code) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2012901", "20129"),
        ("20129", "201"),
        ("201", None),
        ("30108", "301"),
        ("301", None),
        ("50101", "501"),
        ("210499", None),
        ("3010801", None),
        ("", None),
        ("１２３", None),
    ],
)
def test_parent(code, expected):
    assert classifications.parent(code) == expected


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("201", "functional", True),
        ("20129", "functional", True),
        ("2012901", "functional", True),
        ("210499", "functional", False),
        ("20129010", "functional", False),
        ("301", "functional", False),
        ("２０１", "functional", False),
        ("201\n", "functional", False),
        ("301", "economic", True),
        ("30108", "economic", True),
        ("3010801", "economic", False),
        ("201", "economic", False),
        ("50101", "government_economic", True),
    ],
)
def test_is_wellformed(code, kind, expected):
    assert classifications.is_wellformed(code, kind) is expected


@pytest.mark.parametrize("kind", LISTS)
def test_every_row_is_sound(kind):
    for row in rows_of(kind):
        check_row(kind, row)


def check_row(kind, row):
    assert classifications.is_wellformed(row.code, kind), row
    assert classifications.kind_of(row.code) == kind, row
    assert LENGTH[row.level] == len(row.code), row
    assert row.name == row.name.strip(), row
    assert row.name, row
    assert row.name not in row.other_names, row
    assert row.valid_from is None or row.valid_to is None or row.valid_from <= row.valid_to, row
    assert all(row.valid_in(year) for year in row.years), row
    above = classifications.parent(row.code)
    assert above is None or above in LISTS[kind], row


@pytest.mark.parametrize("kind", LISTS)
def test_status_follows_the_evidence(kind):
    for row in rows_of(kind):
        check_status(row)


def check_status(row):
    enough = row.documents >= 5 and len(row.years) >= 2
    if row.evidence == "documents":
        assert row.documents >= 1, row
        assert row.status == "observed" or (row.status == "official" and enough), row
    elif row.evidence == "ministry-list":
        assert row.status == "official", row
    else:
        assert row.evidence in {"summary-order", "children", "editorial"}, row
        assert (row.status, row.documents) == ("inferred", 0), row


def test_one_document_is_not_official():
    assert classifications.subject("2012906", 2023).status == "observed"
    assert classifications.subject("201", 2022).status == "official"
    assert classifications.subject("202", 2022).status == "inferred"


@pytest.mark.parametrize("kind", LISTS)
def test_the_files_are_sorted_and_rows_unique(kind):
    text = files("builder.standards").joinpath("classifications", f"{kind}.csv").read_text(encoding="utf-8")
    keys = [(row["code"], row["valid_from"]) for row in csv.DictReader(text.splitlines())]
    assert keys == sorted(set(keys))
    assert "\r" not in text


def test_the_newest_name_stands_last():
    for rows in classifications.functional().values():
        starts = [row.valid_from or 0 for row in rows]
        assert starts == sorted(set(starts))


def test_class_order_is_the_national_form():
    order = classifications.class_order()
    assert len(order) == 26
    assert [row.code for row in order] == sorted(row.code for row in order)
    assert (order[0].ordinal, order[0].code) == ("一", "201")
    assert (order[25].ordinal, order[25].code) == ("二十六", "234")
    assert {row.code for row in order if row.status == "inferred"} == {"202", "203", "234"}


@pytest.mark.parametrize("row", classifications.class_order(), ids=lambda row: row.code)
def test_class_code_of_every_class_of_the_summary_table(row):
    assert classifications.name(row.code) == row.name
    spaced = " ".join(row.name)
    for label in (
        row.name,
        f"{row.ordinal}、{row.name}",
        f"{row.ordinal}、 {row.name}",
        f" {row.ordinal}　{spaced}\n",
        f"（{row.ordinal}）{row.name}",
        f"三、{row.name}",
        f"12.{row.name}",
        f"{row.code} {row.name}",
        row.name.removesuffix("支出") + "（类）支出",
    ):
        assert classifications.class_code(label) == row.code, label


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("八、社会保障和就业支出", "208"),
        ("十二、 农林水支出", "213"),
        ("二十一、灾害防治及应急管理支出", "224"),
        ("十四、资源勘探信息等支出", "215"),
        ("九、社会保险基金支出", "209"),
        ("二十四、预备费", "227"),
        ("一般公共服务（类）", "201"),
        ("201类一般公共服务支出", "201"),
        ("八、其他收入", None),
        ("一、一般公共预算财政拨款收入", None),
        ("本年支出合计", None),
        ("其他", None),
        ("三、", None),
        ("", None),
    ],
)
def test_class_code_goes_by_name(label, expected):
    assert classifications.class_code(label) == expected
