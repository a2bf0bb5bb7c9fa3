"""Performance forms: the rows against answers made by eye, and form by form in made-up documents.

``python -m tests.test_performance`` writes the golden answers anew; read the difference before it is kept. Cells longer
than a few words are kept as digests, for the sentences are the publishers'.
"""

import csv
import hashlib
import io
import os
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.document import Cell, Document, Grid, Line, Page, Source, Word
from builder.model.location import Box, Location
from builder.readers import read
from builder.recognise import recognise
from builder.recognise.performance import indicators
from builder.recognise.sections import strips

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "content" / "disclosures"
GOLDEN = ROOT / "tests" / "golden" / "indicators"
DOCUMENTS = {
    "hanyang-2022-final": "wuhanshi-hanyangqu-zonggonghui/2022-final",
    "hengshan-2023-final": "yulinshi-hengshanqu-zonggonghui/2023-final",
    "liujiang-2022-final": "liuzhoushi-liujiangqu-zonggonghui/2022-final",
    "xinzhou-2023-final": "wuhanshi-xinzhouqu-zonggonghui/2023-final",
}
COLUMNS = (
    *("line", "last_line", "role", "form", "programme", "level1", "level2", "indicator", "target", "actual"),
    *("weight", "score", "rate", "unit"),
)
LONGEST = 16
GENUINE = {
    "xinfang-2024-final": "中央_国家信访局_2024_部门决算.pdf",
    "xinfang-2026-budget": "中央_国家信访局_2026_部门预算.pdf",
    "xian-xinfang-2026-budget": "西安_西安市信访局汇总_2026_部门预算.pdf",
    "beijing-tongji-2026-budget": "北京_北京市统计局_2026_部门预算报表.pdf",
}
TRUTH = Path(os.environ.get("MINGZHANG_TRUTH", "/nowhere")) / "performance.csv"
FOLDER = Path(os.environ.get("MINGZHANG_DISCLOSURES", "/nowhere"))
SEEDS = FOLDER / "seeds"
MADE_UP = ("新洲区总工会整体支出绩效评价评分表",)
"""A form that has no title: its name in the answers is their maker's, and so are targets made of several columns."""


@cache
def rows_in(path):
    return recognise(read(path, path.name)).indicators


def rows_of(case):
    return rows_in(CORPUS / DOCUMENTS[case] / "source.txt")


def short(cell):
    return cell if len(cell) <= LONGEST else "#" + hashlib.sha256(cell.encode()).hexdigest()[:12]


def answers(rows):
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (getattr(row, name) for name in COLUMNS[2:])
        writer.writerow((row.location.line or f"p{row.location.page}", row.last_line, *map(short, cells)))
    return file.getvalue()


@pytest.mark.parametrize("case", DOCUMENTS)
def test_rows_of_the_corpus_are_the_answers(case):
    assert answers(rows_of(case)) == (GOLDEN / f"{case}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", GENUINE)
def test_rows_of_genuine_documents_are_the_answers(case):
    path = FOLDER / "real" / GENUINE[case]
    if not path.exists():
        pytest.skip("MINGZHANG_DISCLOSURES names no folder with the document")
    assert answers(rows_in(path)) == (GOLDEN / f"{case}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", DOCUMENTS)
def test_every_cell_is_printed_on_the_lines_of_its_row(case):
    path = CORPUS / DOCUMENTS[case] / "source.txt"
    lines = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    for row in rows_of(case):
        here = "".join("".join(lines[row.location.line - 1 : row.last_line]).split())
        for cell in (row.indicator, row.target, row.actual, row.score, row.rate):
            assert row.role == "money" or "".join(cell.split()) in here, row


def plain(text):
    return re.sub(r"[\s()：:、，“”]|万元", "", unicodedata.normalize("NFKC", text))


def wrong_cells(row, truth):
    """The cells of a row that are there and not those of the truth; a row of money has its own columns."""
    found = {"weight": row.weight, "score": row.score, "level1": row.level1, "level2": row.level2}
    found |= {"level3": row.indicator, "table": "" if truth["table"] in MADE_UP else row.form}
    if row.role == "indicator":
        found |= {"target": row.target, "actual": row.actual}
    wrong = [kind for kind, cell in found.items() if cell and plain(cell) != plain(truth[kind])]
    if row.role == "money" and row.indicator:
        wrong += [kind for kind, cell in (("target", row.target), ("actual", row.actual)) if cell not in truth[kind]]
    return wrong


