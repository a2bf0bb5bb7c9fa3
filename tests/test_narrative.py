"""Statements: what the sentences say, in the corpus against answers that were read by eye, and sentence by sentence.

``python -m tests.test_narrative`` writes the answers anew; read the difference before it is kept.
"""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.disclosure import Identity, Statement
from builder.model.document import Document, Line, Page, Source, Word
from builder.model.location import Location
from builder.readers import read
from builder.recognise import recognise
from builder.recognise.derived import derived
from builder.recognise.formparts import parted
from builder.recognise.moneyrows import money_rows, proven_rows
from builder.recognise.narrative import statements
from builder.recognise.passages import outside, paragraphs, passages
from builder.recognise.sections import strips
from builder.recognise.subjects import economic_code, named_code

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "content" / "disclosures"
GOLDEN = ROOT / "tests" / "golden" / "statements"
DOCUMENTS = {
    "liujiang-2022-final": "liuzhoushi-liujiangqu-zonggonghui/2022-final",
    "hanyang-2022-final": "wuhanshi-hanyangqu-zonggonghui/2022-final",
    "xinzhou-2023-final": "wuhanshi-xinzhouqu-zonggonghui/2023-final",
    "liuzhou-2019-budget": "liuzhoushi-zonggonghui/2019-budget",
    "hengshan-2023-final": "yulinshi-hengshanqu-zonggonghui/2023-final",
}
COLUMNS = ("line", "subject", "code", "year", "measure", "value", "unit", "direction")
PLAIN = str.maketrans("％", "%", ",")
KEPT = 70
"""How many statements of a document the answers keep: those of the accounts, not those of the year's work."""


def said(*lines, year=2023, kind="final", name="某市总工会", skipped=()):
    """The statements of lines of text."""
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(lines, 1))
    document = Document(Source("a.txt", "text", "", 0), (Page(1, blocks),))
    return statements(paragraphs(outside(strips(document), ())), Identity("a", name, year, kind, ""), skipped)


def told(*lines, **known):
    """What is said in short: subject, measure, value with unit, year, direction."""
    return [
        (one.subject, one.measure, f"{one.value}{one.unit}", one.year, one.direction) for one in said(*lines, **known)
    ]


def kinds(*lines, **known):
    return [(one.measure, f"{one.value}{one.unit}") for one in said(*lines, **known)]


def answers(case):
    path = CORPUS / DOCUMENTS[case] / "source.txt"
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in recognise(read(path, path.name)).statements[:KEPT]:
        shown = (one.subject, one.code, one.year, one.measure, one.value, one.unit, one.direction)
        writer.writerow((one.location.line, *shown))
    return file.getvalue()


@pytest.mark.parametrize("case", DOCUMENTS)
def test_statements_of_the_corpus_are_the_answers(case):
    assert answers(case) == (GOLDEN / f"{case}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", DOCUMENTS)
def test_every_value_stands_with_its_unit_on_its_line(case):
    path = CORPUS / DOCUMENTS[case] / "source.txt"
    lines = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    found = recognise(read(path, path.name)).statements
    assert found
    for one in found:
        here, *behind = ["".join(text.split()).translate(PLAIN) for text in lines[one.location.line - 1 :][:6]]
        printed = rf"(?<![\d.]){one.value}" + "".join(f"[余多]?{re.escape(sign)}" for sign in one.unit)
        assert str(one.value) in here, one
        if not one.sentence:
            continue  # a row of numbers: the unit stands in its header
        named = rf"{one.unit}数?[为达共约:：]{{0,2}}{one.value}[。，；、]"  # 参加人次38491
        assert re.search(printed, here + "".join(behind)) or re.search(named, here), one


def test_amount_prior_change_and_rate():
    assert told(
        "2023年度收、支总计均为673.16万元。与2022年度599.27万元相比，收、支总计各增加73.89万元，增长12.33%。"
    ) == [
        ("收、支总计", "amount", "673.16万元", 2023, ""),
        ("收、支总计", "prior", "599.27万元", 2022, ""),
        ("收、支总计", "change", "73.89万元", 2023, "increase"),
        ("收、支总计", "change_percent", "12.33%", 2023, "increase"),
    ]


def test_budget_final_and_completion_of_a_named_item():
    found = said(
        "1.一般公共服务（类）群众团体事务（款）行政运行（项）。",
        "年初预算为83.67万元，支出决算为126.73万元，完成年初预算的151.46%。",
    )
    assert [(one.measure, one.value, one.code) for one in found] == [
        ("budget", Decimal("83.67"), "2012901"),
        ("amount", Decimal("126.73"), "2012901"),
        ("completion_percent", Decimal("151.46"), "2012901"),
    ]
    assert {one.location.line for one in found} == {2}


