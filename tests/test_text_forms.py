"""Tables as programs take them out of pages: labels without 行次, codes in parts, headers and rows in another order."""

from builder.model.document import Document, Source
from builder.readers import text
from builder.recognise import recognise

BUDGET = "东海区2026年区级部门预算\n预算主管部门：东海区乙局\n"
FINAL = "东海区乙局\n2025年度部门决算\n"


def read(body, head=BUDGET):
    data = (head + body).encode()
    found = recognise(Document(Source("a.txt", "text", "", len(data)), *text.pages(data)))
    figures = [(f.side or f.phase, f.code or f.item, f.measure, f.amount.printed) for f in found.figures]
    return figures, [one.printed for one in found.unplaced]


def test_numbers_beside_their_labels_need_no_row_numbers():
    figures, unplaced = read(
        "2026年部门财务收支预算总表\n编制部门：东海区乙局 单位：元\n本年收入 本年支出\n项 目 预算数 项 目 预算数\n"
        "一、财政拨款收入 900 一、社会保障和就业支出 400\n1. 一般公共预算 900 二、卫生健康支出 500\n"
        "2. 政府性基金预算 三、城乡社区支出\n二、事业收入\n收入总计 900 支出总计 900\n"
    )
    revenue = [("一、财政拨款收入", "900"), ("1.一般公共预算", "900"), ("收入总计", "900")]
    expenditure = [("一、社会保障和就业支出", "400"), ("二、卫生健康支出", "500"), ("支出总计", "900")]
    assert [(item, printed) for side, item, _, printed in figures if side == "revenue"] == revenue
    assert [(item, printed) for side, item, _, printed in figures if side == "expenditure"] == expenditure
    assert not unplaced


def test_a_broken_label_leaves_its_number_and_its_neighbours_unread():
    figures, unplaced = read(
        "2026年部门财务收支预算总表\n编制部门：东海区乙局 单位：元\n本年收入 本年支出\n项目 预算数 项目 预算数\n"
        "一、财政拨款收入 900 一、教育支出 300\n二、事业收入 二、文化旅游体育\n三、经营收入 400\n与传媒支出\n"
        "四、其他收入 200 三、农林水支出\n收入总计 900 支出总计 900\n"
    )
    assert [printed for *_, printed in figures] == ["900", "900"]
    assert unplaced == ["900", "300", "400", "200"]


def test_codes_in_parts_are_those_of_the_rows():
    figures, unplaced = read(
        "2026年部门支出预算总表\n编制部门：东海区乙局 单位：元\n项目 支出预算\n功能分类科目编码\n"
        "功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n208 社会保障和就业支出 90 60 30\n"
        "208 05 行政事业单位养老支出 90 60 30\n208 05 01行政单位离退休 60 60\n"
        "208 05 99 其他养老支出 30 30\n合计 90 60 30\n"
    )
    assert [(code, measure, printed) for _, code, measure, printed in figures][-7:-3] == [
        *[("2080501", "total", "60"), ("2080501", "basic", "60")],
        *[("2080599", "total", "30"), ("2080599", "project", "30")],
    ]
    assert not unplaced


def test_a_header_that_says_more_than_is_understood_names_no_column():
    head = "部门支出总表\n单位：万元\n科目编\n码\n科目名称 合 计 基本支出 项目支出 上缴上级支出\n"
    rows = "201 一般公共服务支出 47.30 7.44 39.86\n20140 信访事务 47.30 7.44 39.86\n合计 47.30 7.44 39.86\n"
    whole = read(head + "事业单位经营\n支出\n对附属单位\n补助支出\n" + rows)
    assert [(measure, printed) for *_, measure, printed in whole[0]] == [("total", "47.30")] * 3
    assert whole[1] == ["7.44", "39.86"] * 3  # of basic, project and remitted it may be any two
    assert read(head + "占比\n" + rows) == ([], ["47.30", "7.44", "39.86"] * 3)


