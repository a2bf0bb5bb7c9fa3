"""Names, years, levels and units: what is held against a document, and what innocent document looks like it."""

from dataclasses import replace

import pytest

from builder.checks import run
from builder.checks._named import kind_of
from builder.checks._office import Office, distance
from tests import examples

ROW = "revenue 2012901 行政运行: total 360.44"
OWN = "示例市样江区规划和自然资源局"
HEAD = ("第一部分 示例市样江区规划和自然资源局概况", "本局负责规划工作。")


def findings(*lines, name=OWN, year=2023, kind="", extra=()):
    """The findings of the family in these sentences of a disclosure."""
    example = [f"名称 {name}", f"年度 {year}", *extra, ROW, *(f"文 {line}" for line in lines)]
    verdict = run(examples.disclosure(example))
    return [finding for finding in verdict.findings if finding.rule.startswith("NAM")]


def rules(*lines, **others):
    """The rules of the family that found something."""
    return {finding.rule for finding in findings(*lines, **others)}


@pytest.mark.parametrize(
    ("name", "places", "body", "level"),
    [
        ("示例市样江区总工会", ("示例市", "样江区"), "总工会", "county"),
        ("示例省总工会", ("示例省",), "总工会", "province"),
        ("示例市审计局（汇总）", ("示例市",), "审计局", "city"),
        ("示例族自治州示例县总工会", ("示例族自治州", "示例县"), "总工会", "county"),
        ("北京市示例局", ("北京市",), "示例局", "province"),
        ("国家示例局", (), "国家示例局", "central"),
        ("示例市样江区人民法院", ("示例市", "样江区"), "人民法院", ""),
        ("示例经济技术开发区管理委员会", ("示例经济技术开发区",), "管理委员会", ""),
        ("某单位", (), "某单位", ""),
    ],
)
def test_a_name_is_taken_apart(name, places, body, level):
    office = Office.of(name)
    assert (office.places, office.body, office.level) == (places, body, level)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (OWN, "own"),
        ("样江区规划和自然资源局", "own"),
        ("规划和自然资源局", "own"),
        ("示例市样江区规划和自然资源局（本级）", "own"),
        ("社会效益样江区规划和自然资源局", "own"),
        ("附件项目支出绩效自评示例市样江区规划和自然资源局", "own"),
        ("社会效益别处区规划和自然资源局", "other"),
        ("示例样江区规划和自然资源局", "variant"),
        ("示例市样江区规划与自然资源局", "variant"),
        ("示例市样区规划和自然资源局", "near"),
        ("示例市样总区规划和自然资源局", "near"),
        ("示例市样江区规划和自然资料局", "near"),
        ("示例市规划和自然资源局", "above"),
        ("示例市别处新区规划和自然资源局", "other"),
        ("示例市样江区财政局", ""),
        ("示例市样江区规划和自然资源局执法大队", ""),
    ],
)
def test_what_a_name_is_to_the_own_office(name, kind):
    assert kind_of(Office.of(OWN), name) == kind


def test_distance_counts_changes():
    assert distance("规划局", "规划局") == 0
    assert distance("规划局", "规局") == 1
    assert distance("规划局", "财政局") == 2
    assert distance("规划局", "人力资源和社会保障局") == 3