def test_a_budget_s_planned_amounts_are_its_amounts():
    assert told("公务接待费2019年预算0.81万元，同比增加0.19万元，增长30.65%。", year=2019, kind="budget") == [
        ("公务接待费", "amount", "0.81万元", 2019, ""),
        ("公务接待费", "change", "0.19万元", 2019, "increase"),
        ("公务接待费", "change_percent", "30.65%", 2019, "increase"),
    ]
    found = told("“三公”经费支出预算0.81万元，比2018年（上一年）预算4.62万元，减少3.81万元。", year=2019, kind="budget")
    assert [one[1:4] for one in found] == [
        ("amount", "0.81万元", 2019),
        ("prior", "4.62万元", 2018),
        ("change", "3.81万元", 2019),
    ]


def test_shares_belong_to_what_was_named_last():
    found = told("本年支出合计360.44万元，其中：基本支出124.68万元，占34%；项目支出235.76万元，占66%。")
    assert [(subject, value) for subject, measure, value, *_ in found if measure == "share_percent"] == [
        ("基本支出", "34%"),
        ("项目支出", "66%"),
    ]


def test_a_new_sentence_speaks_of_the_whole_again():
    found = told("收入合计9万元，其中：其他收入1万元，占11%。比上年增加2万元。")
    assert found[-1] == ("收入合计", "change", "2万元", 2023, "increase")


def test_last_year_s_sentence_gives_last_year_s_figures():
    found = told("2022年度本年支出合计381.14万元，其中：基本支出119.78万元，占31.43%。2023年度本年支出合计360.44万元。")
    assert [(measure, year) for _, measure, _, year, _ in found] == [
        ("prior", 2022),
        ("prior", 2022),
        ("share_percent", 2022),
        ("amount", 2023),
    ]


def test_what_was_carried_over_from_last_year_is_this_year_s():
    assert kinds("上年结转收入119.26万元。") == [("amount", "119.26万元")]


@pytest.mark.parametrize(
    "words", ["增加（减少）0万元，增长（下降）0%", "增加(减少)0元", "下降（增长）0.0%", "增加/减少0万元"]
)
def test_an_open_slot_of_the_template_is_no_statement(words):
    assert kinds(f"较2021年度决算数{words}。") == []


def test_reasons_give_parts_of_a_change():
    found = told("增长12%，主要原因是增加在职人员经费65.47万元，减少工会活动经费7.5万元；项目支出3万元。")
    assert found[1:] == [
        ("在职人员经费", "change", "65.47万元", 2023, "increase"),
        ("工会活动经费", "change", "7.5万元", 2023, "decrease"),
        ("项目支出", "amount", "3万元", 2023, ""),
    ]


def test_units_are_never_mixed_up():
    found = said(
        "财政拨款收入360.44元，事业收入0万元，资金1.2亿元，接待1.2万余人次，提供岗位2万余个，提高2.3个百分点。"
    )
    assert [(str(one.value), one.unit) for one in found] == [
        ("360.44", "元"),
        ("0", "万元"),
        ("1.2", "亿元"),
        ("1.2", "万人次"),
        ("2", "万个"),
        ("2.3", "百分点"),
    ]


def test_counts_take_the_words_around_them():
    found = said(
        "总编制人数19人，其中：行政编制7人。督促35家基层工会按期换届，培训班1期50人。共有车辆0辆，单价100万元（含）以上设备0台（套）。"
    )
    assert [(one.subject, str(one.value), one.unit, one.measure) for one in found] == [
        ("总编制人数", "19", "人", "count"),
        ("行政编制", "7", "人", "count"),
        ("督促基层工会按期换届", "35", "家", "count"),
        ("培训班", "1", "期", "count"),
        ("培训班", "50", "人", "count"),
        ("共有车辆", "0", "辆", "count"),
        ("单价100万元（含）以上设备", "0", "台（套）", "count"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月5日，柳工发〔2022〕15号，电话0772-3822810，邮编545001。",
        "按80—50%（含50%）、100%-80%（≥80%）、50%-0%（＜50%）合理确定分值。",
        "困难职工帮扶率 5 100% 5",
        "合计 177.27 173.73 351 351 100.00%",
        "新建工会组织40家58家2",
        "第3批，20分*执行率，3个人，2人民，5组织，单价50万元以上通用设备。",
        "金额12 34.5万元",
        "2.50万元的设备",
    ],
)
def test_what_is_no_statement(text):
    assert kinds(text) == []


def test_rows_of_grids_and_pages_of_text_recognition_say_nothing():
    assert kinds("机关运行经费6.65万元。", skipped=(1,)) == []
    assert recognise(read(CORPUS / DOCUMENTS["xinzhou-2023-final"] / "source.txt", "a.txt")).statements