def missing_cells(row, truth):
    """The cells that the truth has and the row has not; what its maker put together from several is left out."""
    kinds = {"weight": row.weight, "score": row.score, "level3": row.indicator, "level2": row.level2}
    if row.role == "indicator" and truth["table"] not in MADE_UP:
        kinds |= {"target": row.target, "actual": row.actual}
    if row.role == "money":
        kinds = {"weight": row.weight, "score": row.score}
    return [kind for kind, cell in kinds.items() if truth[kind] and not cell]


@pytest.mark.skipif(not (TRUTH.exists() and SEEDS.exists()), reason="no folder with the documents and the answers")
@pytest.mark.parametrize("case", ["liujiang-2022-final", "xinzhou-2023-final"])
def test_rows_and_cells_against_the_truth(case):
    truth = [row for row in csv.DictReader(TRUTH.open(encoding="utf-8-sig")) if row["doc"] == case]
    got = rows_in(SEEDS / f"{case}.txt")
    found, missing, wrong = 0, [], []
    for answer in truth:
        first, last = int(answer["source_line"]), int(answer["source_line_end"])
        rows = [row for row in got if row.last_line >= first and row.location.line <= last]
        found += len(rows) == 1
        for row in rows:
            wrong += [(answer["source_line"], kind) for kind in wrong_cells(row, answer)]
            missing += [(answer["source_line"], kind) for kind in missing_cells(row, answer)]
    assert found >= 0.95 * len(truth)
    assert not wrong
    assert not missing


# made-up documents ---------------------------------------------------------------------------------------------------


def text(*lines):
    blocks = tuple(
        Line(line, tuple(map(Word, line.split())), Location(1, number)) for number, line in enumerate(lines, 1) if line
    )
    return Document(Source("a.txt", "text", "", 0), (Page(1, blocks),))


def grid(rows, page=1, edges=None):
    """A grid from rows of (column, text) or (column, text, columns, rows); with edges it has places on a page."""
    cells = []
    for number, row in enumerate(rows):
        for column, said, *spans in row:
            colspan, rowspan = (*spans, 1, 1)[:2] if spans else (1, 1)
            box = Box(edges[column], number * 10, edges[column + colspan], number * 10 + 9) if edges else None
            cells.append(Cell(number, column, said, Location(page, None, box), rowspan, colspan))
    return Grid(tuple(cells), Location(page))


def titled(name, page=1):
    return Line(name, (Word(name),), Location(page))


def document(*pages):
    return Document(
        Source("a.pdf", "pdf", "", 0), tuple(Page(number, blocks) for number, blocks in enumerate(pages, 1))
    )


def said(made):
    return [
        (row.level1, row.level2, row.indicator, row.target, row.actual, row.weight, row.score)
        for row in indicators(strips(made), ())
        if row.role == "indicator"
    ]


def totals(made):
    return [
        (row.role, row.level1, row.weight, row.score) for row in indicators(strips(made), ()) if row.role != "indicator"
    ]


HEAD = [
    (0, "绩效指标", 1, 3),
    (1, "一级指标"),
    (2, "二级指标"),
    (3, "三级指标"),
    (4, "年度指标值"),
    (5, "实际完成值"),
    (6, "分值"),
    (7, "得分"),
]
EDGES = [0, 10, 20, 30, 40, 50, 60, 70, 80]


def test_a_grid_with_merged_levels_and_a_total():
    form = grid(
        [
            [(0, "项目名称"), (1, "读书活动", 7)],
            HEAD,
            [
                (1, "产出\n指标", 1, 2),
                (2, "数量指标", 1, 2),
                (3, "活动\n场次"),
                (4, "≥5场"),
                (5, "6场"),
                (6, "50"),
                (7, "50"),
            ],
            [(3, "参加人数"), (4, "≥300人"), (5, "280人"), (6, "40"), (7, "37.5")],
            [(0, "总分", 6), (6, "90"), (7, "87.5")],
        ]
    )
    made = document((titled("读书活动项目绩效自评表"), form))
    assert said(made) == [
        ("产出指标", "数量指标", "活动场次", "≥5场", "6场", "50", "50"),
        ("产出指标", "数量指标", "参加人数", "≥300人", "280人", "40", "37.5"),
    ]
    assert totals(made) == [("total", "总分", "90", "87.5")]
    row = indicators(strips(made), ())[0]
    assert (row.form, row.programme) == ("读书活动项目绩效自评表", "读书活动")


