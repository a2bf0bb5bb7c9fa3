"""Sentences against tables: what must be found in wordings of many places, and what must stay silent."""

import pytest

from builder import checks
from builder.standards.sayings import is_part, meaning, scope_of
from tests import examples

ACCOUNTS = [
    "summary/revenue 一、一般公共预算财政拨款收入: amount 500.00",
    "summary/revenue 八、其他收入: amount 20.00",
    "summary/revenue 本年收入合计: amount 520.00",
    "summary/revenue 年初结转和结余: amount 30.00",
    "summary/revenue 总计: amount 550.00",
    "summary/expenditure 一、一般公共服务支出: amount 400.00",
    "summary/expenditure 八、社会保障和就业支出: amount 110.00",
    "summary/expenditure 本年支出合计: amount 510.00",
    "summary/expenditure 年末结转和结余: amount 40.00",
    "summary/expenditure 总计: amount 550.00",
    "revenue 合计: total 520.00, appropriation 500.00, other 20.00",
    "expenditure 合计: total 510.00, basic 310.00, project 200.00",
    "expenditure 201 一般公共服务支出: total 400.00, basic 200.00, project 200.00",
    "expenditure 208 社会保障和就业支出: total 110.00, basic 110.00",
    "appropriation-summary/revenue 一、一般公共预算财政拨款: amount 500.00",
    "appropriation-summary/revenue 本年收入合计: amount 500.00",
    "appropriation-summary/revenue 年初财政拨款结转和结余: amount 0.00",
    "appropriation-summary/revenue 总计: amount 500.00",
    "appropriation-summary/expenditure 一、一般公共服务支出: total 390.00, general 390.00",
    "appropriation-summary/expenditure 八、社会保障和就业支出: total 110.00, general 110.00",
    "appropriation-summary/expenditure 本年支出合计: total 500.00, general 500.00",
    "appropriation-summary/expenditure 总计: total 500.00, general 500.00",
    "general-expenditure 合计: total 500.00, basic 305.00, project 195.00",
    "general-expenditure 201 一般公共服务支出: total 390.00, basic 195.00, project 195.00",
    "general-expenditure 208 社会保障和就业支出: total 110.00, basic 110.00",
    "general-basic 人员经费合计: amount 290.00",
    "general-basic 公用经费合计: amount 15.00",
    "general-basic 301 工资福利支出: amount 290.00",
    "general-basic 30101 基本工资: amount 290.00",
    "general-basic 302 商品和服务支出: amount 15.00",
    "general-basic 30201 办公费: amount 15.00",
    "three-public/budget: total 5.00, vehicles 3.00, vehicle_running 3.00, reception 2.00",
    "three-public/actual: total 3.50, vehicles 2.50, vehicle_running 2.50, reception 1.00",
]
ALL, REVENUE, EXPENDITURE = "一、收入支出决算总体情况说明", "二、收入决算情况说明", "三、支出决算情况说明"
APPROPRIATION, GENERAL = "四、财政拨款收入支出决算总体情况说明", "五、一般公共预算财政拨款支出决算情况说明"
BASIC, FUND, THREE = (
    "六、一般公共预算财政拨款基本支出决算情况说明",
    "七、政府性基金预算财政拨款收入支出决算情况说明",
    "九、财政拨款“三公”经费支出决算情况说明",
)
EVALUATION = "十三、预算绩效情况说明"


def findings(family, *lines, tables=ACCOUNTS, unit="万元"):
    """The findings of a family (or rule) for sentences of a document with these tables."""
    verdict = checks.run(examples.disclosure([*tables, *(f"文 {line}" for line in lines)], unit))
    return [finding for finding in verdict.findings if finding.rule.startswith(family)]


def rules(family, *lines, tables=ACCOUNTS):
    return [finding.rule for finding in findings(family, *lines, tables=tables)]


def states(rule, *lines, tables=ACCOUNTS):
    """The ledger of a rule: how often each state."""
    verdict = checks.run(examples.disclosure([*tables, *(f"文 {line}" for line in lines)]))
    return sorted(entry.state for entry in verdict.ledger if entry.rule == rule)


