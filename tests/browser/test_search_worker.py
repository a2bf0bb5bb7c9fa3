"""The search worker in a browser, spoken to as the theme speaks to it, under a strict policy."""

import functools
import http.server
import json
import shutil
import threading

import pytest

from builder.site import generator, search_index, search_shards
from builder.site.search_index import write_index
from builder.site.search_terms import Entry
from builder.site.search_text import normalise, phrases
from tests.search_twin import Twin, grouped
from tests.strategies import AWKWARD

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = "/usr/bin/chromium"
POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'"
HOSTILE = "<img src=x onerror=alert(1)>"
START = """() => {
  window.worker = new Worker("assets/search-worker.js")
  window.ask = query => new Promise(done => {
    worker.onmessage = event => event.data.type === 3 && done(event.data.data.items)
    worker.postMessage({type: 2, data: query})
  })
  return new Promise(done => {
    worker.onmessage = event => done(event.data)
    worker.postMessage({type: 0, data: {config: {}, docs: []}})
  })
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files with a strict policy; ``sent`` has the name and size of each that was sent."""

    protocol_version = "HTTP/1.1"
    sent = []  # noqa: RUF012

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_header(self, keyword, value):
        if keyword == "Content-Length" and "/search/" in self.path:
            self.sent.append((self.path.rpartition("/")[2], int(value)))
        super().send_header(keyword, value)

    def log_message(self, *_args):
        pass


def disclosure(name, year, rows, prose=()):
    page = f"d/{name}-{year}.html"
    title = f"{name}总工会 {year} 年决算"
    yield Entry("公开文件", (title,), f"{name}总工会{year}年度部门决算", page, rank=year, weight=2)
    for number, (code, item, amount) in enumerate(rows):
        names = tuple(filter(None, (code, item)))
        yield Entry("科目", names, f"合计 {amount} 万元", f"{page}#r{number}", "amount", (), "支出决算表")
    for number, text in enumerate(prose):
        yield Entry("说明", ("一、说明",), text, f"{page}#p{number}", "prose")


def entries():
    yield Entry("单位", ("青泽市柳江区总工会",), "柳江区总工会", "e/liujiang.html", others=("柳江区总工会",), weight=6)
    yield Entry("页面", ("术语",), "", "glossary.html", weight=5)
    yield Entry("名词", ("“三公”经费", "Three public"), "出国、用车、接待的钱，公积金不在内。", "glossary.html#t1")
    yield from disclosure(
        "青泽市柳江区",
        2022,
        [
            ("2012901", "行政运行", "126.73"),
            ("2210201", "住房公积金", "11.10"),
            ("", "合计", "351.42"),
            ("30102", "津贴", "6,731,634.28"),
            ("", "年末结转", "-20.50"),
        ],
        ["因资金紧张，劳模津贴未能及时发放。" + "其他事项按计划完成。" * 12, f"支出为 351.42 万元{HOSTILE}"],
    )
    yield from disclosure(
        "青泽市新桥区",
        2023,
        [("2012901", "行政运行", "351.4"), ("2210201", HOSTILE, "1351.42"), ("", "年末结转", "20.50")],
        ["公积金增加-20.50万元。"],
    )
    for number in range(70):
        yield from disclosure(
            f"第{number}县", 2020, [("2019999", "其他支出", f"{number}.07")], [f"本年共 {number} 人。" * 40]
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_shards, "SHARD", 400)
        patch.setattr(search_index, "BLOCK", 2000)
        write_index(grouped(entries()), folder)
    (folder / "assets").mkdir()
    for script in generator.THEME.glob("search-*.js"):
        shutil.copy(script, folder / "assets")
    for name, script in (("index", ""), ("functions", '<script src="assets/search-text.js"></script>')):
        html = f"<!doctype html><meta charset=utf-8><title>search</title>{script}"
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield functools.partial(chromium.new_context, base_url=f"http://127.0.0.1:{server.server_port}")
        chromium.close()
    server.shutdown()


@pytest.fixture
def page(browser):
    with browser() as context:
        opened = context.new_page()
        opened.goto("/index.html")
        opened.ready = opened.evaluate(START)
        Handler.sent.clear()
        yield opened


def ask(page, query):
    """The pages that a query finds, as (location of the page, its items)."""
    results = page.evaluate("query => ask(query)", query)
    return [(next(item["location"] for item in items if "#" not in item["location"]), items) for items in results]


def locations(page, query):
    return [location for location, _ in ask(page, query)]


def test_keys_and_phrases_are_the_same_as_in_python(page):
    page.goto("/functions.html")
    texts = [text for text in AWKWARD if text.isprintable()]
    texts += [
        "１２，３４５．６０ 元",
        "1,23",
        "2022,100",
        "6,731,634.28",
        "351.42 225.49",
        "1. 351.42",
        "㈠Ａb　“三公”",
        "二〇二二𠀀年",
        "İΣς",
        "“三公”：1,234.50 万元，（A b）",
        "a\u3000b",
    ]
    for text in texts:
        key = page.evaluate("text => normalise(text).key", text)
        assert key == page.evaluate("text => keyOf(text)", text) == normalise(text), text
        assert page.evaluate("key => phrases(key)", key) == [phrase for _, phrase in phrases(key)], text


