"""The checks of performance forms: what they report, and above all what they do not."""

import pytest

from builder import checks
from tests import examples

FORM = "绩效 自评表/甲项目/产出指标/数量指标/"
WHOLE = "绩效 整体自评表//产出指标/数量指标/"


def outcomes(rule, *lines):
    """The states of a rule for the example, and the severities of its findings."""
    verdict = checks.run(examples.disclosure(list(lines)))
    states = [entry.state for entry in verdict.ledger if entry.rule == rule]
    return states, [finding.severity for finding in verdict.findings if finding.rule == rule]


def states(rule, *lines):
    return outcomes(rule, *lines)[0]


class TestWeights:
    def test_execution_may_be_part_of_the_total_or_not(self):
        rows = (f"{FORM}场次: weight 60, score 60", f"{FORM}人数: weight 30, score 30")
        money = "绩效资金 自评表/甲项目///年度资金总额: weight 10, score 10"
        for total in (90, 100):
            form = (*rows, money, f"绩效合计 自评表/甲项目/总分//: weight {total}, score {total}")
            assert states("PRF001", *form) == ["passed"]
            assert states("PRF003", *form) == ["passed"]

    def test_a_sum_below_the_total_is_no_fault_for_a_row_may_be_unread(self):
        rows = (f"{FORM}场次: weight 60, score 50", "绩效合计 自评表/甲项目/总分//: weight 100, score 95")
        assert states("PRF001", *rows) == ["not_checked"]
        assert states("PRF003", *rows) == ["not_checked"]

    def test_points_for_spending_the_money_may_be_in_the_total_alone(self):
        rows = (f"{FORM}场次: weight 60, score 60", f"{FORM}人数: weight 30, score 28")
        whole = "绩效合计 自评表/甲项目/总分//: weight 100, score 97.5"
        for score, found in (("", "not_checked"), (", score 10", "failed")):
            money = f"绩效资金 自评表/甲项目///年度资金总额: weight 10{score}"
            assert states("PRF003", *rows, money, whole) == [found]

    def test_a_sum_below_the_total_is_one_if_the_scores_prove_that_all_rows_are_there(self):
        rows = (f"{FORM}场次: weight 60, score 50", "绩效合计 自评表/甲项目/总分//: weight 100, score 50")
        assert outcomes("PRF001", *rows) == (["failed"], ["warning"])

    def test_a_row_without_a_weight(self):
        rows = (
            f"{FORM}场次: weight 60, score 50",
            f"{FORM}人数: target 5人, score 5",
            "绩效合计 自评表/甲项目/总分//: weight 50",
        )
        assert states("PRF001", *rows) == ["not_checked"]

    def test_points_of_a_level(self):
        rows = [f"绩效 表//产出指标（50分）/数量指标/指标{number}: weight {number}, score 1" for number in (30, 27.5)]
        assert outcomes("PRF001", *rows, "绩效合计 表//总分//: score 2") == (["failed"], ["warning"])
        assert states("PRF001", *rows, "绩效合计 表//总分//: score 3") == ["not_applicable"]
        assert states("PRF001", rows[0], "绩效 表//产出指标（50分）/数量指标/二: weight 20") == ["not_applicable"]

    def test_the_header_s_points_are_those_of_the_indicators_alone(self):
        money = "绩效资金 目标表/甲项目///执行率分值（10）: weight 10"
        rows = (
            money,
            "绩效合计 目标表/甲项目/分值（90）//: weight 90",
            "绩效 目标表/甲项目/产出指标/数量指标/场次: target ≥1场, weight 90",
        )
        assert states("PRF001", *rows) == ["passed"]


class TestScores:
    def test_rounded_scores_may_miss_their_total(self):
        rows = [f"{FORM}指标{number}: weight 10, score 9.3" for number in "一二三"]
        assert states("PRF003", *rows, "绩效合计 自评表/甲项目/总分//: weight 30, score 28") == ["rounding"]

    def test_whole_points_are_not_rounded(self):
        rows = [f"{FORM}指标{number}: weight 10, score 9" for number in "一二三"]
        assert outcomes("PRF003", *rows, "绩效合计 自评表/甲项目/总分//: weight 30, score 28") == (
            ["failed"],
            ["error"],
        )

    def test_a_score_above_its_weight_in_a_text_that_nothing_proves(self):
        rows = (f"{FORM}场次: weight 5, score 6", f"{FORM}人数: weight 5, score 4")
        assert states("PRF002", *rows) == ["not_checked", "passed"]
        assert states("PRF002", *rows, "绩效合计 自评表/甲项目/总分//: score 10") == ["failed", "passed"]

    def test_a_goal_cannot_give_more_points_than_it_has(self):
        goal = "绩效合计 表//年度绩效目标1（4分）//: weight 4, goal 年度绩效目标1（4分）"
        rows = [f"绩效 表//产出指标/数量指标/指标{number}: score 2, goal 年度绩效目标1（4分）" for number in "一二三"]
        assert states("PRF002", goal, *rows[:2]) == ["passed"]
        assert outcomes("PRF002", goal, *rows) == (["failed"], ["error"])