class TestASentenceMustAgreeWithItsTable:
    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (ALL, "2023年度收、支总计均为550.00万元。"),
            (ALL, "2023年度收入总计550万元、支出总计550万元。"),
            (REVENUE, "本年收入合计520.00万元，其中：财政拨款收入500.00万元，其他收入20.00万元。"),
            (REVENUE, "2023年度收入合计520.0万元。"),
            (EXPENDITURE, "本年支出合计510万元，其中：基本支出310.00万元，占60.78%；项目支出200.00万元，占39.22%。"),
            (EXPENDITURE, "按功能分类：一般公共服务支出400.00万元，社会保障和就业支出110.00万元。"),
            (APPROPRIATION, "2023年度财政拨款收、支总计均为500.00万元。"),
            (GENERAL, "2023年度一般公共预算财政拨款支出500.00万元，其中：一般公共服务（类）支出390.00万元。"),
            (GENERAL, "2023年度财政拨款支出5000000.00元。"),
            (BASIC, "一般公共预算财政拨款基本支出305万元，其中：人员经费290.00万元，公用经费15.00万元。"),
            (BASIC, "人员经费290.00万元，主要包括：基本工资290.00万元。"),
            (THREE, "“三公”经费财政拨款支出预算为5.00万元，支出决算为3.50万元。其中公务接待费支出决算为1.00万元。"),
        ],
    )
    def test_what_agrees_is_silent(self, heading, sentence):
        assert not findings("TXT", heading, sentence)
        assert states("TXT001", heading, sentence)

    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (ALL, "2023年度收、支总计均为555.00万元。"),
            (REVENUE, "本年收入合计520.00万元，其中：财政拨款收入501.00万元。"),
            (EXPENDITURE, "本年支出合计510万元，其中：基本支出313.00万元。"),
            (EXPENDITURE, "按功能分类：一般公共服务支出404.00万元。"),
            (APPROPRIATION, "2023年度财政拨款收、支总计均为505.00万元。"),
            (GENERAL, "一般公共服务（类）支出393.00万元，占78%。"),
            (GENERAL, "2023年度财政拨款支出5050000.00元。"),
            (BASIC, "一般公共预算财政拨款基本支出305万元，其中：人员经费280.00万元。"),
            (BASIC, "人员经费290.00万元，主要包括：基本工资209.00万元。"),
            (THREE, "“三公”经费财政拨款支出预算为6.00万元，支出决算为3.50万元。"),
            (THREE, "公务用车运行维护费支出2.05万元。"),
        ],
    )
    def test_what_disagrees_is_an_error_with_both_places(self, heading, sentence):
        (found,) = findings("TXT001", heading, sentence)
        assert found.severity == "error"
        assert len(found.source_lines) == 2
        assert found.printed and found.expected and found.difference

    @pytest.mark.parametrize(
        "said",
        [
            "28.00万元（含上级补助收入8.00万元）",
            "28.00万元，其中上级补助收入8.00万元",
            "28.00万元（含利息收入2.00万元、上级补助收入8.00万元），占5.30%",
            "28.00万元，占本年收入5.38%，包括上级补助收入、利息收入",
        ],
    )
    def test_what_takes_in_another_column_is_not_compared_with_its_own(self, said):
        sentence = f"本年收入合计528.00万元，其中：财政拨款收入500.00万元；其他收入{said}。"
        tables = [*ACCOUNTS, "revenue 合计: total 528.00, appropriation 500.00, superior_subsidy 8.00, other 20.00"]
        tables = [row.replace("520.00", "528.00") for row in tables if not row.startswith("revenue 合计: total 520")]
        assert not findings("TXT001", REVENUE, sentence, tables=tables)
        assert "not_checked" in states("TXT001", REVENUE, sentence, tables=tables)
        assert not findings("TXT004", EVALUATION, sentence, tables=tables)

    @pytest.mark.parametrize(
        "said",
        [
            "本年收入合计520.00万元，其中：其他收入28.00万元，上级补助收入8.00万元。",
            "其他收入28.00万元（含利息收入2.00万元）。",
            "其他收入28.00万元；其中上级补助收入8.00万元。",
            "本年收入合计528.00万元，其中：财政拨款收入500.00万元，上级补助收入8.00万元。",
        ],
    )
    def test_what_does_not_take_it_in_is_compared(self, said):
        assert findings("TXT001", REVENUE, said)

    def test_one_last_digit_is_a_note(self):
        (found,) = findings("TXT001", GENERAL, "一般公共服务（类）支出390.01万元。")
        assert found.severity == "note"

    def test_a_number_that_was_cut_off_is_a_note(self):
        tables = ["expenditure 合计: total 510.47"]
        (found,) = findings("TXT001", EXPENDITURE, "本年支出合计510.4万元。", tables=tables)
        assert found.severity == "note"

    def test_the_amount_of_another_total_may_mean_that_one(self):
        (found,) = findings("TXT001", ALL, "2023年度收、支总计均为520.00万元。")
        assert found.severity == "warning"
        assert "本年收入合计" in found.message

    def test_the_same_digits_in_another_unit(self):
        (found,) = findings("TXT001", REVENUE, "本年收入合计520.00元。")
        assert "单位不同" in found.message

    def test_a_total_and_its_part_wrong_by_the_same_sum_are_one_cause(self):
        found = findings("TXT001", EXPENDITURE, "本年支出合计513.00万元，其中：基本支出313.00万元。")
        assert len(found) == 2
        assert len({finding.group for finding in found}) == 1