class TestNames:
    def test_a_misspelt_name_at_a_table(self):
        (finding,) = findings(*HEAD, extra=("署名 revenue 示例市样总区规划和自然资源局",))
        assert (finding.rule, finding.severity) == ("NAM001", "warning")
        assert finding.printed == "示例市样总区规划和自然资源局"

    def test_a_misspelt_name_in_a_form(self):
        (finding,) = findings(*HEAD, "单位名称：示例市样总区规划和自然资源局填报日期：2024年3月。")
        assert (finding.rule, finding.severity) == ("NAM001", "warning")
        assert not rules(*HEAD, "单位名称：示例市样江区规划和自然资源局填报日期：2024年3月。")
        assert not rules(*HEAD, "实施单位名称：示例市样南区规划和自然资源局。")

    def test_a_link_word_is_a_note(self):
        (finding,) = findings(*HEAD, "示例市样江区规划与自然资源局没有车辆。")
        assert (finding.rule, finding.severity) == ("NAM001", "note")

    def test_a_unit_of_the_department_is_no_fault(self):
        assert not rules(*HEAD, "样江区规划和自然资源管理事务中心是下属单位。")
        assert not rules(*HEAD, extra=("署名 revenue 示例市样江区规划和自然资源局执法大队",))

    def test_a_sister_office_in_the_text_is_no_fault(self):
        assert not rules(*HEAD, "本局同示例市样南区规划和自然资源局交流工作。")

    def test_without_the_own_name_nothing_is_held_against_the_document(self):
        assert not rules("第一部分 概况", extra=("署名 revenue 示例市样总区规划和自然资源局",))

    def test_the_superior_office_in_a_title(self):
        (finding,) = findings(*HEAD, "示例市规划和自然资源局2023年度部门决算表")
        assert (finding.rule, finding.expected) == ("NAM002", OWN)

    def test_another_office_at_one_of_many_tables(self):
        own = [f"署名 {table} {OWN}" for table in ("revenue", "expenditure", "summary")]
        assert rules(*HEAD, extra=(*own, "署名 three-public 别处县教育局")) == {"NAM002"}
        assert rules(*HEAD, extra=(*own, "署名 three-public 示例市样江区农机站")) == {"NAM002"}
        assert not rules(*HEAD, "下属样江区农机站。", extra=(*own, "署名 three-public 样江区农机站"))
        assert not rules(*HEAD, extra=("署名 three-public 别处县教育局",))

    def test_a_rule_of_ones_own_with_another_name(self):
        line = "本局制定了《农机服务中心预算绩效管理办法》。农机服务中心已全部完成绩效目标。"
        assert rules(*HEAD, line) == {"NAM002"}
        assert not rules(*HEAD, "本局制定了《公立医院绩效考核办法》。")
        assert not rules(*HEAD, "二、机构设置", "本局下属农机服务中心。", "三、绩效", line)
        assert not rules(*HEAD, "本局制定了《样江区规划和自然资源局预算管理办法》。")
        assert not rules(*HEAD, "根据《财政局预算绩效管理办法》，本局制定了《预算绩效管理办法》。")


