"""The same fact said twice, and totals said with their parts: what must be found and what must stay silent."""

import pytest

from builder import checks, readers, recognise
from builder.standards.counted import whole_ids, wholes
from tests import examples

GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
DETAIL = "（三）一般公共预算财政拨款支出决算具体情况"
PURCHASES, ASSETS, STAFF = "十一、政府采购支出说明", "十二、国有资产占用情况说明", "三、部门人员情况"


def findings(family, *lines, tables=()):
    """The findings of a family (or rule) for sentences of a document with these tables."""
    verdict = checks.run(examples.disclosure([*tables, *(f"文 {line}" for line in lines)]))
    return [finding for finding in verdict.findings if finding.rule.startswith(family)]


def states(rule, *lines, tables=()):
    """The ledger of a rule: the states in order."""
    verdict = checks.run(examples.disclosure([*tables, *(f"文 {line}" for line in lines)]))
    return [entry.state for entry in verdict.ledger if entry.rule == rule]


class TestOneAmountSaidTwice:
    def test_budgets_that_differ(self):
        lines = (GENERAL, "一般公共预算财政拨款支出年初预算为370.76万元。")
        (found,) = findings("REP001", *lines, DETAIL, "一般公共预算财政拨款支出年初预算为307.76万元。")
        assert found.severity == "error"
        assert found.source_lines == (2, 4)

    @pytest.mark.parametrize("other", ["370.76万元", "370.8万元", "3707600元", "371万元"])
    def test_the_same_at_another_precision(self, other):
        lines = (GENERAL, "一般公共预算财政拨款支出年初预算为370.76万元。")
        assert not findings("REP001", *lines, DETAIL, f"一般公共预算财政拨款支出年初预算为{other}。")

    def test_one_last_digit_is_a_note(self):
        lines = (GENERAL, "一般公共预算财政拨款支出年初预算为370.76万元。")
        (found,) = findings("REP001", *lines, DETAIL, "一般公共预算财政拨款支出年初预算为370.77万元。")
        assert found.severity == "note"

    def test_another_budget_of_the_same_year_is_another_fact(self):
        lines = (GENERAL, "一般公共预算财政拨款支出年初预算为370.76万元。")
        assert not findings("REP001", *lines, DETAIL, "一般公共预算财政拨款支出全年预算为380.00万元。")

    def test_parts_of_items_are_not_the_total(self):
        lines = [GENERAL, "一般公共预算财政拨款支出70.00万元，其中：基本支出50.00万元，项目支出20.00万元。"]
        lines += [
            "1.教育支出（类）普通教育（款）小学教育（项）支出40.00万元，其中：基本支出30.00万元，项目支出10.00万元。"
        ]
        assert not findings("REP001", *lines)

    def test_the_same_total_below_two_headings(self):
        lines = ["五、一般公共预算支出情况说明", "1.基本支出881300.39元，其中：工资福利支出716052.51元。"]
        lines += ["2.项目支出29700元，其中：商品和服务支出29700元。", "六、一般公共预算基本支出情况说明"]
        (found,) = findings("REP001", *lines, "2023年本年一般公共预算基本支出911000.39元。")
        assert found.source_lines == (2, 5)

    def test_economic_items_of_projects_are_not_those_of_basic_expenditure(self):
        lines = ["六、一般公共预算基本支出情况说明", "一般公共预算基本支出90元，其中：商品和服务支出90元。"]
        assert not findings("REP001", *lines, "项目支出30元，其中：商品和服务支出30元。")

    @pytest.mark.parametrize(
        ("amounts", "rate", "states_of_it"),
        [
            ("0.81万元，同比增加0.19万元", "30.65%", ["failed"]),
            ("0.81万元，同比增加0.19万元", "30.64%", ["passed"]),
            ("0.81万元，同比增加0.19万元", "30.6%", ["rounding"]),
            ("0.81万元，同比增加0.19万元", "30.74%", ["not_checked"]),
            ("0.81万元，同比增加0.19万元", "31%", ["rounding"]),
            ("0.81万元，同比增加0.20万元", "30.65%", []),
            ("0.82万元，同比增加0.19万元", "30.65%", []),
        ],
    )
    def test_a_rate_of_the_same_change_is_one_rate(self, amounts, rate, states_of_it):
        lines = [DETAIL, "公务接待费0.81万元，同比增加0.19万元，同比增长30.64%。", "七、“三公”经费情况说明"]
        lines.append(f"公务接待费{amounts}，同比增长{rate}。")
        verdict = checks.run(examples.disclosure([f"文 {line}" for line in lines]))
        said = [each.state for each in verdict.ledger if each.rule == "REP001" and "change_percent" in each.subject]
        assert said == states_of_it
        if said == ["failed"]:
            (found,) = findings("REP001", *lines)
            assert (found.severity, found.source_lines) == ("note", (2, 4))

    def test_what_the_tables_print_is_compared_with_them(self):
        tables = ["expenditure 合计: total 70.00"]
        lines = ("三、支出决算情况说明", "本年支出合计70.00万元。", "本年支出合计77.00万元。")
        assert not findings("REP001", *lines, tables=tables)
        assert len(findings("TXT001", *lines, tables=tables)) == 1