class TestWhatIsNotCertainIsNotCompared:
    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (ALL, "2022年度收、支总计均为480.00万元。"),
            (ALL, "与上年相比，收、支总计各增加70.00万元，增长14.58%。"),
            (EXPENDITURE, "本年支出合计约500万元。"),
            (EVALUATION, "基本支出100.00万元。"),
            (EVALUATION, "本单位对项目支出开展绩效自评，涉及资金88万元。"),
            ("（二）某某服务中心", "本年支出合计88.00万元。"),
            (GENERAL, "1.一般公共服务（类）群众团体事务（款）行政运行（项）支出88.00万元，其中：基本支出66.00万元。"),
            (EXPENDITURE, "行政运行200.00万元，其中：基本支出150.00万元。"),
            ("十、机关运行经费支出说明", "机关运行经费支出12.00万元。"),
            (EXPENDITURE, "其中：某某局本级支出300.00万元。"),
        ],
    )
    def test_it_is_silent(self, heading, sentence):
        assert not findings("TXT001", heading, sentence)

    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (
                "五、一般公共预算财政拨款支出决算情况说明",
                "一般公共预算财政拨款支出年初预算480万元，其中：基本支出290万元，项目支出190万元；支出决算500万元，"
                "完成年初预算的104.17%，其中：基本支出305万元，项目支出195万元。",
            ),
            (
                "三、支出决算情况说明",
                "本年支出合计510万元，比2022年度的490万元（其中：基本支出300万元，项目支出190万元）增加20万元。",
            ),
            (
                "九、“三公”经费支出决算情况说明",
                "“三公”经费支出预算5万元，其中：公务用车运行维护费3万元，公务接待费2万元；支出决算3.5万元，"
                "其中：公务用车运行维护费2.5万元，公务接待费1万元。",
            ),
            (
                "三、支出决算情况说明",
                "本年支出合计510万元，比上年增加20万元，增长4.08%，其中：基本支出12万元，项目支出8万元。",
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                "基本支出305万元，较上年增加10万元（其中：人员经费8万元，公用经费2万元）。",
            ),
            ("三、支出决算情况说明", "年末结转和结余40万元，其中：基本支出5万元，项目支出35万元。"),
        ],
    )
    def test_parts_of_something_else_are_no_expenditure(self, heading, sentence):
        assert rules("TXT", heading, sentence) == []

    def test_money_named_before_in_the_paragraph_may_be_meant(self):
        sentence = "一般公共预算财政拨款支出500.00万元，其中：基本支出305.00万元，项目支出195.00万元。"
        assert not findings("TXT001", EXPENDITURE, sentence)

    def test_a_row_that_stands_in_several_blocks_is_not_compared(self):
        tables = [
            "expenditure 201 一般公共服务支出: total 4.00",
            "expenditure 208 社会保障和就业支出: total 2.00",
            "expenditure 201 一般公共服务支出: total 5.00",
        ]
        assert not states("TXT001", EXPENDITURE, "一般公共服务支出9.00万元。", tables=tables)