class TestRates:
    @pytest.mark.parametrize(
        ("rate", "found"),
        [
            ("80.00%", "passed"),
            ("80%", "passed"),
            ("80.01%", "rounding"),
            ("80.06%", "failed"),
            ("79.9%", "failed"),
            ("95%", "failed"),
        ],
    )
    def test_of_money(self, rate, found):
        assert states("PRF004", f"绩效资金 表/甲///资金总额: target 120.00, actual 96.00, rate {rate}") == [found]

    def test_coarse_amounts_allow_more_rates(self):
        assert states("PRF004", "绩效资金 表/甲///资金总额: target 12, actual 10, rate 81.00%") == ["rounding"]

    def test_of_nothing_there_is_no_rate(self):
        assert states("PRF004", "绩效资金 表/甲///资金总额: target 0.00, actual 0.00, rate 0.0%") == ["not_applicable"]

    def test_the_rate_of_the_total_of_the_money_is_that_of_execution(self):
        total = "绩效合计 表//金额合计//: target 20.50, actual 18.00, weight 10, score 9, rate"
        assert states("PRF004", f"{total} 87.80%") == ["passed"]
        assert states("PRF004", f"{total} 90%") == ["failed"]
        assert states("PRF004", "绩效合计 表//综合绩效//: weight 100, score 90, rate 90%") == ["passed"]

    def test_one_last_digit_and_rows_without_points_are_notes(self):
        assert outcomes("PRF004", "绩效 表//投入//: weight 18, score 16, rate 88.8%") == (["failed"], ["note"])
        rows = [
            f"绩效资金 表/甲///{name}: target 5.00, actual 5.00, weight --, rate 0.0%"
            for name in ("其中：财政拨款", "上年结转")
        ]
        assert outcomes("PRF004", *rows) == (["failed", "failed"], ["note"])


class TestAgainstTheAccounts:
    ACCOUNTS = "summary/expenditure 本年支出合计: amount 351.42"

    def total(self, actual, *more):
        return states(
            "PRF005", self.ACCOUNTS, f"绩效资金 整体自评表////合计: target 400, actual {actual}, unit 万元", *more
        )

    def test_equal_rounded_and_different(self):
        assert self.total("351.42") == ["passed"]
        assert self.total("351") == ["rounding"]
        assert self.total("351.24") == ["failed"]

    def test_another_scope_is_a_note(self):
        row = "绩效资金 整体自评表////合计: target 400, actual 254.13, unit 万元"
        assert outcomes("PRF005", self.ACCOUNTS, row) == (["failed"], ["note"])

    def test_without_a_unit_or_for_a_project_nothing_is_said(self):
        assert states("PRF005", self.ACCOUNTS, "绩效资金 整体自评表////合计: target 400, actual 254.13") == [
            "not_checked"
        ]
        row = "绩效资金 项目自评表/甲///合计: target 400, actual 254.13, unit 万元"
        assert states("PRF005", self.ACCOUNTS, row) == ["not_applicable"]


class TestScoresInSentences:
    FORMS = (
        "绩效 自评表/图书室/产出指标/数量指标/图书: weight 90, score 88",
        "绩效合计 自评表/图书室/总分//: weight 100, score 98",
        "绩效 自评表/培训班/产出指标/数量指标/人数: weight 90, score 80",
        "绩效合计 自评表/培训班/总分//: weight 100, score 90",
        "文 （二）项目绩效自评结果。",
    )

    def said(self, sentence):
        return states("PRF006", *self.FORMS, f"文 {sentence}")

    def test_of_the_project_that_is_named(self):
        assert self.said("图书室项目绩效自评综述：项目自评得分为98.0分。") == ["passed"]
        assert self.said("培训班项目绩效自评综述：项目自评得分为98.0分。") == ["failed"]

    def test_of_no_project_or_of_one_without_a_form_nothing_is_said(self):
        assert self.said("项目自评得分为98.5分。") == ["not_checked"]
        assert self.said("运动会项目绩效自评综述：项目自评得分为77分。") == ["not_checked"]

    def test_parts_and_averages_are_no_total(self):
        assert self.said("图书室项目平均自评得分为91分，预算执行自评得分为9分。") == []

    def test_a_whole_form_is_not_compared_with_a_project(self):
        form = (f"{WHOLE}人数: weight 100, score 98", "绩效合计 整体自评表//总分//: weight 100, score 98")
        assert states("PRF006", *form, "文 （三）项目绩效自评结果。", "文 图书室项目自评得分为91分。") == [
            "not_checked"
        ]
        assert states("PRF006", *form, "文 （二）整体绩效自评结果。", "文 本单位自评得分为91分。") == ["failed"]