class TestTotalsInWords:
    BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"

    def test_parts_above_the_total(self):
        sentence = "一般公共预算财政拨款基本支出124.68万元，其中：人员经费124.68万元，公用经费6.12万元。"
        (found,) = findings("REP002", self.BASIC, sentence)
        assert found.severity == "error"

    def test_rounding_is_no_fault(self):
        sentence = "一般公共预算财政拨款基本支出124.68万元，其中：人员经费118.57万元，公用经费6.12万元。"
        assert states("REP002", self.BASIC, sentence) == ["rounding"]

    def test_parts_that_are_not_all_said_may_be_less(self):
        sentence = "本年收入合计100.00万元，其中：财政拨款收入60.00万元，事业收入30.00万元。"
        assert states("REP002", "二、收入决算情况说明", sentence) == ["not_checked"]

    def test_expenditure_by_kind(self):
        sentence = "本年支出合计100.00万元，其中：基本支出60.00万元，项目支出50.00万元。"
        assert len(findings("REP002", "三、支出决算情况说明", sentence)) == 1

    def test_items_above_the_total_in_budget_and_accounts_are_one_cause(self):
        lines = [GENERAL, "一般公共预算财政拨款支出年初预算30.00万元，支出决算30.00万元。"]
        lines += ["1.教育支出（类）普通教育（款）小学教育（项）。年初预算28.00万元，支出决算28.00万元。"]
        lines += ["2.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算12.00万元，支出决算12.00万元。"]
        found = findings("REP004", *lines)
        assert [finding.severity for finding in found] == ["error", "error"]
        assert len({finding.group for finding in found}) == 1

    @pytest.mark.parametrize(
        ("items", "severities"),
        [
            ("基本工资60万元，同比增加1万元；津贴补贴30万元；奖金10万元。", []),
            ("基本工资60万元，同比增加1万元；津贴补贴30万元；奖金20万元。", ["warning"]),
            ("基本工资60.00万元；津贴补贴30.00万元；奖金9.00万元。", []),
            ("基本工资60万元；津贴补贴60万元。", []),
            ("基本工资60万元；津贴补贴30万元；奖金10万元；办公费20万元。", []),
            ("基本工资60万元；津贴补贴30万元；上年奖金20万元。", []),
        ],
    )
    def test_economic_items_of_staff(self, items, severities):
        lines = ["三、一般公共预算基本支出情况说明", "（一）人员经费100万元，同比增加5万元，其中：", items]
        assert [one.severity for one in findings("REP004", *lines)] == severities

    @pytest.mark.parametrize(
        "text",
        [
            "公用经费20万元；项目支出：办公费10万元，印刷费8万元，差旅费7万元。",
            "公用经费20万元，占10%。基本支出中，办公费10万元，印刷费8万元，差旅费7万元。",
            "公用经费20万元。全部支出中：办公费10万元、印刷费8万元、差旅费7万元。",
            "公用经费20万元。部门支出按经济分类科目划分：办公费10万元、印刷费8万元、差旅费7万元。",
            "公用经费20万元。办公费10万元、印刷费8万元、差旅费7万元为项目经费。",
            "公用经费15万元，包括：办公费10万元、会议费2万元、培训费3万元。培训费3万元用于业务培训；差旅费4万元。",
            "公用经费15万元，包括：办公费10万元、会议费2万元、差旅费3万元（其中培训费2万元）。",
            "公用经费15万元，包括：办公费10万元、会议费2万元、差旅费3万元，项目支出的培训费2万元。",
        ],
    )
    def test_economic_items_of_something_else(self, text):
        assert not findings("REP004", "三、基本支出情况说明", text)

    @pytest.mark.parametrize("lead", ["，主要包括", "。主要用于：", "：", "（", "，比上年减少1万元，其中："])
    def test_economic_items_behind_a_word_for_parts(self, lead):
        text = f"公用经费20万元{lead}办公费10万元、印刷费8万元、差旅费7万元"
        assert [one.severity for one in findings("REP004", "三、基本支出情况说明", text)] == ["warning"]

    def test_items_may_be_left_out(self):
        lines = [GENERAL, "一般公共预算财政拨款支出年初预算30.00万元，支出决算30.00万元。"]
        lines += ["1.教育支出（类）普通教育（款）小学教育（项）。年初预算8.00万元，支出决算8.00万元。"]
        lines += ["2.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算2.00万元，支出决算2.00万元。"]
        assert set(states("REP004", *lines)) == {"not_checked"}