class TestYears:
    def test_a_chapter_of_last_year(self):
        lines = ("十一、政府采购支出说明", "本单位2022年度没有政府采购支出。")
        (finding,) = findings(*lines, year=2023)
        assert (finding.rule, finding.printed, finding.expected) == ("NAM003", "2022", "2023")
        assert not rules(*lines, year=2022)

    def test_a_title_of_last_year(self):
        assert rules("第三部分 2022年度部门决算情况说明", "本单位2023年度收入1.00万元。") == {"NAM003"}

    def test_a_title_that_compares_with_last_year(self):
        said = "本单位2023年度收入1.00万元。"
        assert "NAM003" not in rules("（一）财政拨款收支与2022年度决算对比情况", said)
        assert rules("（一）财政拨款收支与2021年度决算对比情况", said) == {"NAM003"}

    def test_a_form_of_last_year(self):
        assert rules("项目绩效自评表（2022年度）", "得分90分，支出1.00万元。", year=2023) == {"NAM003"}
        assert not rules("项目绩效自评表（2023年度）", "得分90分，支出1.00万元。", year=2023)

    @pytest.mark.parametrize(
        "sentence",
        [
            "2023年度政府采购支出1.00万元。2022年度政府采购支出2.00万元。",
            "与2022年度相比，政府采购支出增加1.00万元。",
            "截至2022年12月31日，采购支出没有结转。",
            "2022年底前采购的设备支出已经结清。",
            "本单位没有政府采购支出。",
        ],
    )
    def test_other_years_that_are_in_order(self, sentence):
        assert "NAM003" not in rules("十一、政府采购支出说明", sentence)

    @pytest.mark.parametrize(
        ("sentence", "year", "wrong"),
        [
            ("绩效目标符合“十三五”发展规划。", 2023, True),
            ("绩效目标符合“十三五”发展规划。", 2020, False),
            ("绩效目标符合“十四五”发展规划。", 2023, False),
            ("对照“十三五”规划的完成情况进行总结。", 2023, False),
            ("落实“十五五”规划编制工作。", 2025, False),
            ("“十三五”以来，本单位工作有了发展。", 2023, False),
        ],
    )
    def test_plans(self, sentence, year, wrong):
        assert ("NAM004" in rules("十三、预算绩效情况说明", sentence, year=year)) is wrong

    @pytest.mark.parametrize(
        ("sentence", "year", "wrong"),
        [
            ("以开展党的群众路线教育实践活动为契机，服务职工。", 2023, True),
            ("以深入开展群众路线教育实践活动为契机，服务职工。", 2014, False),
            ("巩固党的群众路线教育实践活动成果。", 2023, False),
            ("认真开展“三严三实”专题教育。", 2019, True),
            ("践行“三严三实”要求。", 2019, False),
            ("在二十大召开前夕慰问困难职工26人。", 2023, True),
            ("喜迎党的二十大，举办书画展。", 2023, True),
            ("喜迎党的二十大，举办书画展。", 2022, False),
            ("学习贯彻党的二十大精神。", 2023, False),
            ("喜迎党的二十大精神宣讲团。", 2023, False),
            ("在共青团二十大召开之际举办书画展。", 2028, False),
            ("喜迎团的十九大，举办书画展。", 2023, False),
            ("党的十九大召开之际举办书画展。", 2019, True),
            ("2022年二十大召开前夕慰问的欠款，今年结清。", 2023, False),
            ("迎接中国工会第十八次全国代表大会召开。", 2023, False),
            ("立项依据：《关于深入开展党的群众路线教育实践活动的意见》。", 2023, False),
            ("按照深入开展党的群众路线教育实践活动时建立的制度执行。", 2023, False),
            ("自2013年深入开展党的群众路线教育实践活动，厉行节约。", 2023, False),
            ("认真开展“三严三实”要求的对照检查。", 2023, False),
            ("上年举办喜迎二十大活动，本年没有。", 2023, False),
            ("开展“喜迎二十大、奋进新征程”书画展获奖作品的汇编。", 2023, False),
            ("喜迎党的二十大胜利召开五周年。", 2027, False),
        ],
    )
    def test_events(self, sentence, year, wrong):
        assert ("NAM011" in rules("十三、预算绩效情况说明", sentence, year=year)) is wrong


class TestLevels:
    @pytest.mark.parametrize(
        ("name", "sentence", "wrong"),
        [
            ("示例市样江区总工会", "财政拨款收入：指省级财政当年拨付的资金。", True),
            ("示例市样江区总工会", "财政拨款收入：指市级财政当年拨付的资金。", True),
            ("示例市样江区总工会", "财政拨款收入：指区级财政当年拨付的资金。", False),
            ("示例市样江区总工会", "财政拨款收入：指本级财政当年拨付的资金。", False),
            ("示例市总工会", "财政拨款收入：指市级财政当年拨付的资金。", False),
            ("示例市总工会", "财政拨款收入：指省级财政当年拨付的资金。", True),
            ("上海市示例局", "财政拨款收入：指市级财政当年拨付的资金。", False),
            ("示例省总工会", "“三公”经费：纳入省级财政预决算管理的“三公”经费。", False),
            ("示例县总工会", "“三公”经费：纳入省级财政预决算管理的“三公”经费。", True),
            ("示例县人民检察院", "财政拨款收入：指省级财政当年拨付的资金。", False),
            ("示例县总工会", "上级补助收入：指从省级财政部门取得的补助。", False),
            ("示例县总工会", "项目资金由省级财政承担一半，县级财政承担一半。", False),
            ("示例县总工会", "在2023年度省级部门决算中反映项目自评结果。", True),
        ],
    )
    def test_levels(self, name, sentence, wrong):
        assert ("NAM005" in rules("第四部分 名词解释", sentence, name=name)) is wrong


