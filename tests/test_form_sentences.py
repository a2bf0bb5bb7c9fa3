"""What the results of performance forms say in sentences, in lines of text: each belongs to its indicator."""

from decimal import Decimal

from builder.model.disclosure import Identity
from builder.model.document import Document, Line, Page, Source, Word
from builder.model.location import Location
from builder.recognise.formsaid import said_in_forms
from builder.recognise.narrative import statements
from builder.recognise.passages import outside, paragraphs
from builder.recognise.performance import indicators
from builder.recognise.sections import strips

FORM = (
    *("二、整体支出自评结果", "某单位整体绩效自评表", "年度绩效目标 1：（ 8 分）", "服务职工群众。"),
    *("一级", "指标", "二级", "指标", "三级指标", "年初目标", "值（A）", "实际完成值", "（B）", "得分"),
    *("产出", "指标", "数量", "指标", "开展普法宣传活动 10 场 13 场 2"),
    *(
        "效益",
        "指标",
        "社会",
        "效益",
        "指标",
        "促进单位和谐发展 有效促进",
        "创市级示范",
        "工作室 1 家 ，培",
        "育工匠 4",
    ),
    *("人。", "3", "经济", "效益", "指标", "落实帮扶资金 3 万元", "3 万元帮助本区", "村湾整治。", "3"),
    *("总分 8", "三、其他情况", "全年接待职工 12 人次。"),
)


def said(*lines):
    blocks = tuple(
        Line(line, tuple(map(Word, line.split())), Location(1, number)) for number, line in enumerate(lines, 1)
    )
    found = strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))
    beside = tuple(outside(found, ()))
    identity = Identity("a", "某市总工会", 2023, "final", "")
    rows = indicators(found, ())
    return said_in_forms(statements(paragraphs(beside), identity), beside, rows, identity)


def test_a_result_is_read_by_itself_and_belongs_to_its_indicator():
    line = {text: number for number, text in enumerate(FORM, 1)}
    assert [(one.subject, one.value, one.unit, one.location.line) for one in said(*FORM)] == [
        ("全年接待职工", Decimal(12), "人次", line["全年接待职工 12 人次。"]),
        ("创市级示范工作室", Decimal(1), "家", line["工作室 1 家 ，培"]),
        ("培育工匠", Decimal(4), "人", line["育工匠 4"]),
        ("落实帮扶资金", Decimal(3), "万元", line["3 万元帮助本区"]),
    ]


def test_what_a_form_says_is_of_no_paragraph():
    within = [one for one in said(*FORM) if one.subject != "全年接待职工"]
    assert {(one.section, one.sentence) for one in within} == {("绩效自评表", "")}


def test_the_narrative_reads_from_cell_to_cell_and_is_not_heard_there():
    blocks = tuple(Line(line, (Word(line),), Location(1, number)) for number, line in enumerate(FORM, 1))
    beside = strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))
    identity = Identity("a", "某市总工会", 2023, "final", "")
    told = statements(paragraphs(beside), identity)
    assert {one.location.line for one in told} > {FORM.index("全年接待职工 12 人次。") + 1}
    rows = indicators(beside, ())
    kept = said_in_forms(told, beside, [row for row in rows if row.role != "indicator"], identity)
    assert kept == told, "only the rows of indicators are read by themselves"
    assert not {one.sentence for one in said_in_forms(told, beside, rows, identity)} & {
        one.sentence for one in told[:-1]
    }
