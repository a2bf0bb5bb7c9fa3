"""Forty texts that try to be code, in every input format and field: the site built from them runs none of them."""

import csv
import html
import io

import docx
import openpyxl
import pytest
import xlwt

from builder import corrections, pipeline, removals
from builder.config import Settings
from builder.outputs import Outputs
from builder.packages.cells import escape
from tests.browser.conftest import serving
from tests.maker.paper import Sheet, document
from tests.payloads import PAYLOADS

TITLE = "一般公共预算财政拨款支出决算表"
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
CODES = [f"2{number:02d}" for number in range(1, len(PAYLOADS) + 1)]
SENTENCE = "2023年度支出{}万元，其中{}支出1.00万元，主要原因是{}。"


FORBIDDEN = (
    "iframe, object, embed, base[href], [onload], [onerror], [onclick], [ontoggle], [onfocus], [href^='javascript:']"
    ", [href*='.invalid'], [src*='.invalid'], [id=forged]"
)


def flat(text):
    return " ".join(text.split())


def rows():
    total = f"{len(PAYLOADS)}.00"
    yield ("合计", "合计", total, total, "0.00")
    for code, payload in zip(CODES, PAYLOADS, strict=True):
        yield (code, f"项目 {flat(payload)}", "1.00", "1.00", "0.00")


def prose():
    """What stands around the table: a hostile title, headings, sentences, a form."""
    yield "第三部分 决算情况说明"
    for number, payload in enumerate(map(flat, PAYLOADS)):
        yield f"{'一二三四五六七八九'[number % 9]}、{payload}情况说明"
        yield SENTENCE.format(number, payload, payload)
    yield "项目支出绩效自评表"
    for payload in map(flat, PAYLOADS):
        yield f"项目名称 {payload} 指标 {payload} 目标值 1 完成值 1 得分 10"


def title(name):
    return f"{name}图书馆{PAYLOADS[0]}2023年度部门决算"


def as_text(name):
    table = "\n".join("\t".join(row) for row in (HEAD, *rows()))
    return "\n".join((title(name), TITLE, "单位：万元", table, *prose())).encode()


def as_html(name):
    def cells(row):
        return "".join(f"<td>{html.escape(cell)}</td>" for cell in row)

    table = "".join(f"<tr>{cells(row)}</tr>" for row in (HEAD, *rows()))
    said = "".join(f"<p>{html.escape(line)}</p>" for line in prose())
    head = f"<p>{html.escape(title(name))}</p><p>{TITLE}</p><p>单位：万元</p>"
    return f"<html><meta charset=utf-8><body>{head}<table>{table}</table>{said}</body></html>".encode()


def as_docx(name):
    document = docx.Document()
    for line in (title(name), TITLE, "单位：万元"):
        document.add_paragraph(line)
    table = document.add_table(0, len(HEAD))
    for row in (HEAD, *rows()):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in prose():
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_xlsx(name):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ((title(name),), (TITLE,), ("单位：万元",), HEAD, *rows(), *((line,) for line in prose())):
        sheet.append(["" for _ in row])
        for cell, text in zip(sheet[sheet.max_row], row, strict=False):
            cell.value, cell.data_type = text, "s"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_xls(name):
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for number, row in enumerate(
        ((title(name),), (TITLE,), ("单位：万元",), HEAD, *rows(), *((line,) for line in prose()))
    ):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


EDGES = (20, 60, 420, 470, 520, 570)
"""Where the rules between the columns of the PDF stand, in points."""


def as_pdf(name):
    first, second = Sheet(595, 842), Sheet(595, 2200)
    for number, line in enumerate((title(name), TITLE, "单位：万元")):
        first.text(20, 30 + 14 * number, line, 8)
    lines = [HEAD, *rows()]
    for number, row in enumerate(lines):
        for x, text in zip(EDGES, row, strict=False):
            first.text(x + 2, 90 + 16 * number, text, 5)
    for number in range(len(lines) + 1):
        first.rule(EDGES[0], 80 + 16 * number, EDGES[-1], 80 + 16 * number)
    for x in EDGES:
        first.rule(x, 80, x, 80 + 16 * len(lines))
    for number, line in enumerate(prose()):
        second.text(20, 30 + 16 * number, line, 6)
    return document([first, second])