class TestResultsInSentences:
    FORM = tuple(
        f"{WHOLE}{name}人数: actual {number}, weight 5" for name, number in (("走访慰问职工", 149), ("秋季助学", 29))
    )

    def said(self, sentence, heading="整体绩效目标完成情况。"):
        return states("PRF007", *self.FORM, f"文 （二）{heading}", f"文 {sentence}")

    def test_equal_and_different(self):
        assert self.said("走访慰问职工149人。") == ["passed"]
        assert self.said("走访慰问职工141人。") == ["failed"]

    def test_other_units_names_and_rough_numbers_are_not_compared(self):
        for sentence in (
            "走访慰问职工141次。",
            "走访慰问困难职工141人。",
            "走访慰问职工140余人。",
            "走访慰问职工141万元。",
        ):
            assert self.said(sentence) == [], sentence

    def test_of_last_year(self):
        assert self.said("2022年走访慰问职工141人。") == []

    def test_in_a_section_that_may_speak_of_something_else(self):
        assert self.said("走访慰问职工141人。", "工作成绩。") == ["not_checked"]


class TestTargets:
    @pytest.mark.parametrize(
        ("target", "actual", "score", "found"),
        [
            ("≥350篇", "335篇", "6", ["failed"]),
            ("≥350篇", "335篇", "5.5", ["passed"]),
            ("≥350篇", "350篇", "6", ["passed"]),
            ("≤15分钟", "16分钟", "6", ["failed"]),
            ("≤15分钟", "5分钟", "6", ["passed"]),
            ("≥350篇", "335份", "6", ["not_applicable"]),
            ("350篇", "335篇", "6", ["not_applicable"]),
            ("≥350篇", "已完成335篇", "6", ["not_applicable"]),
            ("≥96%", "95.5%", "6", ["passed"]),
        ],
    )
    def test_a_full_score(self, target, actual, score, found):
        assert states("PRF009", f"{FORM}发稿量: target {target}, actual {actual}, weight 6, score {score}") == found


class TestCosts:
    def cost(self, name, actual):
        money = "绩效资金 自评表/甲项目///年度资金总额: target 120.00, actual 118.46"
        row = f"绩效 自评表/甲项目/成本指标/经济成本指标/{name}: target ≤120万元, actual {actual}, weight 20, score 20"
        return outcomes("PRF010", money, row)

    def test_the_whole_cost_is_what_was_spent(self):
        assert self.cost("项目总成本", "118.46万元")[0] == ["passed"]
        assert self.cost("项目总成本", "118万元")[0] == ["rounding"]
        assert self.cost("项目成本控制", "120.00万元") == (["failed"], ["warning"])
        assert self.cost("预算经费控制", "100") == (["failed"], ["note"])

    def test_the_cost_of_one_piece_is_not(self):
        assert self.cost("每本刊物印刷成本", "1.4元")[0] == ["not_applicable"]
        assert self.cost("人均培训成本", "0.2万元")[0] == ["not_applicable"]


class TestMoney:
    def money(self, total, *parts):
        names = ("其中：财政拨款", "上年结转", "其他资金")
        rows = [f"绩效资金 自评表/甲///{name}: target {part}" for name, part in zip(names, parts, strict=False)]
        return states("PRF013", f"绩效资金 自评表/甲///年度资金总额: target {total}", *rows)

    def test_parts_and_total(self):
        assert self.money("120.00", "100.00", "20.00", "0.00") == ["passed"]
        assert self.money("120.01", "100.00", "20.00", "0.00") == ["rounding"]
        assert self.money("121.00", "100.00", "20.00", "0.00") == ["failed"]

    def test_a_part_of_a_part_and_a_missing_part(self):
        assert self.money("120.00", "120.00", "20.00", "0.00") == ["passed"]
        assert self.money("120.00", "100.00") == ["not_checked"]


