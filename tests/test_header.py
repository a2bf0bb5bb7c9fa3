"""Where the rows of a table end and its notes begin."""

from builder import recognise
from builder.readers import read

TEXT = (
    "临海市图书馆2023年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n"
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n栏次\t\t1=2+3\t2\t3\n合计\t\t30.00\t20.00\t10.00\n"
    "207\t文化支出（=文化＋旅游）\t30.00\t20.00\t10.00\n20701\t文化；旅游\t30.00\t20.00\t10.00\n注：1栏各行=(2+3)栏各行\n"
)


def test_a_row_of_amounts_is_a_row_whatever_its_name(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    disclosure = recognise.recognise(read(tmp_path / "a.txt", "a.txt"))
    assert [figure.row for figure in disclosure.figures[::3]] == ["合计", "207", "20701"]
    assert not disclosure.unplaced
