"""Results as text: aligned where characters are wide, and safe where a document is not."""

from decimal import Decimal

from builder import report
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Document, Line, Page, Source
from builder.model.finding import Finding, Verdict
from builder.model.location import Location
from builder.model.outcome import Checked, Unread

SOURCE = Source("a.txt", "text", "0" * 64, 1)


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
        "f1", "REP001", "error", message, "printed as 46.14", printed=printed, figures=names, source_lines=(7,)
    )
    document = Document(SOURCE, (Page(1, (Line(line, (), location),)),))
    return Checked(document, disclosure, Verdict((finding,)))


def test_wide_characters_take_two_columns():
    assert report.width("明账 ok") == 7
    assert report.width("e\u0301") == 1
    lines = report.table(("单位", "数"), [("柳州市总工会", "1"), ("ab", "1234")]).splitlines()
    assert len({report.width(line) for line in lines}) == 1
    assert lines[2] == "ab            1234"


def test_a_finding_has_place_excerpt_with_the_number_marked_and_what_follows():
    lines = report.text(checked("十九、住房保障支出 53 46.14")).splitlines()
    assert lines[0] == "a.txt:7  不符  REP001"
    excerpt, under = lines[1].split("| ")[1], lines[2].split("| ")[1]
    assert excerpt == "十九、住房保障支出 53 46.14"
    assert (report.width(excerpt[: excerpt.index("46.14")]), len("46.14")) == (under.index("^"), under.count("^"))
    assert lines[3].strip() == "住房保障支出印为 46.14"
    assert lines[5].strip() == "build-site explain REP001"


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