PLACES = {
    "yunnan": [
        "一、收入决算情况说明",
        "某单位2023年度收入合计5,200,000.00元。其中：财政拨款收入5,000,000.00元，占总收入的96.15%；其他收入200,000.00元。",
        "二、支出决算情况说明",
        "某单位2023年度支出合计5,100,000.00元。其中：基本支出3,100,000.00元，占总支出的60.78%；项目支出2,000,000.00元。",
        "（一）基本支出情况",
        "2023年度用于保障机构正常运转的日常支出3,100,000.00元。其中：基本工资、津贴补贴等人员经费支出2,900,000.00元，占基本支出"
        "的93.55%；办公费、印刷费等公用经费200,000.00元，占基本支出的6.45%。人员经费2,950,000.00元，公用经费150,000.00元。",
        "（二）项目支出情况",
        "2023年度用于保障机构完成特定工作任务的专项支出2,000,000.00元。其中：基本建设类项目支出0.00元。",
        "三、一般公共预算财政拨款支出决算情况说明",
        "（一）一般公共预算财政拨款支出决算总体情况",
        "2023年度一般公共预算财政拨款支出5,000,000.00元，占本年支出合计的98.04%。",
        "（二）一般公共预算财政拨款支出决算具体情况",
        "1.一般公共服务（类）支出3,900,000.00元，占一般公共预算财政拨款总支出的78.00%。主要用于行政运行1,950,000.00元。",
        "8.社会保障和就业（类）支出1,100,000.00元，占一般公共预算财政拨款总支出的22.00%。",
        "四、财政拨款“三公”经费支出决算情况说明",
        "2023年度财政拨款“三公”经费支出预算为50,000.00元，支出决算为35,000.00元，完成预算的70.00%。其中：因公出国（境）费支出"
        "决算为0.00元；公务用车购置及运行费支出决算为25,000.00元；公务接待费支出决算为10,000.00元。",
    ],
    "chongqing": [
        "二、单位决算情况说明",
        "（一）收入支出决算总体情况说明。",
        "1.总体情况。2023年度收入总计550.00万元，支出总计550.00万元。收支较上年决算数增加18.97万元，增长3.57%。",
        "2.收入情况。2023年度收入合计520.00万元，较上年决算数增加14.61万元。其中：财政拨款收入500.00万元，占96.2%；事业收入"
        "0.00万元，占0.0%；其他收入20.00万元，占3.8%。此外，使用非财政拨款结余0.00万元，年初结转和结余30.00万元。",
        "3.支出情况。2023年度支出合计510.00万元，较上年决算数增加12.00万元。其中：基本支出310.00万元，占60.8%；项目支出200.00"
        "万元，占39.2%；经营支出0.00万元，占0.0%。此外，结余分配0.00万元。",
        "4.结转结余情况。2023年度年末结转和结余40.00万元，较上年决算数增加10.00万元。",
        "（二）财政拨款收入支出决算总体情况说明。",
        "2023年度财政拨款收、支总计500.00万元。与2022年相比，财政拨款收、支总计各增加9.00万元，增长1.8%。",
        "（三）一般公共预算财政拨款支出决算情况说明。",
        "1.收入情况。2023年度一般公共预算财政拨款收入500.00万元，较上年决算数增加9.00万元。",
        "2.支出情况。2023年度一般公共预算财政拨款支出500.00万元，较年初预算数增加60.00万元，增长13.6%。",
        "3.结转结余情况。2023年度年末一般公共预算财政拨款结转和结余0.00万元。",
        "4.比较情况。本单位2023年度一般公共预算财政拨款支出主要用于以下几个方面：",
        "（1）一般公共服务支出390.00万元，占78.0%，较年初预算数增加50.00万元。",
        "（2）社会保障和就业支出110.00万元，占22.0%，较年初预算数增加10.00万元。",
        "（四）一般公共预算财政拨款基本支出决算情况说明。",
        "2023年度一般公共财政拨款基本支出305.00万元。其中：人员经费290.00万元，较上年决算数增加3.00万元。公用经费15.00万元。",
    ],
    "zhejiang": [
        "二、2023年度部门决算情况说明",
        "（一）收入支出决算总体情况说明",
        "2023年度收、支总计550.00万元，与2022年度相比，各增加20.00万元，增长3.77%。",
        "（二）收入决算情况说明",
        "2023年度收入合计520.00万元；包括财政拨款收入500.00万元（其中：一般公共预算500.00万元，政府性基金预算0.00万元），占收入"
        "合计96.15%；其他收入20.00万元，占收入合计3.85%。",
        "（三）支出决算情况说明",
        "2023年度支出合计510.00万元，其中基本支出310.00万元，占60.78%；项目支出200.00万元，占39.22%。",
        "（五）一般公共预算财政拨款支出决算情况说明",
        "1.一般公共预算财政拨款支出决算总体情况。",
        "2023年度一般公共预算财政拨款支出500.00万元，占本年支出合计的98.04%。",
        "（六）一般公共预算财政拨款基本支出决算情况说明",
        "2023年度一般公共预算财政拨款基本支出305.00万元，其中：人员经费290.00万元，主要包括：基本工资、津贴补贴；公用经费15.00万元。",
    ],
}


