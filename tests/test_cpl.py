"""Numbers of headings, missing parts, required explanations, and subjects named in the text."""

import pytest

from builder.checks import run
from builder.checks._ordinals import ordinal, shown, written
from builder.checks._paths import path
from builder.standards.parts import parse
from tests import examples

ROW = "revenue 2012901 行政运行: total 126.73"


def findings(*lines, rows=(ROW,), family="CPL"):
    """The findings of a family in these sentences; the first sentence stands on line 1."""
    verdict = run(examples.disclosure([*(f"文 {line}" for line in lines), *rows]))
    return [finding for finding in verdict.findings if finding.rule.startswith(family)]


def numbering(*lines):
    """Severity and lines of what is wrong with the numbers."""
    return [(each.severity, each.source_lines) for each in findings(*lines, family="CPL004")]


@pytest.mark.parametrize(
    ("text", "style", "value", "rest"),
    [
        ("第三部分 决算情况说明", "part", 3, " 决算情况说明"),
        ("十一、政府采购", "chief", 11, "政府采购"),
        ("二十、其他", "chief", 20, "其他"),
        ("（三）具体情况", "bracket", 3, "具体情况"),
        ("4.住房保障支出", "number", 4, "住房保障支出"),
        ("12、工会经费", "number", 12, "工会经费"),
        ("（2）效益", "numberbracket", 2, "效益"),
        ("③新建", "circle", 3, "新建"),
    ],
)
def test_numbers_are_read_and_written(text, style, value, rest):
    found = ordinal(text)
    assert (found.style, found.value, found.rest) == (style, value, rest)
    assert written(style, value).search(f"{shown(style, value)}其他")


@pytest.mark.parametrize(
    "text", ["2023年度收入", "1.98万元", "一般公共服务", "第三方评价", "十分重要", "(注)", "12", "（境）费"]
)
def test_what_is_no_number_of_a_heading(text):
    assert ordinal(text) is None


class TestNumbers:
    def test_a_gap(self):
        assert numbering("一、收入", "收入1.00万元。", "三、支出", "支出1.00万元。") == [("warning", (1, 3))]

    def test_a_number_used_twice_is_one_fault(self):
        lines = (
            "一、收入情况",
            "收入1.00万元。",
            "二、支出情况",
            "支出1.00万元。",
            "二、结余情况",
            "没有结余。",
            "四、其他",
            "没有。",
        )
        assert numbering(*lines) == [("warning", (3, 5))]

    def test_a_second_without_a_first(self):
        lines = ("一、概况", "职责如下。", "（二）机构", "没有机构。")
        assert numbering(*lines) == [("note", (3,))]

    def test_a_lonely_first(self):
        assert numbering("一、绩效", "（1）完成数量", "慰问职工141人。", "二、其他", "没有。") == [("note", (2,))]

    def test_three_annexes_of_one_number(self):
        lines = ("附件2 2023年度甲项目自评表", "得分90分。", "附件2 2023年度乙项目自评表", "得分91分。")
        assert numbering(*lines) == [("warning", (1, 3))]

    @pytest.mark.parametrize(
        "lines",
        [
            ("一、概况", "（一）职责", "1.执行。", "2.管理。", "（二）机构", "没有。", "二、收入", "收入1.00万元。"),
            ("（一）职责", "一、执行政策。", "二、管理经费。", "（二）机构", "没有。"),
            ("一、甲", "1.子。", "2.丑。", "二、乙", "1.子。", "2.丑。", "3.寅。"),
            ("一、甲", "原因：（1）人员增加；（2）工资调整；", "（3）社保缴费。", "二、乙", "没有。"),
            ("第一部分 概况", "一、职责", "执行。", "第二部分 说明", "二、收入", "收入1.00万元。"),
            ("九、“三公”经费", "支出1.00万元。", "十、机关运行经费", "支出1.00万元。"),
            ("一、甲", "①子；", "②丑。", "1.寅。", "2.卯。", "二、乙", "没有。"),
            ("详见附件2。", "附件2 2023年度甲项目自评表", "得分90分。"),
        ],
    )
    def test_honest_numbers(self, lines):
        assert not numbering(*lines)


class TestParts:
    WHOLE = (
        "一、主要职责和机构设置情况",
        "本单位负责群众工作，没有下属机构。",
        "二、收入支出决算总体情况说明",
        "2023年度收、支总计均为9.00万元，没有政府性基金和国有资本经营预算。",
        "三、收入决算情况说明",
        "本年收入合计9.00万元。",
        "四、支出决算情况说明",
        "本年支出合计9.00万元，都是财政拨款的基本支出。",
        "五、“三公”经费支出决算情况说明",
        "“三公”经费支出0万元。",
        "六、其他重要事项的情况说明",
        "没有机关运行经费，没有政府采购，没有车辆，没有开展绩效评价。",
        "七、名词解释",
        "基本支出：指保障机构运转的支出。",
    )

    def test_the_whole_has_nothing_missing(self):
        assert not findings(*self.WHOLE)

    def test_a_part_that_is_explained_only_as_a_word_is_missing(self):
        lines = [line.replace("没有机关运行经费，", "") for line in self.WHOLE]
        (finding,) = findings(*lines, "机关运行经费：指保障机关运行的资金。")
        assert (finding.rule, finding.severity) == ("CPL005", "note")
        assert "机关运行经费" in finding.message

    def test_an_extract_is_not_checked(self):
        assert not findings(*self.WHOLE[:6])

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("公务接待费支出1.00万元，用于来访。", True),
            ("公务接待费支出1.00万元，接待5批次、30人次。", False),
            ("公务接待费支出0万元。", False),
            ("公务用车运行维护费支出2.50万元。", True),
            ("公务用车运行维护费支出2.50万元，保有量1辆。", False),
            ("因公出国（境）费支出3.00万元，用于考察。", True),
        ],
    )
    def test_counts_of_the_three_public_expenses(self, line, found):
        lines = [line if "“三公”经费支出0" in each else each for each in self.WHOLE]
        assert ({each.rule for each in findings(*lines)} == {"CPL006"}) is found

    def test_a_broken_file_of_parts_is_refused(self):
        with pytest.raises(ValueError, match="parts"):
            parse("final: [{zh: 甲, en: a}]")