class TestTermsAndUnits:
    @pytest.mark.parametrize(
        ("sentence", "wrong"),
        [
            ("有资本经营预算财政拨款收入1.00万元。", True),
            ("没有资本经营预算收入。", False),
            ("国有资本经营预算财政拨款收入1.00万元。", False),
            ("一般公预算财政拨款收入1.00万元。", True),
            ("一般公共预算财政拨款收入1.00万元。", False),
            ("政府性基金预算财政拨款收入1.00万元。", False),
            ("府性基金预算财政拨款收入1.00万元。", True),
            ("纳入财政性基金预算管理的收入1.00万元。", False),
            ("政性基金预算财政拨款收入1.00万元。", True),
        ],
    )
    def test_terms(self, sentence, wrong):
        assert ("NAM006" in rules(sentence)) is wrong

    @pytest.mark.parametrize(
        ("sentence", "wrong"),
        [
            ("公务接待费预算为3万元，支出决算为0元。", True),
            ("公务接待费预算为3万元，支出决算为0万元。", False),
            ("培训费标准为每人400元，支出决算为3万元。", False),
        ],
    )
    def test_mixed_units(self, sentence, wrong):
        assert ("NAM007" in rules("九、“三公”经费支出决算情况说明", sentence)) is wrong

    def test_a_slip_against_a_table_is_a_warning(self):
        (finding,) = findings("二、收入决算情况说明", "财政拨款收入360.44元，占100%。")
        assert (finding.rule, finding.severity, finding.expected) == ("NAM008", "warning", "360.44 万元")

    def test_a_slip_inside_a_sentence_is_an_error_and_explains_the_mixed_units(self):
        found = findings("（二）绩效自评结果", "项目支出全年预算数235.76元，执行数235.76万元。")
        assert [(finding.rule, finding.severity) for finding in found] == [("NAM008", "error"), ("NAM007", "warning")]
        assert len({finding.group for finding in found}) == 1

    @pytest.mark.parametrize("said", ["交通补助支出360元。", "人均补助1234元。", "补助支出123456.78万元。"])
    def test_few_digits_or_another_subject_prove_nothing(self, said):
        assert not rules(
            "二、收入决算情况说明", "财政拨款收入12.35万元，其他收入1234万元，补贴360万元。", "（一）补助", said
        )

    def test_few_digits_prove_nothing(self):
        assert not rules("二、收入决算情况说明", "财政拨款收入360万元。", "（一）补助", "交通补助支出360元。")

    def test_an_amount_without_its_unit(self):
        assert rules("本单位固定资产249285.33。") == {"NAM009"}
        assert not rules("本单位固定资产249285.33元。")
        assert not rules("全年支出360.44、202.10和5.00万元。")


def test_a_chapter_told_twice_has_two_findings():
    chapter = ("政府采购支出说明", "本单位2022年度没有政府采购支出。")
    found = findings(f"十、{chapter[0]}", chapter[1], f"十一、{chapter[0]}", chapter[1], year=2023)
    assert len({finding.finding_id for finding in found}) == len(found) == 2