def test_the_worker_says_when_it_is_ready(page):
    assert page.ready == {"type": 1}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("劳模津贴", ["d/青泽市柳江区-2022.html"]),
        ("2012901", ["d/青泽市新桥区-2023.html", "d/青泽市柳江区-2022.html"]),
        ("351.42", ["d/青泽市柳江区-2022.html"]),
        ("351.4", ["d/青泽市新桥区-2023.html", "d/青泽市柳江区-2022.html"]),
        ("公积金", ["d/青泽市柳江区-2022.html", "glossary.html", "d/青泽市新桥区-2023.html"]),
        ("柳江区", ["e/liujiang.html", "d/青泽市柳江区-2022.html"]),
        ("６,731,634.28", ["d/青泽市柳江区-2022.html"]),
        ("6731634.28", ["d/青泽市柳江区-2022.html"]),
        ("1267300元", ["d/青泽市柳江区-2022.html"]),
        ("3514000", ["d/青泽市新桥区-2023.html"]),
        ("3,514,200.00 元", ["d/青泽市柳江区-2022.html"]),
        ("0.012673 亿元", ["d/青泽市柳江区-2022.html"]),
        ("-20.50", ["d/青泽市柳江区-2022.html", "d/青泽市新桥区-2023.html"]),
        ("三公经费", ["glossary.html"]),
        ("“三公”经费", ["glossary.html"]),
        ("柳江 公积金", ["d/青泽市柳江区-2022.html"]),
        ("2012901行政运行", ["d/青泽市新桥区-2023.html", "d/青泽市柳江区-2022.html"]),
        ("劳模 新桥", []),
        ("51.42", []),
        ("没有的词", []),
        ("（）", []),
        ("", []),
    ],
)
def test_finds_exactly_these_pages_best_first(page, query, expected):
    assert locations(page, query) == expected


@pytest.mark.parametrize("query", ["决算", "其他", "2", "69.07", "本年共 12 人", "总工会 2020", "县 34.07"])
def test_finds_what_the_twin_finds(page, site, query):
    truth = set(Twin(site).find(query))
    found = locations(page, query)
    assert set(found) <= truth
    assert len(found) == len(truth) or len(found) >= 24


def test_says_how_many_pages_are_not_listed(page):
    results = ask(page, "其他支出")
    rest = results[-1][1][-1]
    assert rest["title"] == f"还有约 {70 - len(results)} 页没有列出，请再加一个词"
    assert rest["location"] == f"{results[-1][0]}#__search-rest"


def test_says_what_was_found_and_where(page):
    [(_, items)] = ask(page, "126.73")
    assert [item["tags"] for item in items] == [["金额"], ["公开文件"]]
    assert items[0]["title"] == "2012901 行政运行"
    assert items[0]["text"] == "<p>支出决算表：合计 <mark>126.73</mark> 万元</p>"
    assert items[0]["location"].endswith(".html#r0")
    assert items[0]["score"] == 1 and items[1]["score"] == 0
    assert items[0]["terms"] == {"126.73": True}


def test_cuts_a_long_text_around_the_word(page):
    [(_, items)] = ask(page, "劳模津贴")
    assert items[0]["text"].startswith("<p>因资金紧张，<mark>劳模津贴</mark>未能及时发放。")
    assert items[0]["text"].endswith("…</p>")


@pytest.mark.parametrize("query", ["img src", "onerror=alert(1)", "2210201", HOSTILE])
def test_document_text_is_never_markup(page, query):
    results = ask(page, query)
    assert results
    for _, items in results:
        for item in items:
            for html in (item["title"], item["text"], *item.get("tags", ())):
                bare = html.replace("<mark>", "").replace("</mark>", "").removeprefix("<p>").removesuffix("</p>")
                assert "<" not in bare and ">" not in bare
    assert "&#60;" in json.dumps(results)


def test_only_the_last_of_several_queries_is_answered(page):
    answers = page.evaluate(
        """async () => {
          const answers = []
          worker.onmessage = event => answers.push(event.data.data.items.length)
          for (const query of ["2", "20", "201", "2012901"]) worker.postMessage({type: 2, data: query})
          await new Promise(done => setTimeout(done, 1500))
          return answers
        }"""
    )
    assert answers == [2]


def test_a_query_loads_only_what_it_needs(page, site):
    locations(page, "69.07")
    names = [name for name, _ in Handler.sent]
    assert names.count("manifest.json") == 1
    assert len(names) <= 6
    total = sum(path.stat().st_size for path in (site / "search").rglob("*") if path.is_file())
    assert sum(size for _, size in Handler.sent) < total / 4


def test_an_index_that_cannot_be_loaded_is_said(page):
    page.route("**/search/**", lambda route: route.abort())
    [[item]] = page.evaluate("query => ask(query)", "决算")
    assert item["title"] == "搜索索引没有加载成功，请刷新网页再试"