class TestNumbersWithParts:
    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (
                PURCHASES,
                "政府采购支出总额10.00万元，其中：政府采购货物支出4.00万元、政府采购工程支出3.00万元、政府采购服务支出2.00万元。",
            ),
            (PURCHASES, "政府采购支出总额10.00万元，其中：政府采购货物支出4.00万元、政府采购服务支出12.00万元。"),
            (ASSETS, "本单位共有车辆5辆，其中：机要通信用车1辆、应急保障用车2辆、其他用车1辆。"),
            (ASSETS, "共有车辆1辆，其中：副部（省）级以上领导用车0辆、主要领导干部用车0辆、其他用车0辆。"),
            (ASSETS, "本单位共有车辆2辆，其中：机要通信用车1辆、应急保障用车2辆。"),
            (STAFF, "本部门人员编制9人，其中行政编制6人、事业编制5人。"),
            (STAFF, "离退休人员18人，其中离休1人、退休18人。"),
        ],
    )
    def test_what_does_not_add_up(self, heading, sentence):
        (found,) = findings("REP003", heading, sentence)
        assert found.severity == "error"

    @pytest.mark.parametrize(
        ("heading", "sentence"),
        [
            (
                PURCHASES,
                "政府采购支出总额2319.21万元，其中：政府采购货物支出122.43万元、政府采购工程支出1387.72万元、政府采购服务支出809.07万元。",
            ),
            (PURCHASES, "政府采购支出总额10.00万元，其中：政府采购货物支出4.00万元、政府采购服务支出5.00万元。"),
            (
                PURCHASES,
                "政府采购支出总额10.00万元，授予中小企业合同金额100000.00元，其中授予小微企业合同金额9.00万元。",
            ),
            (ASSETS, "本单位共有车辆5辆，其中：机要通信用车1辆、应急保障用车2辆。"),
            (ASSETS, "共有车辆2辆，其中：副部（省）级及以上领导用车0辆、机要通信用车1辆、其他用车1辆。"),
            (ASSETS, "本单位共有车辆4辆，其中：机要通信用车1辆、应急保障用车2辆、其他用车1辆；当年购置车辆9辆。"),
            (STAFF, "本部门人员编制9人，其中行政编制4人、事业编制5人；实有人员12人，其中行政5人、事业7人。"),
            (
                STAFF,
                "总编制人数19人，其中行政编制7人，事业编制12人。在职在岗实有人数13人，其中行政编制9人，事业编制4人。",
            ),
        ],
    )
    def test_what_adds_up_or_is_not_complete(self, heading, sentence):
        assert not findings("REP003", heading, sentence)
        assert states("REP003", heading, sentence)

    @pytest.mark.parametrize(
        "text",
        [
            "共有车辆5辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车2辆，其他用车主要是业务用车1辆、调研用车1辆。",
            "共有车辆5辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车2辆，主要是业务用车1辆、调研用车1辆。",
            "共有车辆5辆，其中：一般公务用车3辆、执法执勤用车2辆、其他用车3辆，其他用车主要是一般公务用车。",
            "共有车辆5辆，其中：一般公务用车3辆（含机要通信用车1辆、应急保障用车2辆）、其他用车2辆。",
            "共有车辆5辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车1辆（另有1辆待报废）。",
            "共有车辆5辆，其中：执法执勤用车3辆、特种专业技术用车2辆、其他用车2辆，其他用车含上述特种专业技术用车2辆。",
            "共有车辆5辆，实物保障用车5辆，其中越野车2辆、轿车3辆，其他用车5辆。",
            "共有车辆5辆，其中：在用车辆4辆、机要通信用车3辆、其他用车1辆、闲置车辆1辆。",
            "共有车辆5辆，其中：公务用车3辆、机要通信用车3辆、执法执勤用车2辆。",
            "共有车辆5辆，其中：轿车3辆、面包车1辆、其他用车1辆。",
            "共有车辆5辆，其中：其他用车1辆、机要通信用车3辆、执法执勤用车1辆。",
        ],
    )
    def test_vehicles_that_may_be_counted_twice_or_not_at_all(self, text):
        assert not findings("REP003", ASSETS, text)

    @pytest.mark.parametrize(
        "sentence",
        [
            "2023年度部门整体预算收入380.56万元（其中：基本支出341.54万元，项目支出69.02万元）。",
            "2023年度部门整体预算收入380.56万元（其中：基本支出301.54万元，项目支出69.02万元）。",
            "3个项目支出总额23万元，其中：困难职工帮扶13万元，劳模慰问3万元，劳模经费项目10万元。",
        ],
    )
    def test_money_in_a_report_of_its_own(self, sentence):
        assert len(findings("REP003", "十三、预算绩效情况说明", sentence)) == 1

    @pytest.mark.parametrize(
        "sentence",
        [
            "2023年度部门整体预算收入380.56万元（其中：基本支出311.54万元，项目支出69.02万元）。",
            "2023年度部门整体支出380.56万元，其中：基本支出301.54万元，项目支出69.02万元，经营支出10.00万元。",
            "对个人和家庭的补助支出53.20万元；项目支出1856.92万元。",
            "3个项目支出总额23万元，其中：困难职工帮扶10万元，劳模慰问3万元。",
        ],
    )
    def test_money_in_a_report_of_its_own_that_may_be_right(self, sentence):
        assert not findings("REP003", "十三、预算绩效情况说明", sentence)

    def test_contracts_may_be_paid_in_several_years(self):
        for sentence in (
            "政府采购支出总额10.00万元，授予中小企业合同金额12.00万元。",
            "授予中小企业合同金额8.00万元，其中授予小微企业合同金额9.00万元。",
        ):
            (found,) = findings("REP003", PURCHASES, sentence)
            assert found.severity == "warning"

    def test_every_whole_has_its_own_name(self):
        names = {"procurement": "政府采购支出总额", "vehicles": "共有车辆", "posts": "人员编制", "staff": "实有人员"}
        assert all(whole_ids(name) >= {id_} for id_, name in names.items())
        assert len({whole.id for whole in wholes()}) == len(wholes())