ACCOUNTS = ("七、支出决算情况说明", "2023年度本年支出合计512.34万元。")
TOTAL = "expenditure 合计: total 512.34, basic 300.12, project 212.22"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("2022年度基本支出300.12万元。", True),
        ("2022年度基本支出300.12万元，2023年度基本支出300.12万元。", False),
        ("2022年度基本支出300.12万元，两年持平。", False),
        ("2022年度基本支出288.40万元。", False),
        ("2023年度基本支出300.12万元。", False),
        ("2022年度“三公”经费支出预算为7.05万元，支出决算为5.10万元，完成预算的72%。", True),
        ("2023年度“三公”经费支出预算为7.05万元，支出决算为5.10万元，完成预算的72%。", False),
    ],
)
def test_a_sentence_of_last_year_in_a_chapter_of_this_one(line, wrong):
    assert ("NAM003" in rules(*HEAD, *ACCOUNTS, line, extra=(TOTAL,))) == wrong


@pytest.mark.parametrize(
    ("heading", "item", "wrong"),
    [
        ("七、部门支出预算情况说明", "1.一般公共预算收入953.39万元，主要用于工资福利性支出。", True),
        ("七、部门支出预算情况说明", "1.一般公共预算支出953.39万元，主要用于工资福利性支出。", False),
        ("七、部门收支预算情况说明", "1.一般公共预算收入953.39万元，主要用于工资福利性支出。", False),
        ("七、部门收入预算情况说明", "1.一般公共预算收入953.39万元。", False),
        ("七、部门收入预算情况说明", "1.一般公共预算支出953.39万元。", True),
        ("七、部门支出预算情况说明", "1.一般公共预算收入953.39万元，按规定安排。", False),
    ],
)
def test_revenue_is_not_listed_among_expenditure(heading, item, wrong):
    assert ("NAM010" in rules(*HEAD, heading, item)) == wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("截至2022年12月31日，本单位共有车辆2辆。", True),
        ("截止2022年底，本部门固定资产总额20.00万元。", True),
        ("截至 2022 年 12 月 31 日，开支财政拨款的公务用车保有量为1辆。", True),
        ("截至2023年12月31日，本单位共有车辆2辆。", False),
        ("截至2022年12月31日，本单位共有车辆3辆；截至2023年12月31日，本单位共有车辆2辆。", False),
        ("截至2022年末共有车辆3辆，本年报废1辆，年末共有车辆2辆。", False),
        ("截至2022年末共有车辆3辆，2023年底为2辆。", False),
        ("共有车辆2辆，较截至2022年12月31日，共有车辆3辆，减少1辆。", False),
        ("截至2024年8月31日，本单位共有车辆2辆。", False),
        ("截至2022年8月31日，本单位共有车辆2辆。", False),
        ("截至2022年12月31日，该项目累计完成投资20.00万元。", False),
        ("截至2022年12月31日，职工之家建成3个，配备车辆管理制度。", False),
        ("截至2022年12月31日，共有车辆3辆，2023年报废1辆，现有2辆。", False),
        ("截至上年底，本单位共有车辆2辆。", False),
    ],
)
def test_assets_at_the_end_of_an_earlier_year(sentence, wrong):
    lines = ("九、机关运行经费支出情况", "2023年度机关运行经费支出1.00万元。", "十、国有资产占用情况说明", sentence)
    assert ("NAM003" in rules(*lines)) == wrong
    final = examples.disclosure([f"文 {line}" for line in lines])
    budget = replace(final, identity=replace(final.identity, kind="budget"))  # it tells of the year before
    assert "NAM003" not in {finding.rule for finding in run(budget).findings}


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("十二、预算绩效情况说明", "项目背景：截至2022年12月31日，全市共有车辆30000辆，机动车保有量居全省前列。"),
        ("十、国有资产占用情况说明", "截至2022年底，全区行政事业单位固定资产总额300.00万元。"),
        ("三、主要工作完成情况", "截至2022年12月31日，景区共有车辆20辆。"),
    ],
)
def test_the_end_of_the_year_before_is_where_an_account_of_the_work_begins(heading, sentence):
    lines = ("九、机关运行经费支出情况", "2023年度机关运行经费支出1.00万元。", heading, sentence)
    assert "NAM003" not in rules(*lines)