def test_codes_are_named_or_left_out():
    assert named_code("201类一般公共服务支出") == "201"
    assert named_code("社会保障和就业支出（类）抚恤（款）死亡抚恤（项）") == "2080801"
    assert named_code("行政运行（类）一般行政管理事务（款）（项）") == ""
    assert named_code("2023年行政运行") == ""
    assert named_code("行政运行（2014001）") == "2014001"
    assert named_code("工资福利支出（301）") == "301"
    assert named_code("其他（2023）") == named_code("行政运行（20140010）") == ""
    assert economic_code("维修(护)费") == "30213"
    assert economic_code("慰问费用") == ""
    found = said("六、一般公共预算财政拨款基本支出决算情况说明", "人员经费9万元，包括：住房公积金1万元。")
    assert [one.code for one in found] == ["", "30113"]
    assert {one.section for one in found} == {"六、一般公共预算财政拨款基本支出决算情况说明"}


def test_behind_a_bracket_the_text_speaks_again_of_what_it_spoke_of_before():
    found = told(
        "“三公”经费9万元，其中：公务用车费7万元（购置费0万元；运行费7万元，比上年减少1万元。）比上年减少1万元；"
        "公务接待费2万元（含外宾接待费1万元），比上年增加1万元。"
    )
    assert [(subject, measure) for subject, measure, *_ in found] == [
        ("“三公”经费", "amount"),
        ("公务用车费", "amount"),
        ("购置费", "amount"),
        ("运行费", "amount"),
        ("运行费", "change"),
        ("公务用车费", "change"),
        ("公务接待费", "amount"),
        ("外宾接待费", "amount"),
        ("公务接待费", "change"),
    ]


def test_the_two_sides_of_a_budget_are_subjects():
    found = told("2026年收入预算900万元，比上年增加9万元；支出预算900万元，比上年增加9万元。", year=2026, kind="budget")
    assert [subject for subject, *_ in found] == ["收入预算"] * 2 + ["支出预算"] * 2
    parts = "2026年预算数900万元，包括教育支出800万元，其他收入100万元。支出比2025年增加9万元。"
    assert told("（二）支出预算：" + parts, year=2026, kind="budget")[-1][:2] == ("支出", "change")
    again = parts.replace("支出比", "比")
    assert told("（二）支出预算：" + again, year=2026, kind="budget")[-1][:2] == ("支出预算", "change")


def test_money_that_came_in_is_not_what_was_spent():
    assert told("①某项帮扶，预算安排40,000元，实际资金到位30,000元，实际支出20,000元。") == [
        ("某项帮扶", "budget", "40000元", 2023, ""),
        ("某项帮扶实际资金到位", "amount", "30000元", 2023, ""),
        ("某项帮扶", "amount", "20000元", 2023, ""),
    ]
    assert told("①某项帮扶，预算安排40,000元，实际资金到位30,000，实际支出20,000元。")[1][:3] == (
        *("某项帮扶", "amount"),
        "20000元",
    )


def test_what_an_item_is_for_is_not_its_name():
    found = said(
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。主要用于退休人员支出。"
        "年初预算为9万元，支出决算为9万元。"
    )
    assert {one.code for one in found} == {"2080501"}