@pytest.mark.parametrize("place", PLACES)
def test_true_sentences_of_other_places_are_silent(place):
    found = findings(("TXT", "REP"), *PLACES[place])
    assert not [finding.message for finding in found]
    assert states("TXT001", *PLACES[place])


class TestWhoseMoneyItIs:
    def test_basic_expenditure_of_all_money_is_in_no_table(self):
        lines = (EXPENDITURE, "（一）基本支出情况", "其中：人员经费295.00万元，公用经费15.00万元。")
        assert not findings("TXT", *lines)

    def test_basic_expenditure_of_a_chapter_is_that_of_its_money(self):
        lines = (GENERAL, "（四）基本支出情况", "其中：人员经费295.00万元，公用经费15.00万元。")
        assert rules("TXT", *lines) == ["TXT001"]

    def test_what_follows_an_item_in_its_sentence_is_its_part(self):
        item = "一般公共服务（类）支出390.00万元，其中：基本支出190.00万元"
        assert not findings("TXT", GENERAL, f"{item}。")
        assert not findings("TXT", GENERAL, "一般公共服务（类）支出390.00万元。其中：基本支出190.00万元。")

    def test_a_new_sentence_speaks_of_the_whole_again(self):
        lines = (EXPENDITURE, "按功能分类：一般公共服务支出400.00万元。按用途划分为基本支出313.00万元。")
        assert rules("TXT", *lines) == ["TXT001"]

    def test_the_account_of_another_office_behind_this_one(self):
        own = ("第二部分 某单位2023年度决算情况说明", EXPENDITURE, "本年支出合计510.00万元。")
        other = ("第三部分 某某中心2023年度决算情况说明", EXPENDITURE, "本年支出合计88.00万元。")
        assert not findings("TXT", *own, *other)

    def test_a_row_of_another_name_is_not_compared(self):
        tables = ["general-expenditure 2080501 归口管理的行政单位离退休: total 9.00"]
        sentence = "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）支出8.00万元。"
        assert not states("TXT001", GENERAL, sentence, tables=tables)

    def test_a_group_and_its_item_of_the_same_name_may_both_be_meant(self):
        rows = ("20899 {0}: total 13.00", "2089901 {0}: total 8.00", "2089999 {0}: total 5.00")
        tables = [f"general-expenditure {row.format('其他社会保障和就业支出')}" for row in rows]
        sentence = "社会保障和就业支出（类）其他社会保障和就业支出（款）支出决算为%s万元。"
        assert set(states("TXT001", GENERAL, sentence % "5.00", tables=tables)) == {"not_checked"}
        assert set(states("TXT001", GENERAL, sentence % "6.00", tables=tables)) == {"failed"}

    def test_the_budget_of_the_year_may_have_been_changed(self):
        (found,) = findings("TXT001", THREE, "“三公”经费财政拨款支出年初预算为6.00万元。")
        assert found.severity == "note"