def test_budgets_of_the_next_year_and_documents_without_forms_have_no_findings():
    verdict = checks.run(examples.disclosure(["文 （二）绩效目标。", "文 绩效目标管理全覆盖。"]))
    assert not [finding for finding in verdict.findings if finding.rule.startswith("PRF")]


def test_the_text_may_call_a_result_by_the_end_of_its_name():
    rows = [
        f"{WHOLE}{name}: actual {value}, weight 5, score 5"
        for name, value in (("甲类慰问人数", 29), ("乙类慰问人数", 31))
    ]
    rows += [
        f"{WHOLE}丙类慰问人数: actual 1760, weight 5, score 5",
        f"{WHOLE}组织开展全市职工职业技能大赛人数: actual 52, weight 5, score 5",
    ]
    text = "文 甲类慰问29人；乙类慰问31人；丙类慰问1760人；{}。"
    for said, severities in (
        ("技能大赛224人", ["note"]),
        ("技能大赛52人", []),
        ("技能大赛22家", []),
        ("大赛224人", []),
    ):
        assert outcomes("PRF007", *rows, "文 （二）绩效指标完成情况。", text.format(said))[1] == severities


class TestRepeatedIndicators:
    ONE = f"{FORM}开展劳动竞赛活动: target 有效开展, actual 获评项目1个, score 3"

    def test_a_name_that_stands_for_two_results_is_a_note(self):
        other = f"{FORM}开展劳动竞赛活动。: target 有效开展, actual 创示范工作室1家, score 3"
        assert outcomes("PRF016", self.ONE, other) == (["failed"], ["note"])

    @pytest.mark.parametrize(
        "other",
        [
            f"{FORM}开展劳动竞赛活动: target 有效开展, actual 获评项目1个, score 3",
            f"{FORM}开展劳动竞赛活动: target 3场, actual 4场, score 3",
            f"{FORM}开展劳动竞赛活动: target 有效开展, score 3",
            "绩效 自评表/甲项目/产出指标/质量指标/开展劳动竞赛活动: target 有效开展, actual 4场, score 3",
            f"{FORM}劳动竞赛: target 有效开展, actual 4场, score 3",
        ],
    )
    def test_what_may_be_two_things_is_none(self, other):
        assert outcomes("PRF016", self.ONE, other) == (["passed"], [])

    def test_another_form_may_have_the_same_indicator(self):
        other = "绩效 自评表/乙项目/产出指标/数量指标/开展劳动竞赛活动: target 有效开展, actual 4场, score 3"
        assert outcomes("PRF016", self.ONE, other) == (["passed", "passed"], [])

    def test_one_result_may_be_printed_in_two_ways(self):
        rows = [f"{FORM}服务对象满意度: target ≥90%, actual {actual}" for actual in ("100%", "100.00%")]
        assert outcomes("PRF016", *rows) == (["passed"], [])

    def test_short_names_are_not_compared(self):
        rows = (f"{FORM}人数: target 5人, actual 5人", f"{FORM}人数: target 5人, actual 6人")
        assert states("PRF016", *rows) == ["not_applicable"]


class TestUnlikeUnits:
    @pytest.mark.parametrize(
        ("target", "actual"),
        [("200次", "412人次"), ("≥95%", "98人"), ("3万元", "2.9元"), ("50人以上", "53人次"), ("10场", "12人")],
    )
    def test_kinds_of_numbers_that_do_not_compare(self, target, actual):
        assert outcomes("PRF017", f"{FORM}来访: target {target}, actual {actual}") == (["failed"], ["note"])

    @pytest.mark.parametrize(
        ("target", "actual"),
        [("10次", "12场"), ("≥50人", "53名"), ("95%", "98%以上"), ("10余场", "12场次"), ("3万元", "29000元")],
    )
    def test_units_of_one_kind(self, target, actual):
        assert outcomes("PRF017", f"{FORM}来访: target {target}, actual {actual}") == (["passed"], [])

    @pytest.mark.parametrize(
        ("target", "actual"),
        [
            ("200", "412人次"),
            ("40家", "58个"),
            ("5家", "5人"),
            ("完成任务", "121人"),
            ("1年", "12次"),
            ("10场", "有效"),
        ],
    )
    def test_what_is_not_compared(self, target, actual):
        assert states("PRF017", f"{FORM}来访: target {target}, actual {actual}") == ["not_applicable"]
