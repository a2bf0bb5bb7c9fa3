"""Results as text: aligned where characters are wide, and safe where a document is not."""

import itertools
import json
from dataclasses import replace
from decimal import Decimal

from builder import checks, readers, recognise, report
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Cell, Document, Grid, Line, Page, Source
from builder.model.finding import Finding, LedgerEntry, Verdict
from builder.model.location import Box, Location
from builder.model.outcome import Checked, Unread
from builder.report._excerpts import excerpts, printed_lines

SOURCE = Source("a.txt", "text", "0" * 64, 1)


def text_document(*lines):
    """A text of these lines."""
    return Document(SOURCE, (Page(1, tuple(Line(text, (), Location(1, n)) for n, text in enumerate(lines, 1))),))


def said():
    """The disclosure that ``checked`` is about."""
    return checked("").disclosure


def checked(line, printed="46.14", message="住房保障支出印为 46.14", figures=True):
    location = Location(1, 7)
    figure = Figure(
        "summary", "公开01表", "expenditure", "", "53", "", "住房保障支出", "amount",
        Amount(Decimal("46.14"), "万元", "46.14"), location, "identity",
    )  # fmt: skip
    identity = Identity("x", "某会", 2023, "final", "某会2023年度决算")
    disclosure = Disclosure(identity, SOURCE, figures=(figure,))
    names = (disclosure.figure_id(figure),) if figures else ()
    finding = Finding(
        "f1", "XTB001", "error", message, "printed as 46.14", printed=printed, figures=names, source_lines=(7,)
    )
    document = Document(SOURCE, (Page(1, (Line(line, (), location),)),))
    return Checked(document, disclosure, Verdict((finding,)))


def test_wide_characters_take_two_columns():
    assert report.width("明账 ok") == 7
    assert report.width("e\u0301") == 1
    lines = report.table(("单位", "数"), [("柳州市总工会", "1"), ("ab", "1234")]).splitlines()
    assert len({report.width(line) for line in lines}) == 1
    assert lines[2] == "ab            1234"


def marks(lines):
    """The marked texts of an excerpt: what stands above each run of ``^``."""
    found = []
    for above, under in itertools.pairwise(lines):
        if "^" in under and "|" in under:
            shown, signs = above.split("| ", 1)[1], under.split("| ", 1)[1]
            place, marked = 0, ""
            for char in shown:
                marked += char if signs[place : place + 1] == "^" else "\n"
                place += report.width(char)
            found += [part.strip() for part in marked.split("\n") if part.strip()]
    return found


def test_a_finding_has_place_excerpt_with_the_number_marked_and_what_follows():
    lines = report.text(checked("十九、住房保障支出 53 46.14")).splitlines()
    assert lines[0] == "a.txt:7  不符  XTB001 同一个数在两张表中不同"
    assert lines[1].split("| ")[1] == "十九、住房保障支出 53 46.14"
    assert marks(lines) == ["46.14"]
    assert [line.strip() for line in lines[3:6]] == ["住房保障支出印为 46.14", "printed as 46.14", "印作 46.14"]
    assert lines[6].strip().startswith("怎么改：")
    assert lines[7].strip() == "build-site explain XTB001"


def test_a_finding_in_the_text_shows_the_line_that_it_quotes():
    line = "政府性基金预算财政拨款支出 0 万元，较上年增加（减少） 0 万元。"
    lines = report.text(checked(line, printed="", message="“增加（减少）0万元”没有选定", figures=False)).splitlines()
    assert marks(lines) == ["增加（减少） 0 万元"]


def test_what_is_quoted_over_two_lines_is_marked_on_both():
    message = "“支出决算数比上年增加了很多”没有数"
    document = text_document("支出决算数比上年", "增加了很多，原因如下")
    finding = Finding("f1", "XTB001", "error", message, "", source_lines=(1, 2))
    lines = report.text(Checked(document, said(), Verdict((finding,)))).splitlines()
    assert marks(lines) == ["支出决算数比上年", "增加了很多"]


def test_a_number_is_marked_however_its_thousands_are_set_apart():
    lines = report.text(checked("基本支出 6,731,634.28 元", printed="6731634.28", figures=False)).splitlines()
    assert marks(lines) == ["6,731,634.28"]


def test_the_same_number_twice_in_a_row_is_marked_once():
    lines = report.text(checked("221 住房保障支出 46.14 46.14")).splitlines()
    assert marks(lines) == ["46.14"]


def test_findings_of_one_cause_are_one_block():
    root = Finding("f1", "SUM002", "error", "甲", "one", source_lines=(1,), group="f1")
    other = Finding("f2", "SUM001", "warning", "乙", "two", source_lines=(2,), group="f1")
    text = report.text(Checked(text_document("一", "二"), said(), Verdict((other, root))))
    assert text.count("build-site explain") == 1
    assert "同一原因还有 1 处：" in text
    assert "a.txt:2  SUM001  乙" in text
    assert text.index("甲") < text.index("乙")


def test_the_summary_counts_the_ledger_and_what_was_not_checked():
    ledger = (
        LedgerEntry("SUM001", "a", "passed"),
        LedgerEntry("SUM001", "b", "not_checked", "空白"),
        LedgerEntry("SUM001", "c", "not_checked", "空白"),
    )
    found = (
        Finding("f1", "SUM001", "error", "甲", "one", source_lines=(1,)),
        Finding("f2", "SUM001", "error", "乙", "two", source_lines=(1,)),
        Finding("f3", "XTB001", "note", "丙", "three", source_lines=(1,)),
    )
    lines = report.text(Checked(text_document("一"), said(), Verdict(found, ledger))).splitlines()
    assert "核对：通过 1，尾数误差 0，不通过 0，不适用 0，未核对 2" in lines
    assert "未核对的原因：空白（2）" in lines
    assert lines[-3:-1] == ["发现：不符 2，存疑 0，提示 1", "    2 × 不符 SUM001 一行的合计与各栏之和不等"]