class TestEmptyTables:
    FILLED = ("revenue 合计: total 351.42",)

    def test_an_amount_for_an_empty_table(self):
        lines = (THREE, "“三公”经费财政拨款支出预算为0.33万元，支出决算为0万元。")
        (found,) = findings("TXT002", *lines, tables=self.FILLED)
        assert found.severity == "error"

    def test_without_a_note_below_the_table_it_is_a_warning(self):
        lines = (THREE, "“三公”经费支出决算为0.33万元。")
        (found,) = findings("TXT002", *lines, tables=[*self.FILLED, "空 three-public"])
        assert found.severity == "warning"

    def test_nothing_and_nothing_agree(self):
        lines = (FUND, "政府性基金预算财政拨款年初结转和结余0万元，本年收入0万元，本年支出0万元。")
        assert set(states("TXT002", *lines, tables=self.FILLED)) == {"passed"}

    def test_a_document_of_words_alone_has_no_empty_tables(self):
        lines = (THREE, "“三公”经费支出决算为0.33万元。")
        assert states("TXT002", *lines, tables=[]) == ["not_checked"]

    def test_none_is_said_but_the_table_has_some(self):
        tables = ["government-fund 合计: revenue 12.00, total 12.00, project 12.00"]
        for sentence in ("本单位无政府性基金预算财政拨款收入支出。", "本年度没有使用政府性基金预算安排的支出。"):
            (found,) = findings("TXT003", FUND, sentence, tables=tables)
            assert found.severity == "error"

    def test_a_unit_of_the_office_may_have_none(self):
        tables = ["government-fund 合计: revenue 12.00, total 12.00, project 12.00"]
        assert not findings("TXT003", FUND, "某某服务中心没有政府性基金预算财政拨款收入。", tables=tables)
        assert findings("TXT003", FUND, "某单位2023年度没有政府性基金预算财政拨款收入。", tables=tables)

    def test_no_balance_is_not_no_money(self):
        tables = ["government-fund 合计: revenue 12.00, total 12.00, project 12.00"]
        assert not findings("TXT003", FUND, "本单位没有政府性基金预算财政拨款结转和结余。", tables=tables)
        assert not findings("TXT003", "名词解释", "政府性基金：指没有政府性基金收入的单位不填。", tables=tables)