FORMATS = {
    **{"txt": ("甲市", as_text), "html": ("乙市", as_html), "docx": ("丙市", as_docx), "xlsx": ("丁市", as_xlsx)},
    **{"xls": ("戊市", as_xls), "pdf": ("己市", as_pdf)},
}
HOSTILE = Settings(
    title=f"明账{PAYLOADS[0]}",
    title_en=PAYLOADS[5],
    description=PAYLOADS[4],
    publisher=PAYLOADS[8],
    contact="javascript:window.ran=1",
    repository_url="https://localhost/'><img/src=x/onerror=window.ran=1>",
)
NAMED = "'><img src=x onerror=window.ran=1>.txt"
"""The name of a file without a card."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The content, and what was built from it."""
    top = tmp_path_factory.mktemp("hostile")
    content = top / "content" / "disclosures"
    lines = ["entity,entity_name,aliases,region,parent"]
    for ending, (name, render) in FORMATS.items():
        place = content / ending / "2023-final"
        place.mkdir(parents=True)
        (place / f"source.{ending}").write_bytes(render(name))
        hostile = flat(PAYLOADS[4]).replace('"', "'")
        card = {
            "entity": ending,
            "year": "2023",
            "kind": "final",
            "title": f"{name}{hostile}决算",
            "publisher": hostile,
        }
        (place / "disclosure.yml").write_text("".join(f'{k}: "{v}"\n' for k, v in card.items()), encoding="utf-8")
        lines.append(f"{ending},{name}图书馆{PAYLOADS[8]},{PAYLOADS[9]},{PAYLOADS[20]},")
    (content.parent / "entities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (content / NAMED).write_bytes(as_text("庚市"))
    reason = f'2024-01-01,txt-2023-final,txt-2023-final/x//{flat(PAYLOADS[13])}/total,1,2,"{PAYLOADS[5]}"\n'
    (content.parent / corrections.NAME).write_text(",".join(corrections.COLUMNS) + f"\n{reason}", encoding="utf-8")
    taken = removals.Removal("2024-01-02", f"gone-2023-final{PAYLOADS[4]}", "", PAYLOADS[8])
    removals.append(content.parent / removals.NAME, taken)
    outputs = Outputs.below(top / "out", HOSTILE)
    outcome = pipeline.build(content.parent, outputs, HOSTILE, lambda *_: None)
    assert len(outcome.published) == len(FORMATS) + 1, outcome.unread
    return outputs


def test_no_page_runs_a_text_and_every_text_is_shown(folder, chromium):
    pages = sorted(path.relative_to(folder.site).as_posix() for path in folder.site.rglob("*.html"))
    assert {"404.html", "corrections.html", "figures/pdf/2023-final.html", "explore.html"} <= {*pages}
    complaints = []
    with serving(folder.site) as address:
        page = chromium.new_context().new_page()
        page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}") or dialog.dismiss())
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and complaints.append(f"{page.url}: {said.text}"))
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or complaints.append(asked.url))
        for location in pages:
            page.goto(address + location)
            for chart in page.query_selector_all(".mz-chart")[:2]:
                chart.scroll_into_view_if_needed()
            assert page.evaluate("window.ran") is None, location
            assert not page.query_selector_all(FORBIDDEN), location
            assert page.query_selector("meta[http-equiv='Content-Security-Policy']"), location
        for ending in FORMATS:
            shown = flat(page.goto(f"{address}disclosures/{ending}/2023-final.html") and page.content())
            assert html.escape(flat(PAYLOADS[4]), quote=False) in shown
        shown = page.goto(f"{address}corrections.html") and page.content()
        assert shown.count(html.escape(PAYLOADS[8], quote=False)) >= 1
        assert "javascript:window.ran=1" in shown
    assert not complaints


def test_hostile_texts_are_labels_of_charts(folder):
    """So that the test above has something to draw."""
    specs = [path.read_text(encoding="utf-8") for path in (folder.site / "charts").rglob("*.json")]
    assert sum("window.ran" in spec for spec in specs) >= len(FORMATS)


def test_every_hostile_row_is_a_row_of_the_data(folder):
    for ending in FORMATS:
        text = (folder.datapackages / ending / "2023-final" / "figures.csv").read_text(encoding="utf-8")
        assert [code for code in CODES if f"/general-expenditure//{code}/total" not in text] == [], ending


def test_no_cell_of_a_csv_starts_a_formula(folder):
    risky = []
    for path in folder.datapackages.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                risky += [(path.name, cell) for cell in row if cell != escape(cell) and not cell.startswith("'")]
    assert not risky
