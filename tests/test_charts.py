"""The charts: what is plotted is what is printed, and document text stays text."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import altair as alt
import pytest

from builder.config import Colours
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Source
from builder.model.location import Location
from builder.site import charts
from builder.site.charts import _flow, _ledger, _vega
from builder.site.charts._palette import visible
from builder.site.headline import main

HOSTILE = '</script><img src=x onerror="alert(1)"> \' + datum.value + ${1} {{7*7}} \u202e\x07'


def figure(table, item, printed, measure="amount", *, side="", phase="", line="", code="", unit="万元"):
    amount = parse_amount(printed, unit)
    assert amount
    return Figure(table, "", side, phase, line, code, item, measure, amount, Location(line=1), "position")


def disclosure(figures, *, name="某市总工会", entity="mou", year=2023, kind="final"):
    return Disclosure(Identity(entity, name, year, kind, "t"), Source("a.txt", "text", "", 0), figures=tuple(figures))


def summary(*, closing="0.50", other="1.00"):
    revenue = [
        ("一、一般公共预算财政拨款收入", "350.42"),
        ("八、其他收入", other),
        ("本年收入合计", "351.42"),
        ("总计", "351.42"),
    ]
    spent = [
        ("一、一般公共服务支出", "300.92"),
        ("八、社会保障和就业支出", "50.00"),
        ("年末结转和结余", closing),
        ("总计", "351.42"),
    ]
    return [
        *(figure("summary", item, printed, side="revenue", line=str(n)) for n, (item, printed) in enumerate(revenue)),
        *(
            figure("summary", item, printed, side="expenditure", line=str(n + 31))
            for n, (item, printed) in enumerate(spent)
        ),
    ]


def coded(table="expenditure"):
    rows = [
        ("", "合计", "350.92", "225.49", "125.43"),
        ("201", "一般公共服务支出", "300.92", "175.49", "125.43"),
        ("20129", "群众团体事务", "300.92", "175.49", "125.43"),
        ("2012901", "行政运行", "175.49", "175.49", None),
        ("2012999", "其他群众团体事务支出", "125.43", None, "125.43"),
        ("208", "社会保障和就业支出", "50.00", "50.00", None),
    ]
    return [
        figure(table, item, printed, measure, code=code)
        for code, item, *cells in rows
        for measure, printed in zip(("total", "basic", "project"), cells, strict=True)
        if printed
    ]


def basic():
    rows = [
        ("301", "工资福利支出", "200.00"),
        ("302", "商品和服务支出", "10.49"),
        ("30101", "基本工资", "1,200.00"),
        ("30201", "办公费", "10.49"),
        ("303", "对个人和家庭的补助", "15.00"),
        ("", "人员经费合计", "215.00"),
        ("", "公用经费合计", "10.49"),
    ]
    return [figure("general-basic", item, printed, code=code) for code, item, printed in rows]


def three_public(budget="2.00", actual="1.50"):
    return [
        figure("three-public", "", budget, "total", phase="budget"),
        figure("three-public", "", actual, "total", phase="actual"),
        figure("three-public", "", actual, "reception", phase="actual"),
    ]


def whole(**identity):
    return disclosure([*summary(), *coded(), *basic(), *three_public()], **identity)


def drawn(figures, name):
    found = {drawing.name: drawing for drawing in charts.disclosure_charts(disclosure(figures), Colours())}
    return found.get(name)


def every():
    return [*charts.disclosure_charts(whole(), Colours()), *charts.corpus_charts([main(whole())], Colours())]


def printed_in(data):
    return sorted(record["printed"] for record in data)


def test_a_disclosure_with_all_tables_has_all_charts_in_page_order():
    names = [drawing.name for drawing in charts.disclosure_charts(whole(), Colours())]
    assert names == ["money-flow", "functions", "basic-project", "economic", "three-public"]
    names = [drawing.name for drawing in charts.corpus_charts([main(whole())], Colours())]
    assert names == ["compare-expenditure", "compare-personnel", "compare-functions"]


@pytest.mark.parametrize("drawing", every(), ids=lambda drawing: drawing.name)
def test_plotted_numbers_table_twin_and_svg_are_the_printed_numbers(drawing):
    allowed = {each.amount.printed for each in whole().figures}
    data = drawing.spec["datasets"]
    records = [record for name in ("bars", "pieces") for record in data.get(name, [])]
    cells = {cell for row in drawing.rows for cell in row}
    texts = {text.text for text in ET.fromstring(drawing.svg).iter() if text.text}
    assert records
    for record in records:
        printed = record["printed"].removesuffix("万元")
        assert printed in allowed
        assert record["printed"] in cells
        value = record.get("value", record.get("start"))
        if "value" in record:
            assert Decimal(str(value)) == Decimal(printed.replace(",", ""))
        if drawing.name != "compare-functions":
            assert any(record["printed"] in text for text in texts)
    assert all(len(row) == len(drawing.columns) for row in drawing.rows)


def test_the_table_twin_has_exactly_the_plotted_numbers():
    functions = drawn(coded(), "functions")
    assert [row[3] for row in functions.rows] == ["300.92", "300.92", "175.49", "125.43", "50.00"]
    assert printed_in(functions.spec["datasets"]["bars"]) == sorted(row[3] for row in functions.rows)
    flow = drawn(summary(), "money-flow")
    assert printed_in(flow.spec["datasets"]["bars"]) == sorted(row[2] for row in flow.rows)
    economic = drawn(basic(), "economic")
    assert printed_in(economic.spec["datasets"]["bars"]) == sorted(row[3] for row in economic.rows)


def test_a_printed_number_keeps_its_separators():
    assert ("人员经费", "30101", "基本工资", "1,200.00") in drawn(basic(), "economic").rows


@pytest.mark.parametrize("drawing", every(), ids=lambda drawing: drawing.name)
def test_every_chart_says_its_unit(drawing):
    assert "单位：万元" in drawing.note or all("万元" in row[4] for row in drawing.rows)


def test_a_blank_stays_blank_in_the_twin():
    rows = drawn(coded(), "basic-project").rows
    assert rows == (
        ("", "合计", "350.92", "225.49", "125.43"),
        ("201", "一般公共服务支出", "300.92", "175.49", "125.43"),
        ("208", "社会保障和就业支出", "50.00", "50.00", ""),
    )


def test_the_general_budget_stands_in_for_a_missing_expenditure_table():
    functions = drawn(coded("general-expenditure"), "functions")
    assert "一般公共预算" in functions.note
    assert len(functions.rows) == 5


def test_personnel_come_before_public_funds_and_each_class_before_its_items():
    assert [row[:2] for row in drawn(basic(), "economic").rows] == [
        ("人员经费", ""),
        ("人员经费", "301"),
        ("人员经费", "30101"),
        ("人员经费", "303"),
        ("公用经费", ""),
        ("公用经费", "302"),
        ("公用经费", "30201"),
    ]


def test_totals_that_are_not_printed_are_not_computed():
    figures = [each for each in basic() if each.code]
    assert all(row[1] for row in drawn(figures, "economic").rows)
    assert not charts.corpus_charts([main(disclosure(figures))], Colours())


def test_without_figures_there_is_no_chart():
    assert charts.disclosure_charts(disclosure([]), Colours()) == ()
    assert charts.corpus_charts([], Colours()) == ()
    assert charts.corpus_charts([main(disclosure([]))], Colours()) == ()


def test_zeros_alone_give_no_chart():
    assert drawn(three_public("0.00", "0.00"), "three-public") is None
    assert drawn(three_public("0.00", "1.00"), "three-public") is not None


def test_the_three_expenses_are_those_of_the_year_from_all_budgets():
    other = [
        figure("three-public", "", "9.00", measure, phase="budget")
        for measure in ("prior_total", "government_fund_total", "prior_state_capital_reception")
    ]
    rows = drawn([*three_public(), *other], "three-public").rows
    assert [row[0] for row in rows] == ["合计", "公务接待费"]
    assert drawn(other, "three-public") is None


def test_a_flow_with_a_negative_part_is_not_drawn():
    assert drawn(summary(other="-1.00"), "money-flow") is None


def test_a_flow_whose_parts_miss_the_total_says_so_and_changes_nothing():
    flow = drawn(summary(closing="9.00"), "money-flow")
    assert "不符" in flow.note
    assert ("支出", "年末结转和结余", "9.00") in flow.rows
    assert "不符" not in drawn(summary(), "money-flow").note


def test_a_row_that_repeats_another_is_left_out_of_the_flow():
    repeated = figure("summary", "其中：教育收费", "1.00", side="revenue", line="9")
    flow = drawn([*summary(), repeated], "money-flow")
    assert "其中：教育收费" not in {row[1] for row in flow.rows}


def test_the_flow_falls_back_to_the_tables_by_code():
    came = [figure("revenue", "合计", p, m) for m, p in (("total", "350.92"), ("appropriation", "350.92"))]
    flow = drawn([*came, *coded()], "money-flow")
    assert flow.rows == (
        ("收入", "财政拨款收入", "350.92"),
        ("收入", "本年收入合计", "350.92"),
        ("支出", "一般公共服务支出", "300.92"),
        ("支出", "社会保障和就业支出", "50.00"),
        ("支出", "本年支出合计", "350.92"),
    )


def test_shares_are_marked_as_computed_and_rounded_half_up():
    (drawing,) = [one for one in charts.corpus_charts([main(whole())], Colours()) if one.name == "compare-functions"]
    assert drawing.columns[-1] == "占比（按表计算）"
    assert [row[-1] for row in drawing.rows] == ["85.8%", "14.2%"]
    assert "按表计算" in drawing.description
    assert "按表计算" in drawing.note


def test_documents_in_other_units_are_compared_in_yuan_and_printed_with_their_unit():
    yuan = [
        figure("expenditure", "合计", p, m, unit="元") for m, p in (("total", "3509200.00"), ("basic", "3509200.00"))
    ]
    both = [whole(), disclosure(yuan, entity="other")]
    drawing = charts.corpus_charts(list(map(main, both)), Colours())[0]
    bars = drawing.spec["datasets"]["bars"]
    assert [bar["printed"] for bar in bars] == ["225.49万元", "125.43万元", "3509200.00元"]
    assert bars[-1]["end"] == bars[1]["end"] == 3509200.0


def test_many_disclosures_show_the_newest_of_each_entity_and_say_so():
    many = [disclosure(coded(), entity=f"e{n:02}", year=year) for n in range(30) for year in (2022, 2023)]
    drawing = charts.corpus_charts(list(map(main, many)), Colours())[0]
    assert len(drawing.rows) == 30
    assert {row[1] for row in drawing.rows} == {"2023年决算"}
    assert "最近一份" in drawing.note


def test_a_long_ledger_is_folded_at_first_but_its_twin_is_whole():
    rows = [(f"2{n:02}", f"2{n:02}01", f"2{n:02}0101") for n in range(30)]
    figures = [figure("expenditure", "某项", "1.00", "total", code=code) for codes in rows for code in codes]
    drawing = drawn(figures, "functions")
    assert len(drawing.rows) == 90
    assert drawing.spec["params"][0]["value"] == 1


def hostile():
    figures = [
        *(figure(f.table, HOSTILE, f.amount.printed, f.measure, code=f.code, side=f.side) for f in coded() if f.code),
        figure("expenditure", "合计", "350.92", "total"),
        *(figure("general-basic", HOSTILE, "3.00", code=code) for code in ("301", "302")),
        figure("summary", HOSTILE, "1.00", side="revenue", line="1"),
        figure("summary", "总计", "1.00", side="revenue", line="31"),
        figure("summary", HOSTILE, "1.00", side="expenditure", line="32"),
        figure("summary", "总计", "1.00", side="expenditure", line="62"),
    ]
    return disclosure(figures, name=HOSTILE)


def hostile_charts():
    return [*charts.disclosure_charts(hostile(), Colours()), *charts.corpus_charts([main(hostile())], Colours())]


@pytest.mark.parametrize("drawing", hostile_charts(), ids=lambda drawing: drawing.name)
def test_hostile_text_is_only_ever_text(drawing):
    assert {e.tag.partition("}")[2] for e in ET.fromstring(drawing.svg).iter()} <= {
        "svg",
        "g",
        "rect",
        "path",
        "text",
        "tspan",
    }
    assert "<img" not in drawing.svg
    assert "</script" not in drawing.spec_json
    assert "<" not in drawing.spec_json
    assert json.loads(drawing.spec_json) == drawing.spec
    rest = {key: value for key, value in drawing.spec.items() if key not in ("datasets", "description")}
    assert "script" not in json.dumps(rest)
    for text in (drawing.svg, drawing.spec_json, drawing.description):
        assert "\u202e" not in text
        assert "\x07" not in text


def test_hostile_documents_do_get_charts():
    assert {"money-flow", "functions", "basic-project", "economic"} <= {drawing.name for drawing in hostile_charts()}


def keys(value):
    if isinstance(value, dict):
        return set(value) | {key for below in value.values() for key in keys(below)}
    return {key for below in value for key in keys(below)} if isinstance(value, list) else set()


@pytest.mark.parametrize("drawing", every(), ids=lambda drawing: drawing.name)
def test_specs_are_valid_and_load_nothing(drawing):
    assert not keys(drawing.spec) & {"url", "href", "signal", "$schema"}
    assert "http" not in drawing.spec_json
    alt.Chart.from_dict(drawing.spec)


@pytest.mark.parametrize("drawing", every(), ids=lambda drawing: drawing.name)
def test_words_are_chinese_and_say_the_main_numbers(drawing):
    root = ET.fromstring(drawing.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == drawing.description == drawing.spec["description"]
    assert not any("aria-roledescription" in element.attrib for element in root.iter())
    assert drawing.question.endswith("？")
    assert drawing.title_en.isascii()
    assert any(character.isdigit() for character in drawing.description)
    assert "style" not in drawing.svg


def test_a_name_that_is_too_long_is_cut_and_all_other_texts_are_whole():
    names = ["某项", "其他群众团体事务支出", "一" * 60]
    figures = [figure("expenditure", name, "1.00", "total", code=f"20{n}") for n, name in enumerate(names)]
    texts = [text.text for text in ET.fromstring(drawn(figures, "functions").svg).iter() if text.text]
    assert texts[:2] == ["200 某项", "201 其他群众团体事务支出"]
    assert texts[2].startswith("202 一一一一一一一一一一")
    assert texts[2].endswith("…")
    assert texts[3:] == ["1.00"] * 3


def test_a_template_is_filled_with_numbers_and_stays_as_it_was():
    template = {"height": "{height}", "x": {"expr": "width - {room}"}, "domain": [0, "{height}"], "word": "{other}"}
    before = json.dumps(template)
    filled = _vega.filled(template, {"height": 1.5, "room": 20})
    assert filled == {"height": 1.5, "x": {"expr": "width - 20"}, "domain": [0, 1.5], "word": "{other}"}
    assert json.dumps(template) == before


def test_a_disclosure_drawn_after_another_is_drawn_as_if_it_were_the_first():
    first = charts.disclosure_charts(whole(), Colours())
    charts.disclosure_charts(hostile(), Colours())
    assert charts.disclosure_charts(whole(), Colours()) == first


PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_charts import every
print(hashlib.sha256("".join(d.svg + d.spec_json + repr(d.rows) for d in every()).encode()).hexdigest())
"""