class TestOtherSections:
    def test_the_total_called_one_class(self):
        sentence = "2023年本年支出合计510万元，其中：一般公共服务支出510万元，占100%。"
        (found,) = findings("TXT004", EVALUATION, sentence)
        assert found.severity == "warning"

    def test_any_money_may_be_meant_there(self):
        for amount in ("390万元", "400万元"):
            assert not findings("TXT004", EVALUATION, f"本年支出合计510万元，其中：一般公共服务支出{amount}。")

    def test_without_a_total_that_is_right_it_is_not_known_what_is_spoken_of(self):
        assert not findings("TXT004", EVALUATION, "本年支出合计88万元，其中：一般公共服务支出70万元。")

    def test_projects_evaluated_with_all_the_money(self):
        sentence = "我单位对2023年度项目支出全面开展绩效自评，共涉及项目3个，涉及资金510万元。"
        (found,) = findings("TXT005", EVALUATION, sentence)
        assert found.severity == "warning"

    def test_all_expenditure_evaluated_with_the_money_of_projects(self):
        (found,) = findings("TXT005", EVALUATION, "我单位组织开展整体支出绩效自评，涉及资金200.00万元。")
        assert found.severity == "note"

    def test_a_part_of_the_projects_or_their_budget_is_no_fault(self):
        sentence = "我单位对2023年度项目支出全面开展绩效自评，共涉及项目3个，涉及资金230万元。"
        assert states("TXT005", EVALUATION, sentence) == ["not_checked"]

    def test_operating_funds_are_not_more_than_public_funds(self):
        heading = "十、机关运行经费支出说明"
        assert not findings("TXT006", heading, "2023年度机关运行经费支出15.00万元。")
        assert not findings("TXT006", heading, "2023年度机关运行经费支出9.00万元。")
        for amount in ("51.00", "14.99"):
            (found,) = findings("TXT006", heading, f"2023年度机关运行经费支出{amount}万元。")
            assert found.severity == "note"

    def test_public_funds_of_the_text_alone(self):
        lines = (
            BASIC,
            "人员经费90.00万元，公用经费6.12万元。",
            "十、机关运行经费支出说明",
            "机关运行经费支出6.21万元。",
        )
        (found,) = findings("TXT006", *lines, tables=[])
        assert found.source_lines == (2, 4)

    def test_the_expenditure_of_the_year_in_a_report_of_its_own(self):
        said = "2023年部门全年实际支出{}万元。"
        assert not findings("TXT008", EVALUATION, said.format("510"))
        assert not findings("TXT008", EVALUATION, said.format("500.00"))
        assert not findings("TXT008", "（二）项目绩效自评结果", said.format("88"))
        (found,) = findings("TXT008", EVALUATION, said.format("488.00"))
        assert found.severity == "warning"
        (found,) = findings("TXT008", "（二）项目绩效自评结果", "2023年度收、支总计488.00万元。")
        assert found.severity == "warning"
        assert not findings("TXT008", "（三）某某中心绩效自评报告", "全年实际支出88.00万元。")
        (found,) = findings("TXT008", EVALUATION, "部门整体支出488.00万元。")
        assert found.severity == "note"


class TestItemsNamedWithoutTheirCode:
    ROWS = (
        "general-expenditure 201 一般公共服务支出: total 390.00",
        "general-expenditure 2012901 行政运行: total 300.00",
        "general-expenditure 221 住房保障支出: total 40.00",
        "general-expenditure 2210201 住房公积金: total 40.00",
        "general-basic 301 工资福利支出: amount 38.00",
        "general-basic 30113 住房公积金: amount 38.00",
    )

    @pytest.mark.parametrize(
        "sentence", ["行政运行300.00万元", "住房公积金40.00万元", "住房公积金38.00万元", "工会事务9.00万元"]
    )
    def test_what_agrees_with_a_row_or_has_none(self, sentence):
        assert not findings("TXT009", GENERAL, f"主要是用于{sentence}。", tables=self.ROWS)

    @pytest.mark.parametrize("sentence", ["行政运行330.00万元", "住房公积金44.00万元"])
    def test_what_disagrees_is_a_note(self, sentence):
        (found,) = findings("TXT009", GENERAL, f"主要是用于{sentence}。", tables=self.ROWS)
        assert found.severity == "note"

    def test_a_name_of_two_rows_is_not_compared(self):
        tables = [*self.ROWS, "general-expenditure 2013201 行政运行: total 5.00"]
        assert not findings("TXT009", GENERAL, "主要是用于行政运行330.00万元。", tables=tables)