def test_a_project_is_named_by_its_summary():
    found = told("1.宣传专项项目绩效自评综述：根据绩效目标，项目自评得分为94分。全年预算数为9万元，执行数为8万元。")
    assert [(subject, measure) for subject, measure, *_ in found] == [
        ("项目自评得分", "score"),
        ("宣传专项项目", "budget"),
        ("宣传专项项目", "amount"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "支出合计年初预算9万元，其中：基本支出4万元，项目支出5万元；支出决算8万元，其中：基本支出3万元。",
            [
                *(("支出合计", "budget"), ("基本支出", "budget"), ("项目支出", "budget")),
                *(("支出合计", "amount"), ("基本支出", "amount")),
            ],
        ),
        (
            "支出合计年初预算9万元（其中：基本支出4万元），支出决算8万元，其中：基本支出3万元。",
            [
                *(("支出合计", "budget"), ("基本支出", "budget")),
                *(("支出合计", "amount"), ("基本支出", "amount")),
            ],
        ),
        (
            "支出合计年初预算9万元（基本支出4万元、项目支出5万元），支出8万元。",
            [("支出合计", "budget"), ("基本支出", "budget"), ("项目支出", "budget"), ("支出合计", "amount")],
        ),
        (
            "支出合计9万元，上年8万元，其中：基本支出4万元。",
            [("支出合计", "amount"), ("支出合计", "prior"), ("基本支出", "amount")],
        ),
        (
            "支出合计9万元，比2022年度的8万元（其中：基本支出4万元）增加1万元。",
            [("支出合计", "amount"), ("支出合计", "prior"), ("基本支出", "prior"), ("支出合计", "change")],
        ),
        ("上年支出合计9万元，其中：基本支出4万元。", [("上年支出合计", "prior"), ("基本支出", "prior")]),
        ("基本支出4万元，上年3万元。", [("基本支出", "amount"), ("基本支出", "prior")]),
    ],
)
def test_parts_of_a_budget_are_budgets(text, expected):
    found = told(text)
    assert [(subject, measure) for subject, measure, *_ in found] == expected
    assert {year for _, measure, _, year, _ in found if measure == "prior"} <= {2022}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("比上年增加3万元，其中：基本支出2万元，项目支出1万元。", ["change", "change"]),
        ("比上年增加3万元，增长50%，其中：基本支出2万元，项目支出1万元。", ["change", "change"]),
        ("比上年增加3万元（其中基本支出2万元），增长50%。", ["change"]),
        ("比上年增加3万元，其中：基本支出5万元，项目支出4万元。", ["amount", "amount"]),
        ("比上年增加3万元，其中：基本支出2万元，占22%；项目支出1万元，占11%。", ["amount", "amount"]),
        ("比上年增加3万元，其中：基本支出2万元，增加1万元；项目支出1万元。", ["amount", "change", "amount"]),
        ("比上年增加3万元，其中：基本支出决算2万元，项目支出决算1万元。", ["amount", "amount"]),
        ("比上年减少3万元，其中：基本支出0万元，项目支出0万元。", ["amount", "amount"]),
    ],
)
def test_parts_of_a_change_are_changes(text, parts):
    found = [one for one in told(f"支出合计9万元，{text}") if one[0] in ("基本支出", "项目支出")]
    assert [measure for _, measure, *_ in found if measure != "share_percent"] == parts
    if set(parts) == {"change"}:
        assert {direction for *_, direction in found} == {"increase"}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("年末结转和结余9万元，其中：基本支出4万元，项目支出5万元。", ["基本支出结转和结余", "项目支出结转和结余"]),
        ("年初结转和结余9万元（基本支出4万元，项目支出5万元）。", ["基本支出结转和结余", "项目支出结转和结余"]),
        ("上年结转9万元，其中：项目支出结转9万元；本年支出合计8万元。", ["项目支出结转", "本年支出合计"]),
        ("上年结转9万元，其中：项目支出9万元；本年支出合计8万元。", ["项目支出结转", "本年支出合计"]),
        ("年末结转和结余9万元，其中：基本支出40万元。", ["基本支出"]),
        ("年末结转和结余9万元，基本支出4万元。", ["基本支出"]),
    ],
)
def test_parts_of_what_is_left_are_left(text, subjects):
    assert [subject for subject, *_ in told(text)][1:] == subjects


def test_this_years_work_ends_last_years():
    found = told("去年举办培训3次，本年举办培训5次。")
    assert [(value, year) for _, _, value, year, _ in found] == [("3次", 2022), ("5次", 2023)]


def test_last_years_work_goes_on_to_the_end_of_its_sentence():
    found = told("去年完成互助保障9万元，理赔金额8万元，惠及职工7人，今年完成6万元。发展会员5人。")
    assert [(measure, value, year) for _, measure, value, year, _ in found] == [
        ("prior", "9万元", 2022),
        ("prior", "8万元", 2022),
        ("count", "7人", 2022),
        ("amount", "6万元", 2023),
        ("count", "5人", 2023),
    ]
    found = told("收入9万元，去年8万元，增加1万元，增长12.5%。")
    assert [(measure, year) for _, measure, _, year, _ in found] == [
        ("amount", 2023),
        ("prior", 2022),
        ("change", 2023),
        ("change_percent", 2023),
    ]


def test_money_does_not_change_by_what_was_only_counted():
    found = told("公务用车购置费18万元，购置公务用车1辆，比上年增加18万元。共有车辆3辆，比上年增加1辆。")
    assert [(subject, measure) for subject, measure, *_ in found] == [
        *(("公务用车购置费", "amount"), ("购置公务用车", "count"), ("公务用车购置费", "change")),
        *(("共有车辆", "count"), ("共有车辆", "change")),
    ]


def test_the_office_itself_is_spoken_of():
    found = told("效益分析。基层满意。", "某市总工会2023年预算数9万元，决算数8万元。")
    assert {subject for subject, *_ in found} == {"某市总工会"}


def test_limits_and_rough_counts():
    assert kinds("缴存比例不低于5%，最高不得超过12%。") == []
    assert told("印发材料12万份左右。")[0][0] == "印发材料"


def test_codes_of_hyphens_and_quotation_marks():
    assert named_code("一般公共服务支出-审计事务-审计业务") == "2010804"
    assert named_code("社会保障和就业支出-行政事业单位养老支出-机关事业单位基本养老保险缴费") == "2080505"
    assert named_code("“卫生健康支出”科目") == "210"
    assert named_code("“其他支出”科目") == named_code("甲-乙-丙") == named_code("2025-2035年") == ""


