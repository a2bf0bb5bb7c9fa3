"""The site in a browser: every page is clean, readable on a telephone, in the dark, on paper and without scripts."""

import json
import re
import unicodedata
from collections import Counter
from urllib.parse import unquote

import pypdfium2
import pytest

from builder.site import addresses, catalogue
from builder.site.passages import quoted
from tests.browser.conftest import ROOT

WIDTHS = (360, 768, 1440)


@pytest.fixture(scope="module")
def records():
    return catalogue.read(ROOT / "datapackages").records


@pytest.fixture(scope="module")
def locations(site, fullest):
    """The smallest page of each kind, and the page with most figures."""
    kinds = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        location = path.relative_to(site).as_posix()
        kinds.setdefault(location.split("/")[0], location)
    return sorted({*kinds.values(), addresses.disclosure_page(fullest.identity)})


@pytest.fixture(scope="module")
def fullest(records):
    return max(records, key=lambda record: len(record.disclosure.figures))


def fits(page):
    """Whether the page is soon no wider than its window (the search box moves when the window does)."""
    for _ in range(20):
        if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            return True
        page.wait_for_timeout(100)
    return False


def test_no_page_scrolls_sideways(reader, locations):
    page, wide = reader("index.html"), []
    root = page.url.removesuffix("index.html")
    for location in locations:
        page.goto(root + location)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if not fits(page):
                wide.append((location, width))
    assert not wide


def test_every_figure_stands_where_its_link_says(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    shown = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('td[id]')].map(c => [c.id, c.textContent]))"
    )
    for figure in fullest.disclosure.figures:
        assert figure.amount.printed in shown[addresses.figure_anchor(figure)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_figure_leads_to_its_account_and_to_its_line(reader, fullest, scripts):
    figure = fullest.disclosure.figures[-1]
    anchor = addresses.figure_anchor(figure)
    page = reader(addresses.disclosure_page(fullest.identity), java_script_enabled=scripts)
    page.locator(f"[id='{anchor}'] a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/**")
    assert unquote(page.url).endswith(f"#{anchor}")
    account = page.locator(f"[id='{anchor}']")
    assert account.locator("mark").inner_text() == figure.amount.printed
    assert fullest.disclosure.source.sha256[:12] in account.inner_text()
    assert account.locator(".mz-state").count()
    account.locator(".mz-source__read a").click()
    page.wait_for_url("**/sources/**")
    assert unquote(page.url).endswith(f"#L{figure.location.line}")
    assert figure.amount.printed in page.locator(f"#L{figure.location.line}").inner_text()


def test_charts_are_drawn(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    charts = page.locator("figure[data-spec]")
    assert charts.count() >= 3
    for number in range(charts.count()):
        charts.nth(number).scroll_into_view_if_needed()
        charts.nth(number).and_(page.locator("[data-chart-state=drawn]")).wait_for()


@pytest.mark.parametrize("query", ["住房公积金", "2012901", "351.42", "新洲区", "劳模津贴"])
def test_search_finds(reader, query, site):
    page = reader("index.html")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text(query)
    page.keyboard.press("End")
    first = page.locator(".md-search-result__item a").first
    first.wait_for(timeout=10_000)
    location = first.get_attribute("href").split("#")[0].split("?")[0]
    text = re.sub(r"<[^>]+>", "", (site / location.split("/", 3)[-1]).read_text(encoding="utf-8"))
    assert query in text


def test_the_front_page_offers_searches_that_find(reader):
    page = reader("index.html")
    page.locator("[data-search]").first.click()
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)


def test_light_and_dark(reader, fullest):
    backgrounds = set()
    for scheme in ("light", "dark"):
        page = reader(addresses.disclosure_page(fullest.identity), color_scheme=scheme)
        backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(backgrounds) == 2
    page.locator("form[data-md-component=palette] label:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"


def test_without_scripts_all_is_there(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity), java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".mz-chart__drawing svg").first.is_visible()
    assert page.locator(".mz-table--figures").first.is_visible()
    page.locator("details.mz-twin summary").first.click()
    assert page.locator("details.mz-twin table").first.is_visible()


def test_from_disk(chromium, site, fullest):
    context = chromium.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / addresses.disclosure_page(fullest.identity)).as_uri())
    assert page.locator(".mz-chart__drawing svg").first.is_visible()
    page.locator(".mz-crumbs a").first.click()
    assert page.locator("h1").inner_text() == "单位"
    page.goto((site / "index.html").as_uri())
    page.locator("[data-open-search]").click()
    assert page.locator("h1").inner_text() == "科目索引"
    context.close()
    assert not complaints


def test_a_link_into_a_fold_opens_it(reader, records):
    record = next(one for one in records if quoted(one.disclosure))
    anchor = addresses.passage_anchor(quoted(record.disclosure)[-1][0])
    page = reader(f"{addresses.disclosure_page(record.identity)}#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()


def test_what_search_engines_read_is_data_and_is_not_complained_of(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    blocks = page.locator('script[type="application/ld+json"]').all_text_contents()
    assert [json.loads(block)["identifier"] for block in blocks] == [fullest.identity.disclosure_id]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(reader, locations, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, faults = reader("index.html", color_scheme=scheme), []
    root = page.url.removesuffix("index.html")
    for location in locations:
        page.goto(root + location)
        for violation in axe.Axe().run(page).response["violations"]:
            faults += [(location, violation["id"], node["html"][:120]) for node in violation["nodes"][:2]]
    assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_with_every_fold_open(reader, fullest, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = reader(addresses.disclosure_page(fullest.identity), color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    violations = axe.Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]
    page.set_viewport_size({"width": 360, "height": 800})
    assert fits(page)


def test_findings_and_sentences_are_on_paper_though_folded(reader, records):
    record = next(one for one in records if any(len(group) > 1 for group in one.causes))
    page = reader(addresses.disclosure_page(record.identity))
    page.emulate_media(media="print")
    for name in (".mz-finding details .mz-finding__message", ".mz-beside td"):
        assert page.locator(name).first.is_visible() or page.locator(name).count() == 0, name


def test_on_paper_nothing_is_cut(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity), viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('.mz-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert cut == 0
    assert not page.locator(".mz-header").is_visible()


def test_every_figure_finding_and_link_is_on_paper(reader, records):
    for record in records:
        page = reader(addresses.disclosure_page(record.identity))
        page.emulate_media(media="print")
        links = page.eval_on_selector_all(".mz-article a[href]", "all => all.filter(a => a.checkVisibility()).length")
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
            text = squeezed("".join(each.get_textpage().get_text_range() for each in printed))
            linked = sum(pypdfium2.raw.FPDFPage_GetAnnotCount(each) for each in printed)
        assert linked >= links > 20
        assert [f.message for f in record.verdict.findings if squeezed(f.message) not in text] == []
        amounts = Counter(figure.amount.printed for figure in record.disclosure.figures)
        assert {amount: count for amount, count in amounts.items() if text.count(amount) < count} == {}


def squeezed(text):
    """The letters of a text: paper breaks lines anywhere, and some fonts draw a radical for a character."""
    return unicodedata.normalize("NFKC", "".join(text.split()))