def test_a_form_goes_on_on_the_next_page_by_place():
    first = grid(
        [
            HEAD,
            [(1, "产出指标", 1, 2), (2, "数量指标", 1, 2), (3, "场次"), (4, "5场"), (5, "5场"), (6, "50"), (7, "50")],
        ],
        1,
        EDGES,
    )
    edges = [0, 30, 40, 50, 60, 70, 80]
    second = grid(
        [
            [(1, "人数"), (2, "30人"), (3, "31人"), (4, "20"), (5, "20")],
            [(0, "满意度指标"), (1, "职工满意度"), (2, "≥90%"), (3, "95%"), (4, "30"), (5, "30")],
        ],
        2,
        edges,
    )
    made = document((titled("项目绩效自评表"), first), (second,))
    assert said(made) == [
        ("产出指标", "数量指标", "场次", "5场", "5场", "50", "50"),
        ("产出指标", "数量指标", "人数", "30人", "31人", "20", "20"),
        ("满意度指标", "", "职工满意度", "≥90%", "95%", "30", "30"),
    ]


def test_a_grid_elsewhere_does_not_continue_a_form():
    first = grid([HEAD, [(3, "场次"), (4, "5场"), (5, "5场"), (6, "50"), (7, "50")]], 1, EDGES)
    other = grid([[(3, "房屋"), (4, "3"), (5, "4"), (6, "5"), (7, "6")]], 3, EDGES)
    assert len(said(document((titled("项目绩效自评表"), first), (), (other,)))) == 1


def test_targets_of_three_columns_and_programmes_in_a_column():
    head = [
        (0, "项目名称"),
        (1, "一级指标"),
        (2, "二级指标"),
        (3, "三级指标"),
        (4, "绩效指标性质"),
        (5, "本年绩效指标值"),
        (6, "绩效度量单位"),
    ]
    form = grid(
        [
            head,
            [(0, "甲项目", 1, 2), (1, "产出指标"), (2, "数量指标"), (3, "印刷数量"), (4, "≥"), (5, "700"), (6, "册")],
            [(1, "产出指标"), (2, "质量指标"), (3, "报告质量"), (4, "定性"), (5, "优")],
            [(1, "产出指标"), (2, "质量指标"), (3, "又一行"), (4, "定性"), (5, "优")],
        ]
    )
    rows = indicators(strips(document((titled("项目支出绩效目标表"), form))), ())
    assert [(row.programme, row.indicator, row.target) for row in rows] == [
        ("甲项目", "印刷数量", "≥700册"),
        ("甲项目", "报告质量", "优"),
        ("", "又一行", "优"),
    ]


def test_the_points_of_execution_and_of_all_indicators_in_a_form_of_goals():
    form = grid(
        [
            [(0, "项目资金（万元）", 1, 2), (1, "年度资金总额："), (3, "12.50"), (5, "执行率分值（10）", 1, 2)],
            [(1, "其中：财政拨款"), (3, "12.50")],
            [(0, "绩效指标"), (1, "一级指标"), (2, "二级指标"), (3, "三级指标"), (4, "指标值"), (5, "分值权重（90）")],
            [(1, "产出指标"), (2, "数量指标"), (3, "场次"), (4, "≥5场"), (5, "90")],
        ]
    )
    made = document((titled("甲项目绩效目标表"), form))
    assert said(made) == [("产出指标", "数量指标", "场次", "≥5场", "", "90", "")]
    assert ("money", "", "10", "") in totals(made)
    assert ("total", "分值权重（90）", "90", "") in totals(made)


def test_an_empty_template_has_no_rows():
    form = grid([HEAD, [(1, "产出指标"), (2, "数量指标")], [(1, "效益指标"), (2, "社会效益指标")]])
    assert indicators(strips(document((titled("项目绩效自评表"), form))), ()) == ()


def test_pages_read_by_text_recognition_are_left_out():
    form = grid([HEAD, [(3, "场次"), (4, "5场"), (5, "5场"), (6, "50"), (7, "50")]])
    made = document((titled("项目绩效自评表"), form))
    assert indicators(strips(made), (), {1}) == ()
    assert indicators(strips(made), ())


TEXT_HEAD = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"


def test_lines_with_every_cell_on_one_line():
    made = text(
        "某项目绩效自评表",
        TEXT_HEAD,
        "产出指标 数量指标 培训人数 ≥300人 366人 20 20",
        "培训班次 4 4 20 20",
        "质量指标 培训合格率 ≥98% 100% 20 20",
        "效益指标 社会效益指标 职工技能水平 有效提升 有效提升 20 18",
        "满意度指标 满意度指标 学员满意度 ≥95% 96% 20 20",
        "总分 100 98",
    )
    assert said(made) == [
        ("产出指标", "数量指标", "培训人数", "≥300人", "366人", "20", "20"),
        ("产出指标", "数量指标", "培训班次", "4", "4", "20", "20"),
        ("产出指标", "质量指标", "培训合格率", "≥98%", "100%", "20", "20"),
        ("效益指标", "社会效益指标", "职工技能水平", "有效提升", "有效提升", "20", "18"),
        ("满意度指标", "满意度指标", "学员满意度", "≥95%", "96%", "20", "20"),
    ]
    assert totals(made) == [("total", "总分", "100", "98")]