def test_the_same_figures_give_the_same_bytes_in_any_environment(tmp_path):
    digests = set()
    for seed, zone, language in (("1", "Asia/Shanghai", "zh_CN.UTF-8"), ("2", "America/New_York", "C")):
        root = Path(__file__).parent.parent
        environment = {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "LC_ALL": language,
            "PYTHONPATH": str(root),
        }
        environment |= {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent)]
        digests.add(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)
    assert len(digests) == 1


def test_the_bundle_is_a_classic_script_with_the_interpreter():
    bundle = charts.script_bundle()
    assert "window.vegaEmbed=" in bundle
    assert "expressionInterpreter" in bundle
    assert "\nexport" not in bundle
    assert "import(" not in bundle
    assert "</script" not in bundle


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#1d5f9e", "#ffee00", "#0000ff"])
def test_any_colour_of_the_settings_is_visible_on_light_and_dark(colour):
    shown = visible(colour)
    channels = [int(shown[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) >= 4.5
    assert (light + 0.05) / (0.0154 + 0.05) >= 3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("住房保障支出", ("住房保障支出",)),
        ("一般公共预算财政拨款收入", ("一般公共预算", "财政拨款收入")),
        ("一" * 30, ("一" * 7, "一" * 7, "一" * 6 + "…")),
    ],
)
def test_names_are_wrapped_in_even_lines(text, lines):
    assert _flow.wrapped(text, 7) == lines


def test_amounts_in_yuan_still_fit_a_telephone_in_two_columns():
    part = _ledger.Part("基本支出", parse_amount("90,000,000.00", "元"), "#000000")
    data = _ledger.spec([_ledger.Row("合计", (part, part))], _ledger.Form(second_line=True))["datasets"]
    assert [record["left"] > 0 for record in data["parts"]] == [False, True]
