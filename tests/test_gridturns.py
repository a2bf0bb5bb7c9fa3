"""A table parted over two grids whose columns are counted anew: no number may move to another column."""

from builder.model.document import Document, Source
from builder.readers import html
from builder.recognise import recognise

HEADER = (
    "<tr>{lead}<td colspan=2>项目</td><td colspan=3>本年支出</td></tr>"
    "<tr>{lead}<td>科目编码</td><td>科目名称</td><td>小计</td><td>基本支出</td><td>项目支出</td></tr>"
)
FIRST = (
    "<table><tr><td colspan=6>一般公共预算财政拨款支出决算表</td></tr>"
    "<tr><td>部门：甲局</td><td colspan=5>单位：万元</td></tr>"
    f"{HEADER.format(lead='<td></td>')}<tr><td></td><td></td><td>合计</td><td>9.00</td><td>5.00</td><td>4.00</td></tr>"
    "<tr><td></td><td>205</td><td>教育支出</td><td>6.00</td><td>5.00</td><td>1.00</td></tr></table>"
)
ROW = "<tr>{lead}<td>213</td><td>农林水支出</td><td>3.00</td><td></td><td>3.00</td></tr>"


def figures(second):
    data = f"<html><body><h1>甲市乙局2024年度部门决算</h1>{FIRST}<p></p>{second}</body></html>".encode()
    document = Document(Source("a.html", "html", "", len(data)), *html.pages(data))
    read = recognise(document)
    return {(f.code, f.measure): f.amount.printed for f in read.figures}, [u.printed for u in read.unplaced]


WHOLE = {
    **{("", "total"): "9.00", ("", "basic"): "5.00", ("", "project"): "4.00"},
    **{("205", "total"): "6.00", ("205", "basic"): "5.00", ("205", "project"): "1.00"},
    **{("213", "total"): "3.00", ("213", "project"): "3.00"},
}


def test_a_part_with_the_same_columns_goes_on_with_and_without_its_header():
    lead = "<td></td>"
    assert figures(f"<table>{ROW.format(lead=lead)}</table>") == (WHOLE, [])
    assert figures(f"<table>{HEADER.format(lead=lead)}{ROW.format(lead=lead)}</table>") == (WHOLE, [])


def test_a_repeated_header_tells_which_column_is_which():
    assert figures(f"<table>{HEADER.format(lead='')}{ROW.format(lead='')}</table>") == (WHOLE, [])
    lead = "<td></td><td></td><td></td>"
    assert figures(f"<table>{HEADER.format(lead=lead)}{ROW.format(lead=lead)}</table>") == (WHOLE, [])


def test_moved_columns_without_a_header_give_no_figures_and_lose_no_numbers():
    for lead in ("", "<td></td><td></td>"):
        found, unplaced = figures(f"<table>{ROW.format(lead=lead)}</table>")
        assert found == {key: value for key, value in WHOLE.items() if key[0] != "213"}
        assert unplaced.count("3.00") == 2


def test_a_table_with_another_header_is_another_table():
    other = "<tr><td>指标</td><td>名称</td><td>上年</td><td>本年</td><td>比例</td></tr>"
    found, _ = figures(f"<table>{other}{ROW.format(lead='')}</table>")
    assert not any(code == "213" for code, _ in found)