def test_words_on_several_lines_do_not_tell_the_order_of_the_three_expenses():
    rows = "1 2 3 4 5 6 7 8 9 10 11 12\n76.43 30.00 40.63 0.00 40.63 5.80 46.20 4.69 40.61 0.00 40.61 0.90\n"
    head = "预算数 决算数\n合计\n公务用车购置及运行维护费\n公务接待费 合计\n因公出国（境）费\n小计 购置费 运行费\n"
    figures, _ = read(f"财政拨款“三公”经费支出决算表\n单位：万元\n{head}栏次\n{rows}", FINAL)
    assert ("budget", "", "abroad", "30.00") in figures
    assert ("actual", "", "reception", "0.90") in figures
    head = "“三公”经费预算数\n公务用车购置及运行费\n合计 因公出国(境)费 公务接待费\n小计 购置费 运行费\n"
    title = "2026年部门“三公”经费和机关运行经费预算表\n编制部门：东海区乙局 单位:万元\n"
    figures, unplaced = read(f"{title}{head}114.22 0.00 0.46 113.76 75.00 38.76\n")
    assert not figures
    assert len(unplaced) == 6


def test_a_text_that_goes_column_by_column_is_not_read():
    codes = "".join(f"302{n:02}\n" for n in (1, 2, 5, 6, 7))
    names = "办公费\n印刷费\n水费\n电费\n邮电费\n"
    head = "一般公共预算财政拨款基本支出决算明细表\n单位：万元\n科目代码\n科目名称\n决算数\n"
    amounts = ["83.92", "16.90", "1.55", "0.66", "38.95"]
    assert read(head + codes + names + "\n".join(amounts) + "\n", FINAL) == ([], amounts)
    beside = (
        "2.10 307\n债务利息及费用支出\n83.92 30701\n国内债务付息\n16.90 30702\n国外债务付息\n1.55 310\n资本性支出\n"
    )
    assert read(head + beside, FINAL)[0] == []


def test_a_count_of_columns_does_not_make_a_budget_the_form_of_the_final_accounts():
    figures, unplaced = read(
        "2025年政府性基金预算支出预算表\n单位名称：东海区乙局 单位：万元\n"
        "单位名称 科目编码 科目名称 本年政府性基金预算支出\n"
        "合计 基本支出 项目支出\n1 2 3 4 5 6\n212 城乡社区支出 88.05 88.05\n合计 88.05 88.05\n"
    )
    assert {measure for *_, measure, _ in figures} <= {"total"}
    assert len(figures) + len(unplaced) == 4


def test_a_code_in_parts_may_be_torn_over_lines():
    figures, unplaced = read(
        "2026年部门支出预算总表\n编制部门：东海区乙局 单位：元\n项目 支出预算\n功能分类科目编码\n"
        "功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n213 农林水支出 120 70 50\n213\n03\n水利 90 60 30\n"
        "213 03\n12 水质监测 60 40 20\n213 03 13\n水文测报 30 20 10\n213 05 扶贫 30 10 20\n合计 120 70 50\n"
    )
    totals = {code: printed for _, code, measure, printed in figures if measure == "total"}
    assert totals == {"213": "120", "21303": "90", "2130312": "60", "2130313": "30", "21305": "30", "合计": "120"}
    assert not unplaced


def test_of_two_rows_with_one_name_neither_is_told_where_only_one_was_read():
    """The name stands for the year's revenue, and below for the balance of the year before."""
    head = "财政拨款收入支出决算总表\n单位：万元\n收入 支出\n项目 金额 项目 合计 一般公共预算 政府性基金 国有资本经营\n"
    first = "一、一般公共预算财政拨款 900.00 一、一般公共服务支出 800.00 800.00 0.00 0.00\n"
    rest = (
        "二、政府性基金预算财政拨款 0.00 二、外交支出 0.00 0.00 0.00 0.00\n"
        "三、国有资本经营预算财政拨款 0.00 三、国防支出 0.00 0.00 0.00 0.00\n"
        "本年收入合计 900.00 本年支出合计 800.00 800.00 0.00 0.00\n"
        "年初财政拨款结转和结余 20.00 年末财政拨款结转和结余 120.00 120.00 0.00 0.00\n"
        "一、一般公共预算财政拨款 20.00\n二、政府性基金预算财政拨款 0.00\n三、国有资本经营预算财政拨款 0.00\n"
        "总计 920.00 总计 920.00 920.00 0.00 0.00\n"
    )

    def named(body):
        figures, _ = read(head + body, FINAL)
        return [
            printed for side, item, _, printed in figures if (side, item) == ("revenue", "一、一般公共预算财政拨款")
        ]

    assert named(first + rest) == ["900.00", "20.00"]
    assert named("仅供参考 " + first + rest) == []