def reasons(*lines):
    return [(one.measure, one.reason) for one in said(*lines)]


def test_reasons_go_to_what_they_explain():
    text = "收入合计9万元，比上年增加1万元，增长12.5%，主要原因是增加人员经费2万元，减少办公经费1万元。"
    given = "增加人员经费2万元，减少办公经费1万元"
    assert reasons(text) == [
        *(("amount", ""), ("change", given), ("change_percent", given)),
        *(("change", ""), ("change", "")),
    ]
    behind = "行政运行年初预算为9万元，支出决算为8万元，完成年初预算的88.9%。决算数小于预算数的主要原因是厉行节约。"
    assert reasons(behind) == [("budget", ""), ("amount", ""), ("completion_percent", "厉行节约")]
    assert reasons("比上年减少1万元，主要原因是：人员减少；厉行节约。") == [("change", "人员减少；厉行节约")]
    assert reasons("比上年减少1万元，主要原因是人员减少；项目支出比上年增加2万元。") == [
        ("change", "人员减少"),
        ("change", ""),
    ]
    numbered = "比上年增加6万元，主要原因：1.晋级增加支出4万元；2.案件增加，补贴增加2万元。"
    assert reasons(numbered)[0] == ("change", "1.晋级增加支出4万元；2.案件增加，补贴增加2万元")
    assert reasons("比上年增加6万元，主要原因：人员增加；2.项目支出减少2万元。")[0] == ("change", "人员增加")
    assert reasons("比上年减少1万元，主要是由于人员减少。") == [("change", "人员减少")]


def test_a_reason_that_names_something_else_goes_there():
    text = (
        "“三公”经费支出决算5万元，完成预算的50%；公务接待费支出决算1万元，完成预算的20%。"
        "“三公”经费支出决算数小于预算数的主要原因是厉行节约。"
    )
    assert reasons(text)[1::2] == [("completion_percent", "厉行节约"), ("completion_percent", "")]


@pytest.mark.parametrize("text", ["比上年增加1万元，主要是用于培训。", "比上年增加1万元。发现的问题及原因：人员不足。"])
def test_what_is_no_reason(text):
    assert reasons(text) == [("change", "")]


def implied(*lines, **known):
    """Last year's figures that follow from the text: subject, year, value, how."""
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(lines, 1))
    found = strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))
    texts = passages(tuple(paragraphs(outside(found, ()))))
    return [(one.subject, one.year, str(one.value), one.derived) for one in derived(said(*lines, **known), texts)]


def test_last_year_s_figures_follow_from_amount_and_change():
    assert implied("收入预算9.50万元，同比增加1.5万元，同比增长18.75%。", year=2019, kind="budget") == [
        ("收入预算", 2018, "8.00", "9.50 - 1.5 (±0.055)")
    ]
    assert implied("机关运行经费9万元。与2022年相比，机关运行经费减少1万元。") == [
        ("机关运行经费", 2022, "10", "9 + 1 (±1)")
    ]
    assert implied("培训费9.00万元，与上年持平。") == [("培训费", 2022, "9.00", "与上年持平")]
    assert implied("费用合计9万元，其中：培训费3万元，比上年增加1万元。") == [("培训费", 2022, "2", "3 - 1 (±1)")]


@pytest.mark.parametrize(
    "text",
    [
        "培训费9.00万元，比年初预算增加1.00万元。",
        "培训费9.00万元，比2023年年初预算数增加1.00万元。",
        "培训费9.00万元，比2022年度8.00万元增加1.00万元。",  # it is printed
        "培训费约9.00万元，比上年增加1.00万元。",
        "培训费9.00万元，比上年增加近1.00万元。",
        "培训费9.00万元，比上年增加1.00万元，增长20%。",  # the rate says otherwise
        "运行费9.00万元，平均每辆3.00万元，比上年增加1.00万元。",  # which of the two?
        "培训费9.00万元，比2019年增加1.00万元。",
        "培训费9.00万元，比上年增加20000元。",
        "培训费9.00万元，与上年基本持平。",
        "培训费1.00万元，比上年增加9.00万元。",
    ],
)
def test_what_does_not_follow_for_certain_is_not_derived(text):
    assert implied(text) == []


FORM = (
    "（万",
    "元）",
    "资金来源 年初预算数",
    "年中预算",
    "调整数",
    "调整后预算",
    "数",
    "实际支出数",
    "预算执行率",
    "(%)",
)


def rows_of(*lines):
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(lines, 1))
    found = strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))
    identity = Identity("a", "某市总工会", 2022, "final", "")
    beside = tuple(outside(found, ()))
    money = tuple(proven_rows(beside))
    rows = (*parted(beside, money, identity), *money_rows(money, identity))
    return [(one.subject, one.measure, f"{one.value}{one.unit}", one.location.line) for one in rows]