class TestTheSameThingCountedTwice:
    def test_in_another_order_of_words(self):
        lines = ("一、主要工作", "组织城区劳模免费体检44人。", "二、服务职工", "一年来免费为城区43名劳模体检。")
        (found,) = findings("REP005", *lines)
        assert found.severity == "note"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("开展活动，参与职工1500余人。", "举办讲座，参与职工100余人。"),
            ("全年共开展各类宣讲活动30余场。", "全年开展多样化宣讲活动34场。"),
            ("免费为43名劳模体检。", "免费为55名困难职工体检。"),
        ],
    )
    def test_what_may_be_another_thing_is_silent(self, one, other):
        assert not findings("REP005", "一、主要工作", one, "二、服务职工", other)

    def test_aims_are_not_results(self):
        lines = ("一、绩效目标", "组织城区劳模免费体检50人。", "二、服务职工", "一年来免费为城区43名劳模体检。")
        assert not findings("REP005", *lines)

    def test_numbers_of_projects(self):
        lines = ("一、绩效自评工作开展情况", "本部门对项目支出全面开展绩效自评，共涉及项目3个。", "二、项目支出情况")
        assert len(findings("REP007", *lines, "财政预算项目支出共有4个。")) == 1
        assert not findings("REP007", *lines, "选取2个项目开展重点评价。")


