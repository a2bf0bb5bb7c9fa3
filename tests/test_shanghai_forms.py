"""Final accounts of districts of Shanghai: 决算数 below every measure, codes in two columns, 合计 beside 类款项."""

from builder.model.document import Document, Source
from builder.readers import html
from builder.recognise import recognise


def row(*cells):
    """A row of cells; ``text*n`` reaches over n columns, ``text^n`` over n rows."""
    return "<tr>" + "".join(map(cell, cells)) + "</tr>"


def cell(text):
    text, _, wide = text.partition("*")
    text, _, high = text.partition("^")
    return f"<td colspan={wide or 1} rowspan={high or 1}>{text}</td>"


def read(title, *rows):
    body = f"<h1>东海区乙局2025年度部门决算</h1><p>{title}</p><p>单位：万元</p><table>{''.join(rows)}</table>"
    data = f"<html><body>{body}</body></html>".encode()
    found = recognise(Document(Source("a.html", "html", "", len(data)), *html.pages(data)))
    return [(f.code or f.item, f.measure, f.amount.printed) for f in found.figures], [u.printed for u in found.unplaced]


def test_a_row_below_the_measures_may_say_final_accounts_in_each_column():
    measures = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    figures, unplaced = read(
        "支出决算表",
        row("项目*4", *measures),
        row("功能分类科目编码^2*3", "科目名称^2", *[""] * 6),
        row(*["决算数"] * 6),
        row("类", "款", "项", "合计", "30.00", "20.00", "10.00", "0.00", "0.00", "0.00"),
        row("208*3", "社会保障和就业支出", "30.00", "20.00", "10.00", "0.00", "0.00", "0.00"),
    )
    names = ["total", "basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinates"]
    amounts = ["30.00", "20.00", "10.00", "0.00", "0.00", "0.00"]
    assert figures == [(name, *pair) for name in ("合计", "208") for pair in zip(names, amounts, strict=True)]
    assert not unplaced


def test_a_budget_figure_beside_the_final_one_is_not_taken_for_it():
    figures, unplaced = read(
        "一般公共预算财政拨款支出决算表",
        row("科目编码^2", "科目名称^2", "合计*2", "基本支出*2"),
        row("预算数", "决算数", "预算数", "决算数"),
        row("208", "社会保障和就业支出", "31.00", "30.00", "21.00", "20.00"),
    )
    assert figures == [("208", "total", "30.00"), ("208", "basic", "20.00")]
    assert unplaced == ["31.00", "21.00"]


def test_codes_of_two_columns_in_lanes_side_by_side():
    head = ("经济分类科目编码*2", "科目名称^2", "决算数^2")
    figures, unplaced = read(
        "一般公共预算财政拨款基本支出决算表",
        row(*head, *head),
        row("类", "款", "类", "款"),
        row("301", "", "工资福利支出", "30.00", "302", "", "商品和服务支出", "9.00"),
        row("301", "01", "基本工资", "30.00", "302", "01", "办公费", "4.00"),
        row("", "", "", "", "302", "02", "印刷费", "5.00"),
        row("人员经费合计*3", "30.00", "公用经费合计*3", "9.00"),
    )
    assert figures == [
        *[("301", "amount", "30.00"), ("302", "amount", "9.00"), ("30101", "amount", "30.00")],
        *[("30201", "amount", "4.00"), ("30202", "amount", "5.00")],
        *[("人员经费合计", "amount", "30.00"), ("公用经费合计", "amount", "9.00")],
    ]
    assert not unplaced


def test_a_total_in_the_row_that_still_names_columns():
    figures, unplaced = read(
        "政府性基金预算财政拨款收入支出决算表",
        row("项目*2", "年初结转和结余^2", "本年收入^2", "本年支出^2*3", "年末结转和结余^2"),
        row("科目编码", "科目名称"),
        row("合计*2", "0", "12.00", "合计", "基本支出", "项目支出", "0"),
        row("212", "城乡社区支出", "0", "12.00", "12.00", "", "12.00", "0"),
    )
    assert figures == [
        *[("合计", "opening", "0"), ("合计", "revenue", "12.00"), ("合计", "closing", "0")],
        *[("212", "opening", "0"), ("212", "revenue", "12.00"), ("212", "total", "12.00")],
        *[("212", "project", "12.00"), ("212", "closing", "0")],
    ]
    assert not unplaced


def test_a_subtotal_below_the_three_expenses_is_their_total_whatever_they_are_called():
    figures, unplaced = read(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
        row("项目^2", "一般公共预算财政拨款安排的“三公”经费*3", "会议费^2", "培训费^2"),
        row("小计", "因公出国（境）费用", "公务接待费"),
        row("预算数", "12.00", "10.00", "2.00", "3.00", "4.00"),
        row("决算数", "10.10", "8.90", "1.20", "2.50", "3.60"),
    )
    names = ["total", "abroad", "reception", "meetings", "training"]
    assert [measure for _, measure, _ in figures] == names * 2
    assert not unplaced