def test_a_document_of_pages_shows_the_rows_of_its_figures():
    box = Box(50, 100, 80, 110)
    figure = replace(said().figures[0], location=Location(2, None, box))
    disclosure = replace(said(), figures=(figure,))
    cells = (
        Cell(0, 0, "住房保障支出", Location(2, None, Box(10, 98, 45, 112))),
        Cell(0, 1, "46.14", Location(2, None, Box(46, 98, 90, 112))),
        Cell(1, 0, "46.14", Location(2, None, Box(10, 120, 45, 130))),
    )
    lines = (Line("文中说的别的话 46.14", (), Location(2)), Line("住房支出合计是多少", (), Location(3)))
    document = Document(SOURCE, (Page(2, (lines[0], Grid(cells, Location(2)))), Page(3, lines[1:])))
    message = "“住房支出合计是多少”与表不同"
    finding = Finding(
        "f1", "XTB001", "error", message, "", figures=(disclosure.figure_id(figure),), page=3, printed="46.14"
    )
    shown = report.text(Checked(document, disclosure, Verdict((finding,)))).splitlines()
    assert shown[0].startswith("a.txt 第 3 页")
    assert shown[1].strip() == "第 2 页 | 住房保障支出  46.14"
    assert marks(shown) == ["46.14", "住房支出合计是多少"]


def test_a_sentence_of_a_page_is_shown_with_its_number_and_a_quotation_wherever_it_stands():
    lines = (Line("各增加5834.37万元，增长35.74%。", (), Location(17)), Line("增长35.74%", (), Location(18)))
    far = Line("项目自评得分为88.5分", (), Location(3))
    document = Document(SOURCE, (Page(3, (far,)), Page(17, lines[:1]), Page(18, lines[1:])))
    rate = Finding("f1", "RAT002", "error", "“收、支总计”印为 35.74%", "", printed="35.74", page=17)
    score = Finding("f2", "PRF006", "error", "正文写“项目自评得分为88.5分”", "", printed="88.5", page=18)
    whole = Finding("f3", "RAT003", "note", "印为 100%", "", printed="100", page=17)
    shown = report.text(Checked(document, said(), Verdict((rate, score, whole)))).split("\n\n")
    assert [marks(block.splitlines()) for block in shown[:3]] == [["35.74"], ["项目自评得分为88.5分"], []]


def test_json_has_the_advice_and_the_excerpt():
    (document,) = json.loads(report.as_json([checked("住房保障支出 46.14")], []))["documents"]
    (finding,) = document["findings"]
    assert finding["title"] and finding["advice"]
    (excerpt,) = finding["excerpts"]
    ((low, high),) = excerpt["marks"]
    assert excerpt["text"][low:high] == "46.14"
    assert excerpt["line"] == 7


def test_only_the_whole_number_is_marked():
    lines = report.text(checked("146.14 46.145 1,46.14", figures=False)).splitlines()
    assert "^" not in lines[2]


def test_a_long_line_is_cut_around_the_number():
    lines = report.text(checked("长" * 500 + " 46.14 " + "长" * 500)).splitlines()
    assert "46.14" in lines[1]
    assert len(lines[1]) < 90
    assert "^^^^^" in lines[2]


def test_a_document_cannot_steer_the_terminal():
    text = report.text(checked("\x1b[2J 46.14 \u202e", message="\x1b]0;x\x07 46.14"))
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    line = report.unread_line(Unread("a\x1b[31m\n.txt", "SRC002", "坏\x1b", "bad"))
    assert "\x1b" not in line
    assert "\n" not in line


def test_a_row_of_one_sheet_is_not_shown_with_those_of_others():
    made = checked("住房保障支出 46.14")
    sheet = Page(2, (Line("目录 46.14", (), Location(2, 7)),))
    both = replace(made.document, pages=(*made.document.pages, sheet))
    (finding,) = made.verdict.findings
    of_page = replace(finding, figures=(), page=2)
    for told, text in ((finding, "住房保障支出 46.14"), (of_page, "目录 46.14")):
        one = replace(made, document=both, verdict=Verdict((told,)))
        (document,) = json.loads(report.as_json([one], []))["documents"]
        assert [excerpt["text"] for excerpt in document["findings"][0]["excerpts"]] == [text]


def _table(title, *rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f"<p>{title}</p><p>单位：万元</p><table>{cells}</table>"


def test_of_a_page_without_lines_the_row_of_the_figure_is_shown_in_its_own_table(tmp_path):
    revenue = "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入"
    spent = "科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出"
    tables = _table("收入决算表", revenue, "|合计|20.00|20.00|||||", "201|一般公共服务支出|20.00|20.00|||||")
    tables += _table("支出决算表", spent, "|合计|20.00|20.00||||", "201|一般公共服务支出|20.00|19.00||||")
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><p>示例市水务局2024年度部门决算</p><p>收入决算表</p>{tables}</body></html>")
    document = readers.read(path, path.name)
    disclosure = recognise.recognise(document)
    (finding,) = (each for each in checks.run(disclosure).findings if each.rule == "SUM002")
    shown = excerpts(finding, disclosure, printed_lines(document))
    assert [one.printed.text for one in shown] == ["合计  20.00  20.00", "201  一般公共服务支出  20.00  19.00"]
    assert [one.spans for one in shown] == [((11, 16),), ((22, 27),)]