def test_a_performance_form_s_money_rows_are_read():
    assert rows_of(*FORM, "合计 177.27 173.73 351 351 100.00%", "政府性基", "金", "0 0 0 0 0") == [
        ("合计", "budget", "177.27万元", 11),
        ("合计", "change", "173.73万元", 11),
        ("合计", "budget", "351万元", 11),
        ("合计", "amount", "351万元", 11),
        ("合计", "completion_percent", "100.00%", 11),
        ("政府性基金", "budget", "0万元", 14),
        ("政府性基金", "change", "0万元", 14),
        ("政府性基金", "budget", "0万元", 14),
        ("政府性基金", "amount", "0万元", 14),
        ("政府性基金", "completion_percent", "0%", 14),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "合计 177.27 173.73 351 351 90.00%",
        "合计 177.27 173.73 351 351",
        "合计 177.27 173.73 351 351 100.00% 10",
        "合计 177.27 173.73 0 351 100.00%",
    ],
)
def test_a_money_row_without_proof_is_left_out(row):
    assert rows_of(*FORM, row) == []
    assert rows_of(*FORM[2:], "合计 177.27 173.73 351 351 100.00%") == [], "no unit"


WHOLE = (
    "基本支出总额 80.00 项目支出总额 20.00",
    "预算执行情况",
    "（万元）",
    "（ 20 分）",
    "预算数",
    "（A）",
    "执行数",
    "（B）",
    "执行率",
    "（ B/A）",
    "得分",
    "部门整体支出总额",
)


@pytest.mark.parametrize(
    ("numbers", "measure"),
    [
        ("90.00 100.00 111.11% 20", "amount"),
        ("100.00 90.00 90.00% 18", "budget"),
        ("100.00 100.00 100.00% 20", ""),
        ("90.00 95.00 105.56% 20", ""),
    ],
)
def test_the_parts_of_a_form_s_money_are_what_they_add_up_to(numbers, measure):
    found = [one for one in rows_of(*WHOLE, numbers) if one[3] == 1]
    parts = [("基本支出", measure, "80.00万元", 1), ("项目支出", measure, "20.00万元", 1)]
    assert found == (parts if measure else [])


CHANGES = ("（1）预算执行情况分析（单位：万元）", "2022年 预算数 决算数 增加额 增加率")


def test_a_report_s_table_of_changes_is_read():
    assert rows_of(*CHANGES, "合计 380.56 533.26 152.7 40.1%", "其他支出 10 8 -2 -20.0%") == [
        ("合计", "budget", "380.56万元", 3),
        ("合计", "amount", "533.26万元", 3),
        ("合计", "change", "152.7万元", 3),
        ("合计", "change_percent", "40.1%", 3),
        ("其他支出", "budget", "10万元", 4),
        ("其他支出", "amount", "8万元", 4),
        ("其他支出", "change", "-2万元", 4),
        ("其他支出", "change_percent", "-20.0%", 4),
    ]


@pytest.mark.parametrize(
    "row",
    ["合计 380.56 533.26 150.7 40.1%", "合计 380.56 533.26 152.7 41.1%", "合计 380.56 533.26 152.7", "合计 0 5 5 0%"],
)
def test_a_row_of_changes_without_proof_is_left_out(row):
    assert rows_of(*CHANGES, row) == []


def test_the_class_of_an_item_may_stand_in_the_heading():
    found = said("（一）一般公共服务支出（类）", "1.群众团体事务（款）行政运行（项）支出9万元，与上年相比增加1万元。")
    assert [one.code for one in found] == ["2012901", "2012901"]


AMOUNTS = st.decimals(min_value=0, max_value=99_999_999, places=2)
SUBJECTS = st.sampled_from(["基本支出", "因公出国（境）费", "“三公”经费", "其他收入", "收、支总计", "住房公积金"])
UNITS = st.sampled_from(["万元", "元"])
SHAPES = {
    "amount": "2023年度{subject}{value}{unit}。",
    "budget": "{subject}年初预算为{value}{unit}。",
    "prior": "{subject}上年决算数{value}{unit}。",
    "change": "{subject}比上年减少{value}{unit}。",
    "change_percent": "{subject}比2022年度增长{value}%。",
    "share_percent": "{subject}占本年支出的{value}%。",
    "completion_percent": "{subject}完成年初预算的{value}%。",
}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(SHAPES)), SUBJECTS, AMOUNTS, UNITS), min_size=1, max_size=6), st.data()
)
def test_sentences_over_broken_lines_are_read_back(facts, data):
    """However the lines are broken outside numbers, each figure is read once, on the line where its number stands."""
    text = ""
    starts = []
    for measure, subject, value, unit in facts:
        number = f"{value:,}" if data.draw(st.booleans()) else str(value)
        before, behind = SHAPES[measure].replace("{subject}", subject).replace("{unit}", unit).split("{value}")
        starts.append((len(text + before), len(number)))
        text += before + number + behind
    inside = {start + offset for start, length in starts for offset in range(1, length)}
    beside = set("（0123456789")
    places = [at for at in range(1, len(text)) if at not in inside and not {text[at - 1], text[at]} & beside]
    breaks = sorted(data.draw(st.sets(st.sampled_from(places), max_size=8)))
    lines = [text[start:end] for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]
    found = said(*lines)
    expected = [
        (measure, value, "%" if measure.endswith("percent") else unit, 1 + sum(at <= start for at in breaks))
        for (measure, _, value, unit), (start, _) in zip(facts, starts, strict=True)
    ]
    assert [(one.measure, one.value, one.unit, one.location.line) for one in found] == expected
    assert all(isinstance(one, Statement) and one.text for one in found)


