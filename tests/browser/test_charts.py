"""The charts in a browser: they draw under a strict policy, stay readable, and fail without harm."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.config import Colours
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Source
from builder.model.location import Location
from builder.site import charts
from builder.site.headline import main

THEME = Path(charts.__file__).parent.parent / "theme"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
HOSTILE = "</script><img src=x onerror=document.title=1337>"
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>charts</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="charts.css"><link rel="stylesheet" href="page.css"></head>
<body data-md-color-scheme="default">{figures}<script src="charts.js"></script></body></html>"""
FIGURE = """<figure class="mz-chart" id="{name}" data-spec="{name}.json">
<div class="mz-chart__drawing">{svg}</div></figure>"""
CSS = """body { margin: 16px; color: #222 } body[data-md-color-scheme=slate] { background: #1e2129; color: #dde }
#compare-functions { margin-top: 2000px }"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files with a strict content security policy."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args):
        pass


def figure(table, item, printed, measure="amount", *, code="", side=""):
    amount = parse_amount(printed, "万元")
    return Figure(table, "", side, "", "", code, item, measure, amount, Location(line=1), "position")


def disclosure():
    coded = [("201", "一般公共服务支出", "20.00"), ("20129", HOSTILE, "20.00"), ("208", "社会保障", "10.00")]
    totals = {"total": "30.00", "basic": "21.00", "project": "9.00"}
    figures = [figure("expenditure", item, printed, "total", code=code) for code, item, printed in coded]
    figures += [figure("expenditure", "合计", printed, measure) for measure, printed in totals.items()]
    figures += [figure("summary", "一、一般公共预算财政拨款收入", "30.00", side="revenue")]
    figures += [figure("summary", "总计", "30.00", side=side) for side in ("revenue", "expenditure")]
    figures += [figure("summary", "一、一般公共服务支出", "30.00", side="expenditure")]
    identity = Identity("mou", "某市总工会", 2023, "final", "t")
    return Disclosure(identity, Source("a.txt", "text", "", 0), figures=tuple(figures))


def drawings():
    return [*charts.disclosure_charts(disclosure(), Colours()), *charts.corpus_charts([main(disclosure())], Colours())]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("charts")
    for name in ("charts.js", "charts.css"):
        (folder / name).write_bytes((THEME / name).read_bytes())
    (folder / "vega.js").write_text(charts.script_bundle(), encoding="utf-8")
    (folder / "page.css").write_text(CSS, encoding="utf-8")
    made = drawings()
    for drawing in made:
        (folder / f"{drawing.name}.json").write_text(drawing.spec_json, encoding="utf-8")
    figures = "".join(FIGURE.format(name=drawing.name, svg=drawing.svg) for drawing in made)
    (folder / "index.html").write_text(PAGE.format(figures=figures), encoding="utf-8")
    missing = FIGURE.format(name="missing", svg=made[0].svg)
    (folder / "missing.html").write_text(PAGE.format(figures=missing), encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def open_page(chromium, address):
    contexts = []

    def opened(path="index.html", width=800, **options):
        context = chromium.new_context(viewport={"width": width, "height": 700}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append("dialog"))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{address}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


def draw_all(page):
    for figure in page.query_selector_all("[data-spec]"):
        figure.scroll_into_view_if_needed()
        page.wait_for_function("f => ['drawn', 'failed'].includes(f.dataset.chartState)", arg=figure)


def test_every_chart_draws_under_a_strict_policy_with_a_clean_console(open_page, address):
    page = open_page()
    draw_all(page)
    states = page.eval_on_selector_all("[data-spec]", "all => all.map(f => f.dataset.chartState)")
    assert states == ["drawn"] * len(drawings())
    assert page.complaints == []
    assert all(url.startswith((address, "data:")) for url in page.asked)
    assert page.title() == "charts"
    assert page.query_selector("img") is None


def test_the_live_chart_says_what_the_standing_one_says(open_page):
    page = open_page()
    draw_all(page)
    for drawing in drawings():
        live = page.query_selector(f"#{drawing.name} .mz-chart__live svg")
        assert live.get_attribute("aria-label") == drawing.description
        assert live.get_attribute("role") == "img"
        assert page.query_selector(f"#{drawing.name} .mz-chart__drawing").is_hidden()
        assert page.query_selector(f"#{drawing.name} [aria-roledescription]") is None
        for record in drawing.spec["datasets"].get("bars", []):
            assert record["printed"] in live.text_content()


def test_hostile_names_are_shown_as_text(open_page):
    page = open_page()
    draw_all(page)
    texts = page.eval_on_selector_all("#functions .mz-chart__live text", "all => all.map(t => t.textContent)")
    assert f"20129 {HOSTILE}" in texts


def test_a_chart_out_of_view_waits(open_page):
    page = open_page()
    page.wait_for_selector("#money-flow[data-chart-state=drawn]")
    assert page.get_attribute("#compare-functions", "data-chart-state") == "waiting"


def test_levels_can_be_folded_and_unfolded(open_page):
    page = open_page()
    draw_all(page)
    names = "#functions .mz-chart__live text"
    before = page.locator(names).count()
    page.check("#functions input[type=radio] >> nth=0")
    page.wait_for_function("([s, n]) => document.querySelectorAll(s).length < n", arg=[names, before])
    page.check("#functions input[type=radio] >> nth=1")
    page.wait_for_function("([s, n]) => document.querySelectorAll(s).length === n", arg=[names, before])
    assert page.complaints == []


def test_hovering_shows_the_printed_number_as_text(open_page):
    page = open_page()
    draw_all(page)
    page.locator("#functions .mz-chart__live path[fill^='#']").nth(1).hover()
    tip = page.wait_for_selector(".mz-chart__tip:not([hidden])")
    assert f"项目：20129 {HOSTILE}" in tip.inner_text()
    assert "金额：20.00" in tip.inner_text()
    assert page.title() == "charts"


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_telephone_nothing_is_wider_than_the_page(open_page, width):
    page = open_page(width=width)
    draw_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    widths = page.eval_on_selector_all(".mz-chart__live svg", "all => all.map(s => s.getBoundingClientRect().width)")
    assert widths
    assert all(abs(each - (width - 32)) <= 1 for each in widths)


def test_a_chart_follows_the_width_of_its_figure(open_page):
    page = open_page()
    draw_all(page)
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_function(
        "Math.abs(document.querySelector('.mz-chart__live svg').getBoundingClientRect().width - 468) <= 1"
    )


def test_text_takes_the_colour_of_a_dark_page_without_drawing_again(open_page):
    page = open_page()
    draw_all(page)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    colour = "s => getComputedStyle(document.querySelector(s)).fill"
    assert page.evaluate(colour, "#functions .mz-chart__live text") == "rgb(221, 221, 238)"


def test_without_its_data_the_standing_chart_remains(open_page):
    page = open_page("missing.html")
    page.wait_for_selector("#missing[data-chart-state=failed]", state="attached")
    assert page.query_selector("#missing .mz-chart__drawing svg").is_visible()
    assert page.query_selector("#missing .mz-chart__live") is None


def test_without_javascript_the_standing_charts_show_the_numbers(open_page):
    page = open_page(java_script_enabled=False)
    for drawing in drawings():
        standing = page.locator(f"#{drawing.name} .mz-chart__drawing svg")
        assert standing.is_visible()
        records = [record for name in ("bars", "pieces") for record in drawing.spec["datasets"].get(name, [])]
        shown = standing.text_content()
        assert all(record["printed"] in shown or "share" in record for record in records)