def test_points_that_do_not_add_up_to_the_total_are_not_published():
    made = text(
        "某项目绩效自评表",
        TEXT_HEAD,
        "产出指标",
        "培训人数 ≥300人 366人 20 20",
        "培训班次 ≥4次 4次 30 30",
        "总分 100 98",
    )
    assert [row[2:] for row in said(made)] == [
        ("培训人数", "≥300人", "366人", "", ""),
        ("培训班次", "≥4次", "4次", "", ""),
    ]


def test_weights_before_results_and_remarks_between_rows():
    made = text(
        *("2023年度部门整体绩效自评表", "自评得分（满", "分 100 分）", "99", "预算执行", "（10 分）", "10.00"),
        *(
            "一",
            "级",
            "指",
            "标",
            "二级",
            "指标",
            "指标内容 分值",
            "实际完成",
            "值",
            "指标",
            "得分",
            "偏差原因",
            "及改进措",
            "施",
        ),
        *("产", "出", "指", "标", "数量", "指标"),
        *("走访慰问困难职工家庭人数 40 149 40", "大于指标", "值", "秋季助学人数 20 29 19"),
        *("职工技能培训和岗位练兵活", "动参加人次", "30", "达成预期", "指标", "30"),
        "（二）其他。",
    )
    assert said(made) == [
        ("产出指标", "数量指标", "走访慰问困难职工家庭人数", "", "149", "40", "40"),
        ("产出指标", "数量指标", "秋季助学人数", "", "29", "20", "19"),
        ("产出指标", "数量指标", "职工技能培训和岗位练兵活动参加人次", "", "达成预期指标", "30", "30"),
    ]
    assert totals(made) == [
        ("total", "自评得分（满分100分）", "100", "99"),
        ("money", "预算执行（10分）", "10", "10.00"),
    ]


def test_remarks_of_the_row_before_are_no_part_of_a_name():
    made = text(
        *("某部门整体绩效自评表", "一级指标 二级指标 指标内容 分值 实际完成值 指标得分 偏差原因及改进措施"),
        *("产出指标", "数量指标", "走访人数 60 149 60", "大于指标", "值", "助学活动人数 40 29 40", "自评得分 100"),
    )
    assert [row[2] for row in said(made)] == ["走访人数", "助学活动人数"]


def test_goals_with_points_decide_which_numbers_are_scores():
    made = text(
        *("某单位整体绩效自评表", "年度绩效目标 1：（ 5 分）", "服务职工群众。"),
        *("一级", "指标", "二级", "指标", "三级指标", "年初目标", "值（A）", "实际完成值", "（B）", "得分"),
        *("产出", "指标", "数量", "指标", "开展普法宣传活动 10 场 13 场 2"),
        *(
            "效益",
            "指标",
            "社会",
            "效益",
            "指标",
            "促进单位和谐发展 有效促进",
            "获评工作室",
            "大小共 4",
            "间房屋 ，",
            "3",
        ),
    )
    assert [row[2:] for row in said(made)] == [
        ("开展普法宣传活动", "10场", "13场", "", "2"),
        ("促进单位和谐发展", "有效促进", "获评工作室大小共4间房屋，", "", "3"),
    ]
    assert totals(made) == [("total", "年度绩效目标1：（5分）", "5", "")]


def test_weights_before_targets_and_results_on_one_line():
    made = text(
        *("某项目绩效自评表", "一级指标 二级指标 三级指标 分值 年度指标值 实际完成值 得分 备注"),
        *("产出指标 数量指标 培训人数 40 ≥300人 366人 40", "质量指标 培训合格率 30 ≥98% 100% 30"),
        *("举办 3 场讲座场次 30 3 场 3 场 30", "总分 100 100"),
    )
    assert [row[2:] for row in said(made)] == [
        ("培训人数", "≥300人", "366人", "40", "40"),
        ("培训合格率", "≥98%", "100%", "30", "30"),
        ("举办3场讲座场次", "3场", "3场", "30", "30"),
    ]