def test_behind_a_comparison_with_the_budget_parts_are_of_what_was_spent():
    line = "基本支出86万元，比年初预算80万元增加6万元，其中：人员经费48万元，比年初预算40万元增加8万元。"
    assert told("三、支出决算情况说明", line) == [
        ("基本支出", "amount", "86万元", 2023, ""),
        ("基本支出", "budget", "80万元", 2023, ""),
        ("基本支出", "change", "6万元", 2023, "increase"),
        ("人员经费", "amount", "48万元", 2023, ""),
        ("人员经费", "budget", "40万元", 2023, ""),
        ("人员经费", "change", "8万元", 2023, "increase"),
    ]


def test_the_own_office_and_an_earlier_year_are_named_without_more_words():
    assert told("四、情况说明", "政府采购支出总额12万元（本级8万元、所属单位4万元）。") == [
        ("政府采购支出总额", "amount", "12万元", 2023, ""),
        ("本级", "amount", "8万元", 2023, ""),
        ("所属单位", "amount", "4万元", 2023, ""),
    ]
    line = "2023年公务接待费8万元；2022年公务接待费9万元。"
    assert [(value, year) for _, _, value, year, _ in told("四、情况说明", line)] == [("8万元", 2023), ("9万元", 2022)]


if __name__ == "__main__":
    for name in DOCUMENTS:
        (GOLDEN / f"{name}.csv").write_text(answers(name), encoding="utf-8")


def test_an_item_is_the_subject_whatever_it_is_said_to_be_for():
    item = "节能环保支出（类）污染防治（款）水体（项）"
    lines = (
        "一般公共预算财政拨款支出年初预算为90万元，支出决算为80万元。其中：",
        f"1.{item}，主要用于支付人员经费、公用经费的支出,包括劳务费等支出。年初预算为50万元，当年支出决算为40万元。",
        f"2.{item}，主要用于扬尘污染防治监管等项目支出，年初预算为30万元，支出决算为20万元。",
        f"3.{item}。主要用于：日常运转发生的人员和公用支出。年初预算为10万元，支出决算为15万元。",
    )
    found = told(*lines)
    assert [name for name, *_ in found] == ["一般公共预算财政拨款支出"] * 2 + [item] * 6
    assert [measure for _, measure, *_ in found] == ["budget", "amount"] * 4


def test_an_item_without_a_known_code_is_not_the_whole_before_it():
    item = "“一般公共服务（类）统计信息事务（款）统计信息事务（项）”"
    lines = (
        "一般公共预算财政拨款支出年初预算为90万元，支出决算为80万元，其中：",
        f"1.{item}20.04万元，主要用于：人口抽样调查工作。年初预算为77.59万元，支出决算为20.04万元。",
    )
    assert [name for name, *_ in told(*lines)] == ["一般公共预算财政拨款支出"] * 2 + [item] * 3


def test_a_year_may_stand_before_its_budget_without_its_word():
    line = "2025年当年预算执行数为7.73万元，2026预算安排9万元，比2025年预算执行数增加16.43%。"
    assert [(measure, year) for _, measure, _, year, _ in told(line, year=2026, kind="budget")] == [
        ("prior", 2025),
        ("amount", 2026),
        ("change_percent", 2026),
    ]


@pytest.mark.parametrize(
    ("sentence", "spent"),
    [
        ("2023年度政府性基金预算财政拨款收入12.00万元，支出9.00万元。", "政府性基金预算财政拨款支出"),
        ("2023年度本年收入12.00万元，支出9.00万元。", "本年支出"),
        ("本年收入15.00万元，其中：财政拨款收入12.00万元；支出9.00万元。", "本年支出"),
        ("2023年度总计15.00万元，其中：财政拨款收入12.00万元；支出9.00万元。", "支出"),
        ("2023年度收入合计12.00万元，支出为9.00万元。", "支出合计"),
    ],
)
def test_expenditure_behind_an_amount_of_revenue_is_no_revenue(sentence, spent):
    assert [one[0] for one in told(sentence) if one[2] == "9.00万元"] == [spent]