class TestMoneyForTheSameThing:
    ONE = ("一、项目支出说明", "职工服务中心工作经费17.4万元，用于接待职工。", "二、项目绩效自评结果")

    def test_two_amounts(self):
        (found,) = findings("REP009", *self.ONE, "职工服务中心工作经费项目17.9万元，完成了全部任务。")
        assert found.severity == "note"

    @pytest.mark.parametrize(
        "other",
        [
            "职工服务中心工作经费项目174000元，完成了全部任务。",
            "职工服务中心工作经费约18万元，完成了全部任务。",
            "职工服务中心宣传经费17.9万元，完成了全部任务。",
            "职工服务中心工作经费人均标准0.9万元。",
        ],
    )
    def test_the_same_or_something_else(self, other):
        assert not findings("REP009", *self.ONE, other)


class TestAReasonUsedTwice:
    ONE = "1.一般公共服务支出（类）支出决算为531.09万元，主要原因是一次性抚恤金18.87万元。"

    def test_below_two_items(self):
        other = "2.社会保障和就业支出（类）支出决算为63.78万元，主要原因是一名退休人员一次性抚恤金18.87万元。"
        (found,) = findings("REP008", DETAIL, self.ONE, other)
        assert found.severity == "note"

    @pytest.mark.parametrize(
        "other",
        [
            "2.社会保障和就业支出（类）支出决算为63.78万元，主要原因是职业年金18.87万元。",
            "2.社会保障和就业支出（类）支出决算为63.78万元，主要原因是一次性抚恤金19.87万元。",
            "2.一般公共服务支出（类）群众团体事务（款）行政运行（项）支出决算为99万元，主要原因是一次性抚恤金18.87万元。",
        ],
    )
    def test_another_reason_or_a_part_of_the_item(self, other):
        assert not findings("REP008", DETAIL, self.ONE, other)


class TestReasons:
    ONE = "收、支总计各增加20.00万元，主要原因是增加人员经费12.00万元，增加培训经费8.00万元。"

    def heard(self, other):
        return findings("REP006", "一、收入支出决算总体情况说明", self.ONE, "二、收入决算情况说明", other)

    def test_an_amount_left_out(self):
        (found,) = self.heard("收入合计增加20.00万元，主要原因是增加人员经费12.00万元。")
        assert found.severity == "note"

    def test_another_reason_for_the_same(self):
        lines = ("一、收入支出决算总体情况说明", "收、支总计各增加20.00万元，主要原因是上级拨入劳模慰问金。")
        (found,) = findings(
            "REP006", *lines, "二、其他", "收、支总计各增加20万元，主要原因是有在职人员亡故，抚恤金增加。"
        )
        assert found.severity == "note"

    @pytest.mark.parametrize(
        "other",
        [
            "收入合计增加20.00万元，主要原因是增加人员经费12.00万元，增加培训经费8.00万元。",
            "收入合计增加20.00万元，主要原因是财政拨款收入增加15.00万元，其他收入增加5.00万元。",
            "收入合计增加21.00万元，主要原因是增加人员经费12.00万元，增加培训经费9.00万元。",
            "收入合计增加20.00万元，主要原因是人员增加。",
        ],
    )
    def test_the_same_or_another_point_of_view(self, other):
        assert not self.heard(other)


def test_in_a_budget_revenue_with_and_without_what_is_left_are_two_amounts(tmp_path):
    """本年收入 of a budget is not its 收入合计, which has what was carried over; said twice it is still one."""
    lines = ["示例市信访局2025年部门预算", "第三部分 2025年部门预算情况说明", "二、收入预算情况说明"]
    lines += ["示例市信访局2025年收入预算合计120.00万元，包括本年收入100.00万元，上年结转20.00万元。"]
    assert not [each for each in said_in(lines, tmp_path) if each.rule == "REP001"]
    again = [*lines, "2025年本年收入101.00万元。"]
    assert [each.source_lines for each in said_in(again, tmp_path) if each.rule == "REP001"] == [(4, 5)]


def said_in(lines, folder):
    """The findings of a text without tables."""
    path = folder / "预算.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return checks.run(recognise.recognise(readers.read(path, path.name))).findings