def test_text_that_cannot_be_told_apart_stays_empty():
    made = text(
        *("某项目绩效自评表", TEXT_HEAD, "产出指标", "数量指标"),
        *("开展职工文化活动丰富职工业", "余生活", "按照年初计划", "组织开展", "全部按计划", "组织完成", "50 50"),
        *("活动经费保障情况以及活动安", "排", "≥5场 6场 50 50", "总分 100 100"),
    )
    found = said(made)
    assert found[0] == ("产出指标", "数量指标", "开展职工文化活动丰富职工业余生活", "", "", "50", "50")
    assert found[1][2:] == ("活动经费保障情况以及活动安排", "≥5场", "6场", "50", "50")


def test_levels_mixed_into_the_names_are_no_names():
    made = text("某项目绩效自评表", TEXT_HEAD, "产出 数量 培训人数 ≥300人 366人 100 100", "指标 指标", "总分 100 100")
    assert {row[2] for row in said(made)} <= {""}


# any form that is made is read back ----------------------------------------------------------------------------------

LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
names = st.text("春节慰问困难职工技能培训书屋活动建会入场馆读物宣讲", min_size=3, max_size=9)
values = st.tuples(st.sampled_from(["", "≥", "≤"]), st.integers(1, 9999), st.sampled_from(["人", "场次", "%", "家"]))
rows_made = st.lists(
    st.tuples(st.integers(0, 3), names, values, values, st.integers(1, 40), st.integers(0, 40)),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[1],
)


def truth_of(rows):
    return [
        (*LEVELS[level], name, "".join(map(str, target)), "".join(map(str, actual[1:])), str(weight), str(score))
        for level, name, target, actual, weight, score in sorted(rows)
    ]


@given(rows_made)
def test_lines_are_read_back(rows):
    lines, last = ["某项目绩效自评表", TEXT_HEAD], ("", "")
    for row in truth_of(rows):
        new = [label for label, before in zip(row[:2], last, strict=True) if label != before or row[0] != last[0]]
        lines.append(" ".join((*new, *row[2:])))
        last = row[:2]
    total = [str(sum(int(row[index]) for row in truth_of(rows))) for index in (5, 6)]
    made = text(*lines, " ".join(("总分", *total)))
    assert said(made) == truth_of(rows)
    assert totals(made) == [("total", "总分", *total)]


@given(rows_made)
def test_grids_are_read_back(rows):
    table, last = [HEAD], ("", "")
    for row in truth_of(rows):
        cells = [(column, cell) for column, cell in enumerate(row, 1)]
        same = [other[:2] for other in truth_of(rows)]
        spans = [same.count(row[:2]), [one for one, _ in same].count(row[0])]
        if row[:2] == last:
            cells = cells[2:]
        else:
            level1 = [(1, row[0], 1, spans[1])] if row[0] != last[0] else []
            cells = [*level1, (2, row[1], 1, spans[0]), *cells[2:]]
        table.append(cells)
        last = row[:2]
    assert said(document((titled("某项目绩效自评表"), grid(table)))) == truth_of(rows)


PIECES = (
    *(
        "产出指标",
        "数量指标",
        "质量",
        "指标",
        "满意度指标",
        "培训人数",
        "书屋活动",
        "有效提升",
        "≥5场",
        "6场",
        "10",
        "5",
        "95.5",
    ),
    *(
        "100%",
        "总分",
        "自评得分（满分100分）",
        "预算执行（10分）",
        "年度绩效目标1：（5分）",
        "备注",
        "职工",
        "2",
        "人。",
        "（二）其他",
    ),
)
loose = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join), max_size=25)
heads = st.sampled_from(
    [
        TEXT_HEAD,
        "一级指标 二级指标 三级指标 分值 年度指标值 实际完成值 得分",
        "一级指标 二级指标 指标内容 分值 实际完成值 得分 备注",
        "一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分",
    ]
)


@given(heads, loose)
def test_whatever_the_lines_nothing_is_invented(head, lines):
    made = text("某项目绩效自评表", head, *lines)
    printed = "".join("".join(lines).split())
    for row in indicators(strips(made), ()):
        assert row.role != "indicator" or row.location.line <= row.last_line
        for cell in (row.indicator, row.target, row.actual, row.score):
            assert "".join(cell.split()) in printed


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in DOCUMENTS:
        (GOLDEN / f"{name}.csv").write_text(answers(rows_of(name)), encoding="utf-8", newline="\n")
    for name, file in GENUINE.items():
        if (FOLDER / "real" / file).exists():
            rows = rows_in(FOLDER / "real" / file)
            (GOLDEN / f"{name}.csv").write_text(answers(rows), encoding="utf-8", newline="\n")