class TestCountsOfTheThreeExpenses:
    def test_money_without_guests(self):
        (found,) = findings("TXT007", THREE, "公务接待费支出1.00万元。国内公务接待0批次，0人次。")
        assert found.severity == "warning"

    def test_guests_without_money(self):
        tables = ["three-public/actual: total 2.50, vehicles 2.50, vehicle_running 2.50, reception 0.00"]
        lines = (THREE, "公务接待费支出0万元。国内公务接待3批次，26人次。")
        assert rules("TXT007", *lines, tables=tables) == ["TXT007"]

    def test_foreign_guests_alone_may_be_none(self):
        sentence = "公务接待费支出1.00万元。国内公务接待3批次，26人次；外宾接待0批次，0人次。"
        assert not findings("TXT007", THREE, sentence)

    def test_guests_in_other_units(self):
        sentence = "公务接待费支出1.00万元。外宾接待0批次；国内公务接待批次为52个，接待人次为420人。"
        assert not findings("TXT007", THREE, sentence)

    def test_a_car_that_is_not_kept_any_more_is_a_note(self):
        (found,) = findings("TXT007", THREE, "公务用车运行维护费支出2.50万元。年末公务用车保有量为0辆。")
        assert found.severity == "note"


class TestNames:
    @pytest.mark.parametrize(
        ("name", "scope", "cell"),
        [
            ("收、支总计", "all", "summary/revenue/grand-total/amount"),
            ("部门收支总预算", "all", "summary/revenue/grand-total/amount"),
            ("财政拨款收、支总计", "appropriation", "appropriation-summary/revenue/grand-total/amount"),
            ("“教育支出”科目", "all", "expenditure/205/total"),
            ("对个人和家庭的补助", "basic", "general-basic/303/amount"),
            ("一般公共预算拨款安排的“三公”经费支出", "three_public", "three-public/actual/item/total"),
        ],
    )
    def test_a_name_means_a_cell(self, name, scope, cell):
        assert str(meaning(name, "", scope).cells[0]) == cell

    @pytest.mark.parametrize("name", ["其他支出", "培训支出增加", "资金", "人员支出", "外宾接待支出", "行政运行"])
    def test_a_name_that_says_too_little_means_nothing(self, name):
        assert all(meaning(name, "", scope) is None for scope in ("all", "general", "basic", "three_public"))

    @pytest.mark.parametrize(
        ("heading", "scope"),
        [
            ("三、支出决算情况说明", "all"),
            ("一、2021年度收入支出决算总体及增减变动情况", "all"),
            ("五、一般公共预算财政拨款支出决算情况说明", "general"),
            ("六、一般公共预算财政拨款基本支出决算情况说明", "basic"),
            ("七、一般公共预算财政拨款“三公”经费支出决算情况说明", "three_public"),
            ("八、政府性基金预算支出决算情况说明", "government_fund"),
            ("十、机关运行经费支出说明", "other"),
            ("（二）政府采购支出情况", "other"),
            ("十三、预算绩效情况说明", "other"),
            ("（二）柳州市职工物价监督站", ""),
        ],
    )
    def test_a_heading_tells_the_scope(self, heading, scope):
        assert scope_of(heading) == scope

    def test_parts(self):
        assert is_part("部门决算基本支出") and is_part("公用经费") and not is_part("财政拨款基本支出")


class TestTablesThatAreEmptyBesideOthers:
    def test_reception_without_the_three_expenses(self):
        tables = ["general-basic 302 商品和服务支出: amount 2.00", "general-basic 30217 公务接待费: amount 2.00"]
        (found,) = findings("XTB003", tables=tables)
        assert found.severity == "warning"

    def test_a_fund_that_is_said_not_to_be(self):
        tables = ["appropriation-summary/expenditure 本年支出合计: total 9.00, government_fund 9.00"]
        (found,) = findings("XTB003", tables=tables)
        assert found.severity == "error"

    def test_a_fund_without_its_table(self):
        tables = [
            "appropriation-summary/expenditure 本年支出合计: total 9.00, government_fund 9.00",
            "空 government-fund",
        ]
        (found,) = findings("XTB003", tables=tables)
        assert found.severity == "warning"

    def test_more_appropriation_than_revenue(self):
        tables = [
            "summary/revenue 本年收入合计: amount 10.00",
            "appropriation-summary/revenue 本年收入合计: amount 11.00",
        ]
        assert rules("XTB002", tables=tables) == ["XTB002"]