class TestHeadings:
    def test_an_empty_heading(self):
        lines = ("（一）自评", "得分90分。", "（二）评价结果", "（三）其他", "没有。")
        assert [each.source_lines for each in findings(*lines, family="CPL007")] == [(3,)]

    @pytest.mark.parametrize(
        "lines",
        [
            ("一、概况", "（一）职责", "执行。", "（二）机构", "没有。"),
            (
                "一、甲",
                "二、乙",
                "三、丙",
                "四、丁",
                "一、甲",
                "没有。",
                "二、乙",
                "没有。",
                "三、丙",
                "没有。",
                "四、丁",
                "没有。",
            ),
            ("（一）单位1个，是本级", "（二）单位2个，是下属", "以上是机构。"),
            (
                "七、三公经费支出情况．．．．11",
                "八、政府性基金支出情况．．．．12",
                "九、国有资本支出情况．．．．13",
                "概况。",
            ),
        ],
    )
    def test_headings_that_are_not_empty(self, lines):
        assert not findings(*lines, family="CPL007")


class TestSubjects:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("一般公共服务（类）群众团体事务（款）行政运行（项）", ("201", "20129", "2012901")),
            ("一般公共服务群众团体事务行政运行", ("201", "20129", "2012901")),
            ("住房保障支出住房改革支出住房公积金", ("221", "22102", "2210201")),
            ("社会保障和就业支出行政事业单位离退休", ("208", "20805")),
            ("困难职工帮扶", ()),
        ],
    )
    def test_paths(self, text, codes):
        assert path(text) == codes

    @pytest.mark.parametrize(
        ("line", "wrong"),
        [
            ("1.行政运行（类）群众团体事务（款）行政运行（项）。", True),
            ("1.一般公共服务（类）一般行政管理事务（款）（项）。", True),
            ("1.住房保障（类）住房保障（款）住房公积金（项）。", True),
            ("1.住房保障支出（类）住房改革支出（款）住房公积金（项）。", False),
            ("1.示例支出（类）样例事务（款）实例（项）。", False),
            ("1.一般公共服务（类）政府办公厅（室）及相关机构事务（款）信访事务（项）。", False),
            ("支出功能分类科目编码（类、款、项）如下。", False),
        ],
    )
    def test_levels(self, line, wrong):
        rows = ("expenditure 22102 住房改革支出: total 1.00", "expenditure 2210201 住房公积金: total 1.00")
        assert bool(findings(line, "年初预算为1.00万元。", rows=rows, family="CLS004")) is wrong

    def test_the_glossary_against_the_tables(self):
        lines = (
            "第四部分 名词解释",
            "1.一般公共服务群众团体事务行政运行：反映基本支出。",
            "2.一般公共服务群众团体事务工会事务：反映工会支出。",
        )
        rows = (ROW, "revenue 2210201 住房公积金: total 1.00")
        found = findings(*lines, rows=rows, family="CLS005")
        assert [each.severity for each in found] == ["note", "note"]
        assert "2012906" in found[0].message + found[1].message
        assert "2210201" in found[0].message + found[1].message


def test_a_list_of_one_item_is_not_continued_by_the_next_list_below_the_same_heading():
    lines = (
        "二、实现情况",
        "（一）履职完成情况：",
        "按计划完成。",
        "（一）履职效果情况：",
        "（二）满意度：",
        "满意度为95%。",
    )
    assert ("note", (2,)) in numbering(*lines)
    assert ("note", (2,)) not in numbering("二、实现情况", "（一）履职完成情况：", "按计划完成。", "（二）满意度：")


def test_a_subject_named_alone_is_explained_if_the_tables_have_it():
    rows = ("expenditure 2012901 行政运行: total 1.00", "expenditure 2012906 工会事务: total 1.00")
    head = ("第四部分 名词解释", "（一）支出功能分类科目（到项级）")
    for name, wrong in (("工会事务", False), ("其他群众团体事务支出", True), ("住房公积金", True)):
        found = findings(*head, f"{name}：反映有关支出。", rows=rows, family="CLS005")
        assert any(each.printed for each in found) == wrong
    assert findings("第四部分 名词解释", "住房公积金：指按规定缴存的长期住房储金。", rows=rows, family="CLS005") == []


@pytest.mark.parametrize(
    ("name", "section", "found"),
    [
        ("示例市样江区总工会", "20106 财政事务", True),
        ("示例市样江区总工会", "20129 群众团体事务", False),
        ("示例市样江区发展中心", "20106 财政事务", False),
        ("示例市财政局", "20106 财政事务", False),
    ],
)
def test_the_administration_stands_in_the_section_of_the_office(name, section, found):
    code = section.split()[0]
    rows = (f"expenditure {section}: total 1.00", f"expenditure {code}01 行政运行: total 1.00", f"名称 {name}")
    assert bool(findings("本单位负责有关工作。", rows=rows, family="CLS006")) == found