def test_the_parts_of_a_budget_are_budgets():
    assert told(
        "某市总工会2023年部门整体预算收入（一般公共预算收入）100万元（其中：基本支出70万元，项目支出30万元）；"
        "预算执行数120万元（其中：基本支出75万元，项目支出45万元）。执行率为120.0%。"
    ) == [
        ("部门整体预算收入（一般公共预算收入）", "budget", "100万元", 2023, ""),
        ("基本支出", "budget", "70万元", 2023, ""),
        ("项目支出", "budget", "30万元", 2023, ""),
        ("部门整体预算收入（一般公共预算收入）", "amount", "120万元", 2023, ""),
        ("基本支出", "amount", "75万元", 2023, ""),
        ("项目支出", "amount", "45万元", 2023, ""),
        ("部门整体预算收入（一般公共预算收入）", "completion_percent", "120.0%", 2023, ""),
    ]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("年初预算为100万元，其中：基本支出80万元，项目支出20万元。", ["budget", "budget", "budget"]),
        ("年初预算为100万元，其中：基本支出80万元，项目支出30万元。", ["budget", "budget", "budget"]),
        ("年初预算为100万元，其中：基本支出80万元，项目支出130万元。", ["budget", "budget", "amount"]),
        ("年初预算为100万元，其中：基本支出80万元，支出决算为20万元。", ["budget", "budget", "amount"]),
        ("年初预算为100万元，支出决算为90万元，其中：基本支出80万元。", ["budget", "amount", "amount"]),
        (
            "支出90万元，完成年初预算100万元的90%，其中：基本支出80万元。",
            ["amount", "budget", "completion_percent", "amount"],
        ),
        ("年初预算为100万元。其中：基本支出80万元。", ["budget", "amount"]),
        ("年初预算为100万元，其中：基本支出8000元。", ["budget", "amount"]),
    ],
)
def test_what_is_no_part_of_a_budget_is_none(text, measures):
    assert [measure for measure, _ in kinds(text)] == measures


REPORT = (
    "二、2023年度下乡活动项目绩效自评结果",
    "1、部门绩效自评得分",
    "本次自评得分为 99.72 分 ，其中预算执行情况自评分",
    "19.72 分 ，年度绩效目标自评分 80 分。",
    "2、绩效目标完成情况",
    "（ 1 ）执行率情况",
    "项目全年预算数 35.24 万元 ，预算执行数 34.74 万元 ，",
    "执行率为 98.6%。",
    "3、绩效目标完成情况分析",
    "①增加培训经费 3 万元。",
    "③满意度指标完成情况分析",
    "服务对象的满意度在 98.0%以上。",
    "4、存在的问题和原因",
    "决算数 34.74 万元，参加培训 5 人。",
)


def test_a_report_on_a_project_speaks_of_the_project():
    assert told(*REPORT) == [
        ("本次自评得分", "score", "99.72分", 2023, ""),
        ("预算执行情况自评分", "score", "19.72分", 2023, ""),
        ("年度绩效目标自评分", "score", "80分", 2023, ""),
        ("下乡活动项目", "budget", "35.24万元", 2023, ""),
        ("下乡活动项目", "amount", "34.74万元", 2023, ""),
        ("下乡活动项目", "completion_percent", "98.6%", 2023, ""),
        ("培训经费", "change", "3万元", 2023, "increase"),
        ("服务对象的满意度", "share_percent", "98.0%", 2023, ""),
        ("下乡活动项目", "amount", "34.74万元", 2023, ""),
        ("参加培训", "count", "5人", 2023, ""),
    ]


def test_the_headings_of_a_report_stand_alone():
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(REPORT, 1))
    found = passages(paragraphs(strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))))
    heads = [one.text for one in found if one.role == "heading"]
    assert heads == [text.replace(" ", "") for text in REPORT if text[0] in "二1234（③" and "，" not in text]


@pytest.mark.parametrize(
    "lines",
    [("1、本项目自评得分", "为98.5分。"), ("2、增加的主要原因", "是人员增加5人，支出增加3万元。")],
)
def test_a_sentence_that_goes_on_below_is_no_heading(lines):
    assert told(*lines) == told("".join(lines))


def test_what_stands_before_the_number_of_a_list_is_not_named():
    assert told("项目支出178.52万元。项目支出主要用于①、工会活动经费34.74万元，②培训2万元。") == [
        ("项目支出", "amount", "178.52万元", 2023, ""),
        ("工会活动经费", "amount", "34.74万元", 2023, ""),
        ("培训", "amount", "2万元", 2023, ""),
    ]
