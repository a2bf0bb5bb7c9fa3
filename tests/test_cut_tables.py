"""A line that cuts a table in two proves nothing against it: its rest is unplaced, and its sums are not checked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from builder import checks, readers
from builder.model.disclosure import Disclosure
from builder.recognise import recognise
from builder.recognise.cutoff import CUT_OFF
from tests.blocks import FORMATS, Block, save
from tests.test_cpl import findings

CODED = [
    ("", "合计", "475.50"),
    ("201", "一般公共服务支出", "380.25"),
    ("20106", "财政事务", "380.25"),
    ("2010601", "行政运行", "300.00"),
    ("2010650", "事业运行", "80.25"),
    ("208", "社会保障和就业支出", "95.25"),
    ("20805", "行政事业单位养老支出", "95.25"),
    ("2080501", "行政单位离退休", "40.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "55.25"),
]
HEADS = {
    "收入决算表": (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ),
    "支出决算表": ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
}
CUTS = [
    ("第二部分 2023年度部门决算表",),
    ("第三部分 2023年度部门决算情况说明",),
    ("一、支出决算情况说明",),
    ("图 1 支出结构",),
    ("项目支出明细表", "单位：万元"),
    ("收入决算表",),
    ("支出决算表（续）", "公开03表", "单位：万元"),
    ("— 7 —", "示例县财政局2023年度部门决算"),
    ("注：本表反映部门本年度各项支出情况。",),
]


def blocks(cut: Sequence[str], at: int, rows: Sequence[tuple[str, str, str]] = CODED) -> Iterator[Block]:
    """Final accounts with two tables; ``cut`` stands above row ``at`` of the second one."""
    yield "示例县财政局2023年度部门决算公开"
    for title, measures in HEADS.items():
        yield from (title, "单位：万元")
        head = [("科目编码", "科目名称", *measures)]
        body = [[code, name, amount, amount, *[""] * (len(measures) - 2)] for code, name, amount in rows]
        if title == "支出决算表" and cut:
            yield from ([*head, *body[:at]], *cut, body[at:])
        else:
            yield [*head, *body]


def written(folder: Path, kind: str, parts: Sequence[Block]) -> Disclosure:
    path = save(folder, kind, parts)
    return recognise(readers.read(path, path.name))


def accused(disclosure: Disclosure) -> set[str]:
    """The rules that hold something against it, but for the tables that are not in it."""
    return {finding.rule for finding in checks.run(disclosure).findings} - {"CPL001"}


@pytest.mark.parametrize("at", [3, 4, 5, 8])
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("kind", FORMATS)
def test_what_cuts_a_table_accuses_nobody(kind, cut, at, tmp_path):
    disclosure = written(tmp_path, kind, [*blocks(cut, at)])
    assert accused(disclosure) == set()
    told = [each for each in (*disclosure.figures, *disclosure.unplaced) if each.table == "expenditure"]
    assert len(told) == 2 * len(CODED)  # two amounts in each row, none of them passed over


@pytest.mark.parametrize("kind", FORMATS)
def test_the_rest_is_unplaced_and_the_ledger_says_why(kind, tmp_path):
    disclosure = written(tmp_path, kind, [*blocks(("第三部分 2023年度部门决算情况说明",), 4)])
    rest = [each for each in disclosure.unplaced if each.reason == CUT_OFF]
    assert [(each.code, each.printed) for each in rest[::2]] == [(code, amount) for code, _, amount in CODED[4:]]
    entries = [entry for entry in checks.run(disclosure).ledger if entry.rule == "SUM002"]
    assert any(entry.state == "not_checked" and CUT_OFF in entry.reason for entry in entries)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_table_is_held_to_its_sums_whatever_follows(kind, tmp_path):
    """A table that lacks a row, and rows of it again below a heading: they are no rest of it."""
    rows = [row for row in CODED if row[0] != "2010650"]
    again = [[code, name, amount, amount] for code, name, amount in CODED if code.startswith("2010601")]
    disclosure = written(tmp_path, kind, [*blocks((), 0, rows), "第三部分 2023年度部门决算情况说明", again])
    assert "SUM002" in accused(disclosure)
    assert not [each for each in disclosure.unplaced if each.reason == CUT_OFF]


def test_a_part_that_is_named_on_every_page_is_numbered_once():
    part = "第二部分 2023年度部门决算表"
    assert (
        findings("第一部分 概况", "职责。", part, "说明。", part, "说明。", "第三部分 名词解释", family="CPL004") == []
    )
    assert findings("第一部分 概况", "职责。", part, "说明。", "第二部分 情况说明", "说明。", family="CPL004") != []
