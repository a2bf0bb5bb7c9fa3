"""The site: every figure on its page, document text as text, links that lead somewhere, the same bytes every time."""

import filecmp
import hashlib
import importlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import markdown
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings

from builder import checks
from builder.config import Colours, Settings
from builder.model.amount import parse_amount
from builder.model.disclosure import (
    Disclosure,
    Figure,
    Identity,
    Indicator,
    Leftover,
    Passage,
    Statement,
    Table,
    Unplaced,
)
from builder.model.document import Source
from builder.model.entity import Entity
from builder.model.finding import Finding, LedgerEntry, Verdict
from builder.model.location import Location
from builder.packages.corpus import write_corpus
from builder.packages.write import write
from builder.site import (
    accuracy,
    addresses,
    build,
    catalogue,
    colours,
    contents,
    forms,
    generator,
    pages,
    proofs,
    render,
    said,
    sources,
)
from builder.site.charts import Drawing
from builder.site.grids import grids
from builder.site.headline import headline
from builder.site.plain import Share, sentences, share
from builder.site.trees import tree
from tests import strategies

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "|甲|乙|\n|-|-|",
    "**b** _i_ `c`",
    "x\n\n# heading\n\n## h2 { #hostile }",
    "{{ 7*7 }}{% raw %}",
    "</div></td></table><h1>out</h1>",
    '" onmouseover="alert(1)',
    "<!-- --><![CDATA[ &lt;b&gt;",
    "\u202e反向\u200b零宽",
)


class Page(HTMLParser):
    """What is in a page: elements with their attributes, ids, and the text outside scripts."""

    VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")

    def __init__(self, html):
        super().__init__()
        self.elements, self.ids, self.text, self.cells, self.unbalanced = [], [], "", {}, []
        self._open, self._cell = [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if dict(attrs).get("id"):
            self.ids.append(dict(attrs)["id"])
        if tag == "td":
            self._cell = dict(attrs).get("id")
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)
        if tag == "td":
            self._cell = None

    def handle_data(self, data):
        if self._open and self._open[-1] not in ("script", "style"):
            self.text += data
        if self._cell:
            self.cells[self._cell] = self.cells.get(self._cell, "") + data


def figure(table, item, printed, measure="amount", code="", line=1, line_no="", side="", placed_by="position"):
    amount = parse_amount(printed, "万元")
    return Figure(table, "", side, "", line_no, code, item, measure, amount, Location(1, line), placed_by)


FIGURES = (
    figure("summary", "一、一般公共预算财政拨款收入", "30.00", line=3, line_no="1", side="revenue"),
    figure("summary", "本年收入合计", "1,030.00", line=4, line_no="27", side="revenue"),
    figure("summary", "一、一般公共服务支出", "20.00", line=3, line_no="32", side="expenditure"),
    figure("summary", "本年支出合计", "30.00", line=4, line_no="58", side="expenditure"),
    figure("expenditure", "合计", "30.00", "total", line=6),
    figure("expenditure", "合计", "20.00", "basic", line=6, placed_by="identity"),
    figure("expenditure", "合计", "10.00", "project", line=6),
    figure("expenditure", "一般公共服务支出", "20.00", "total", "201", 7),
    figure("expenditure", "群众团体事务", "20.00", "total", "20129", 8),
    figure("expenditure", "行政运行", "20.00", "total", "2012901", 9),
    figure("general-basic", "工资福利支出", "15.00", code="301", line=10),
    figure("general-basic", "人员经费合计", "15.00", line=10),
    figure("general-basic", "办公费", "5.00", code="30201", line=11),
    figure("general-basic", "公用经费合计", "5.00", line=11),
)
TABLES = (
    Table("summary", "公开01表", "收入支出决算总表", "万元", Location(1, 2), "figures", ("amount",)),
    Table(
        *("expenditure", "公开03表", "支出决算表", "万元", Location(1, 5), "figures"),
        ("total", "basic", "project", "business"),
    ),
    Table("general-basic", "公开06表", "基本支出决算表", "万元", Location(1, 9), "figures", ("amount",)),
    Table("three-public", "公开09表", "“三公”经费支出决算表", "万元", Location(1, 12), "empty", (), "本表无数据"),
)
LINES = "某市总工会 2023 年决算\n" + "\n".join(f"第 {number} 行" for number in range(2, 20))


def made(name="mou", year=2023, kind="final", **changes):
    """A disclosure whose source is ``LINES``."""
    identity = Identity(name, "某市总工会", year, kind, "某市总工会决算", "某市总工会", "https://example.org/a?b=1&c=2")
    source = Source(f"disclosures/{name}.txt", "text", hashlib.sha256(LINES.encode()).hexdigest(), len(LINES))
    return replace(Disclosure(identity, source, TABLES, FIGURES), **changes)


def verdict(disclosure):
    one = disclosure.figure_id(FIGURES[4])
    return Verdict(
        (
            Finding("f2", "SUM001", "error", "第二处", "Second", group="f1"),
            Finding(
                "f1", "SUM002", "error", "印作 30.00", "Root", "30.00", "29.00", "1.00", "0.02", (one,), (6, 7), 1, "f1"
            ),
        ),
        (
            LedgerEntry("SUM002", "expenditure/201/total", "failed", "差 1.00"),
            LedgerEntry("SUM001", "expenditure/201", "passed"),
            LedgerEntry("XTB001", "*", "not_checked", "没有姊妹表"),
        ),
    )


def sentence(subject, value, section="三、支出决算情况说明", measure="amount", line=14):
    return Statement(
        section,
        subject,
        "",
        2023,
        measure,
        Decimal(value),
        "万元",
        "",
        f"{subject} {value} 万元",
        Location(1, line),
        "1.1",
    )


def indicator(name, target="", actual="", weight="", score="", **more):
    return Indicator("自评表", "某项目", "产出指标", "", name, target, actual, weight, score, Location(1, 15), **more)


SAID = (
    sentence("本年支出", "30.00"),
    sentence("基本支出", "21.00"),
    sentence("未比较的一笔", "7.00"),
    sentence("别处的一笔", "8.00", "九、其他"),
    sentence("增长", "3", measure="change_percent"),
)
FORM = (
    indicator("培训人数", "100人", "120人", "10", "10", rate="100%"),
    Indicator("自评表", "某项目", "总分", "", "", "", "", "10", "10", Location(1, 16), role="total"),
)


def told():
    """A disclosure with sentences and a form, and what the checks say of them."""
    one = made("told", statements=SAID, indicators=FORM)
    keys, figures = [each.key for each in one.statements], one.figures
    failed = f"{one.identity.disclosure_id}/TXT001/{keys[1]}"
    ledger = (
        LedgerEntry("TXT001", keys[0], "passed", figures[4].key),
        LedgerEntry("TXT001", keys[1], "failed", figures[5].key),
        LedgerEntry("RAT001", keys[0].partition("/")[2], "passed"),
        LedgerEntry("PRF001", one.indicators[0].key, "passed"),
        LedgerEntry("PRF001", "自评表", "not_checked", "没有分值"),
    )
    finding = Finding(failed, "TXT001", "error", "文中 21.00，表中 20.00", "21 and 20", group=failed)
    return one, Verdict((finding,), ledger)


def hostile():
    """A disclosure that carries the hostile texts wherever a document's text may go."""
    figures = [figure("expenditure", text, "1.00", "total", f"2{n:02d}", n + 1) for n, text in enumerate(HOSTILE)]
    figures += [figure("expenditure", "合计", "1.00", text, line=1) for text in HOSTILE[:2]]
    everything = " ".join(HOSTILE)
    return replace(
        made("evil"),
        identity=Identity(
            "evil", everything, 2022, "final", everything, everything, f"javascript:alert(1) {everything}"
        ),
        tables=(Table("expenditure", everything, everything, "万元", Location(1, 1), "figures", (), everything),),
        figures=tuple(figures),
        unplaced=(
            Unplaced("expenditure", everything, everything, everything, (everything,), everything, Location(1, 2)),
        ),
        passages=(Passage(everything, everything, Location(1, 2)),),
        statements=(Statement(*[everything] * 3, 2022, "amount", Decimal(1), *[everything] * 3, Location(1, 2)),),
        derived=(
            Statement(
                *[everything] * 3, 2022, "amount", Decimal(1), *[everything] * 3, Location(1, 2), derived=everything
            ),
        ),
        indicators=(Indicator(*[everything] * 9, Location(1, 2), goal=everything, rate=everything),),
        leftovers=(Leftover(everything, everything, Location(1, 3)),),
        notes=(everything,),
    )


def hostile_verdict():
    text = " ".join(HOSTILE)
    return Verdict(
        (Finding("f", "SUM001", "error", text, text, group="f"),), (LedgerEntry("SUM001", text, "failed", text),)
    )


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """A content folder with sources and pages written by hand."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "disclosures").mkdir()
    for name in ("mou", "changed"):
        (folder / "disclosures" / f"{name}.txt").write_text(LINES, encoding="utf-8", newline="")
    (folder / "disclosures" / "changed.txt").write_text(LINES + "!", encoding="utf-8", newline="")
    (folder / "pages").mkdir()
    text = "# 方法\n\n**怎样读**\n\n[[accuracy]]\n\n## 一\n\n## 二\n"
    (folder / "pages" / "method.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Data packages of five disclosures."""
    folder, settings = tmp_path_factory.mktemp("packages"), Settings()
    empty = replace(made("empty", 2019, "budget"), tables=(), figures=(), notes=("文本中没有表格",))
    given_ = [
        (made(), verdict(made())),
        (made("changed"), Verdict()),
        (empty, Verdict((), (LedgerEntry("CPL001", "*", "not_checked", "文本中没有表格"),))),
        (hostile(), hostile_verdict()),
        told(),
    ]
    for disclosure, found in given_:
        write(disclosure, found, folder / disclosure.identity.package, settings)
    written = [folder / disclosure.identity.package for disclosure, _ in given_]
    write_corpus(written, folder / "corpus", settings, (Entity("silent", "未公开的单位"),))
    return folder


def quiet(*_args):
    """Progress that nobody watches."""


DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of script elements that browsers do not run."""
OWN = '<kbd title="R&D">'
SETTINGS = Settings(
    title=f"明账 {OWN}", description=OWN, publisher=OWN, contact=OWN, site_url="https://example.org/sub/"
)


@pytest.fixture(scope="module")
def site(packages, content, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "site"
    assert build.build(packages, out, SETTINGS, content, quiet) == out / "index.html"
    return out


@pytest.fixture(scope="module")
def parsed(site):
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_figure_is_on_its_page_with_its_id(parsed, packages):
    for record in catalogue.read(packages).records:
        cells = parsed[addresses.disclosure_page(record.identity)].cells
        for one in record.disclosure.figures:
            assert cells[addresses.figure_anchor(one)].rstrip("◇") == one.amount.printed


@given(strategies.disclosures)
@hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
def test_any_disclosure_makes_a_page_that_holds_its_figures(disclosure):
    record = catalogue.Record(disclosure, Verdict())
    page = site_pages(record)[addresses.disclosure_page(disclosure.identity)]
    html = Page(markdown.markdown(source(page, record), extensions=["attr_list", "tables", "toc"]))
    assert not html.unbalanced
    assert len(html.ids) == len(set(html.ids))
    for one in disclosure.figures:
        assert addresses.figure_anchor(one) in html.ids
        assert html.cells.get(addresses.figure_anchor(one), "").rstrip("◇") == render.visible(one.amount.printed)


def site_of(*records):
    return build.Site(catalogue.catalogue(records), Settings(), (), ())


def site_pages(*records):
    site = site_of(*records)
    disclosure, entity, home = (
        importlib.import_module(f"builder.site.pages.{name}") for name in ("disclosure", "entity", "home")
    )
    own = (page for record in records for page in disclosure.pages_of(record, site))
    return {page.location: page for page in (*own, *entity.pages(site), *home.pages(site))}


def source(page, *records):
    return contents.source(page, site_of(*records)).partition("---\n\n")[2]


def test_what_the_settings_say_is_text(site, parsed):
    for location, page in parsed.items():
        source = (site / location).read_text(encoding="utf-8")
        assert "<kbd" not in source, location
        assert OWN in page.text, location


def test_hostile_text_is_text(parsed):
    shown = " ".join(parsed[addresses.disclosure_page(hostile().identity)].text.split())
    for text in HOSTILE:
        assert " ".join(render.visible(text).split()) in shown


def test_no_element_comes_from_a_document(parsed):
    allowed = {"src", "defer", "id", "type", "data-base"}
    for location, page in parsed.items():
        assert not page.unbalanced, location
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on")], location
            assert not str(attributes.get("href", "")).lstrip().lower().startswith(("javascript:", "data:")), location
            if tag == "script":
                assert set(attributes) <= allowed, location
                assert attributes.get("src") or attributes.get("type") in DATA_BLOCKS, location
            assert tag not in ("iframe", "object", "embed"), location
            assert tag != "base" or (location.startswith("charts/") and attributes == {"target": "_blank"}), location
        assert "hostile" not in page.ids


def test_document_text_makes_no_heading(parsed):
    page = parsed[addresses.disclosure_page(hostile().identity)]
    assert [tag for tag, _ in page.elements].count("h1") == 1


def test_nothing_is_loaded_from_elsewhere(site, parsed):
    for location, page in parsed.items():
        for tag, attributes in page.elements:
            address = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or ""
            if attributes.get("rel") not in ("canonical", "alternate"):
                assert not urlsplit(address).netloc, (location, tag, address)
    for sheet in (site / "assets").rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?https?:|@import", sheet.read_text(encoding="utf-8")), sheet


def test_every_page_has_the_strict_policy(parsed):
    for location, page in parsed.items():
        policies = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, location
        assert (
            ("script-src" not in policies[0]) if location.startswith("charts/") else "script-src 'self';" in policies[0]
        )
        assert "default-src 'none'" in policies[0]


def test_every_link_leads_somewhere(site, parsed):
    ids = {location: set(page.ids) for location, page in parsed.items()}
    for location, page in parsed.items():
        for _, attributes in page.elements:
            address = urlsplit(attributes.get("href") or "")
            if address.scheme or address.netloc or location == "404.html" or "href" not in attributes:
                continue
            target = (site / location).parent / unquote(address.path) if address.path else site / location
            assert target.resolve().is_file(), (location, attributes["href"])
            name = target.resolve().relative_to(site.resolve()).as_posix()
            if address.fragment and name in ids and not address.fragment.startswith("__"):
                assert unquote(address.fragment) in ids[name], (location, attributes["href"])


def test_no_id_stands_twice(parsed):
    for location, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), location


def test_a_figure_links_to_its_account_and_from_there_to_its_line_only_if_the_source_is_the_same(parsed):
    links = [a.get("href") for _, a in parsed["disclosures/mou/2023-final.html"].elements]
    assert f"../../figures/mou/2023-final.html#{addresses.figure_anchor(made().figures[4])}" in links
    account = parsed["figures/mou/2023-final.html"]
    assert "../../sources/mou/2023-final.html#L6" in [a.get("href") for _, a in account.elements]
    assert "sources/changed" not in str(parsed["figures/changed/2023-final.html"].elements)
    assert "sources/mou/2023-final.html" in parsed
    assert "sources/changed/2023-final.html" not in parsed


def test_navigation_lists_entities_and_no_disclosures(packages, content):
    found = catalogue.read(packages)
    site = build._site(found, Settings(), content)
    navigation = json.dumps(generator.navigation(build._pages(site)), ensure_ascii=False)
    assert "entities/mou.md" in navigation
    assert "disclosures/" not in navigation
    assert "sources/" not in navigation


def test_an_entity_without_disclosures_is_listed(parsed):
    assert "未公开的单位" in parsed[addresses.ENTITIES].text
    assert addresses.entity_page("silent") in parsed


def test_the_page_says_that_there_are_no_tables_once(parsed):
    page = parsed["disclosures/empty/2019-budget.html"]
    assert "文本中没有表格。" in page.text
    assert page.text.count("不通过") == 0


def test_an_empty_table_is_shown_with_its_note(parsed):
    assert "空表，没有任何金额。原文注明：“本表无数据”" in parsed["disclosures/mou/2023-final.html"].text


def test_findings_of_one_cause_stand_together_root_first():
    record = catalogue.Record(made(), verdict(made()))
    assert [[finding.finding_id for finding in group] for group in record.causes] == [["f1", "f2"]]
    assert record.count("error") == 1


def rows_below(html, *marks):
    """The texts of the cells, row by row, of the first table behind some marks in a page."""
    for mark in marks:
        html = html[html.index(mark) :]
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("<tr")[1:]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in rows]


def test_every_figure_has_its_account_with_file_and_checks(parsed, packages):
    for record in catalogue.read(packages).records:
        if record.disclosure.figures:
            page = parsed[addresses.figures_page(record.identity)]
            assert {addresses.figure_anchor(one) for one in record.disclosure.figures} <= set(page.ids)
            assert record.disclosure.source.sha256 in page.text


def test_an_account_marks_the_number_and_names_the_checks_of_it():
    lines = ("表", "合计 30.00 30.00 130.00", "30.00")
    figures = tuple(figure("expenditure", "合计", "30.00", name, line=2) for name in ("total", "basic"))
    one = replace(made(), figures=figures)
    entry = LedgerEntry("SUM001", "expenditure/total/total", "passed")
    told = Finding(
        f"{one.identity.disclosure_id}/XTB009/a", "XTB009", "error", "", "", figures=(one.figure_id(figures[1]),)
    )
    ledger = (entry, LedgerEntry("XTB009", "a", "failed"), LedgerEntry("XTB009", "b", "passed"))
    record = catalogue.Record(one, Verdict((told,), ledger))
    first, second = proofs.proofs(record, lines)
    assert [(line.before, line.figure, line.after) for line in first.excerpt] == [
        *(("表", "", ""), ("合计 ", "30.00", " 30.00 130.00")),
        ("30.00", "", ""),
    ]
    assert second.excerpt[1].before == "合计 30.00 "
    assert [one.entry.rule for one in first.judged] == ["SUM001"]
    assert [one.entry.rule for one in second.judged] == ["SUM001", "XTB009"]
    assert second.judged[1].finding is told
    assert not proofs.proofs(record, None)[0].excerpt


def test_sentences_stand_beside_the_table_they_repeat():
    disclosure, found = told()
    beside = said.beside(said.said(catalogue.Record(disclosure, found)))
    assert [(one.statement.subject, one.state) for one in beside["expenditure"]] == [
        *(("本年支出", "passed"), ("基本支出", "failed")),
        ("未比较的一笔", ""),
    ]
    assert set(beside) == {"expenditure"}
    assert [one.figures[0].amount.printed for one in beside["expenditure"][:2]] == ["30.00", "20.00"]


def test_a_sentence_shows_every_check_of_it_and_links_its_finding():
    disclosure, found = told()
    first, second, *rest = said.said(catalogue.Record(disclosure, found))
    assert [one.entry.rule for one in first.judged] == ["TXT001", "RAT001"]
    assert second.judged[0].finding is found.findings[0]
    assert not any(one.judged for one in rest)


def test_the_page_shows_sentences_with_the_figures_of_their_table(site):
    html = (site / addresses.disclosure_page(told()[0].identity)).read_text(encoding="utf-8")
    shown = rows_below(html, 'id="table-expenditure"', "文字里说到这张表的数")
    assert shown == [
        ["本年支出", "2023", "30.00 万元", "30.00 万元", "与表一致", "第 14 行"],
        ["基本支出", "2023", "21.00 万元", "20.00 万元", "与表不一致", "第 14 行"],
        ["未比较的一笔", "2023", "7.00 万元", "", "未与表比较", "第 14 行"],
    ]


def test_the_ledger_names_the_figure_that_was_compared(parsed):
    disclosure, _ = told()
    links = [a.get("href") for _, a in parsed[addresses.disclosure_page(disclosure.identity)].elements]
    anchor = addresses.figure_anchor(disclosure.figures[4])
    assert sum(str(link).endswith(f"{addresses.figures_page(disclosure.identity)}#{anchor}") for link in links) >= 3


def test_a_form_is_shown_as_printed_without_columns_that_it_has_not(site):
    disclosure, found = told()
    (form,) = forms.forms(catalogue.Record(disclosure, found))
    assert form.columns == ["level1", "indicator", "target", "actual", "rate", "weight", "score"]
    html = (site / addresses.disclosure_page(disclosure.identity)).read_text(encoding="utf-8")
    assert rows_below(html, 'id="form-1"') == [
        ["产出指标", "培训人数", "100人", "120人", "100%", "10", "10", "PRF001 通过", "第 15 行"],
        ["总分", "", "", "", "", "10", "10", "", "第 16 行"],
    ]


def test_every_cause_is_listed_by_severity_by_rule_and_by_entity(parsed, packages):
    causes = sum(len(record.causes) for record in catalogue.read(packages).records)
    assert causes >= 3
    for location in (addresses.FINDINGS, addresses.FINDINGS_BY_RULE, addresses.FINDINGS_BY_ENTITY):
        listed = [a for _, a in parsed[location].elements if "mz-cause " in (a.get("class") or "")]
        assert len(listed) == causes, location


def test_a_rule_says_how_often_and_whether_it_ever_found_anything(parsed):
    fired, silent = (parsed[addresses.rule_page(code)].text for code in ("SUM002", "XTB002"))
    assert "尚未在真实文件上出现" not in fired
    assert "核对了 1 项" in fired
    assert "尚未在真实文件上出现" in silent
    assert "还没有一份文件用得上这条规则" in silent
    assert "尚未在真实文件上出现" not in parsed[addresses.rule_page("SRC001")].text


def test_the_accuracy_page_shows_every_family_and_what_is_missed(parsed):
    text = " ".join(parsed[addresses.ACCURACY].text.split())
    rows = accuracy.measured()
    total = accuracy.total(rows)
    for one in (*rows, total):
        assert f"{one.real} / {one.findings}" in text or not one.findings
        assert f"{one.certain_found} / {one.certain}" in text or not one.certain
    for one in accuracy.missed():
        assert " ".join(one.title.split()) in text


def test_the_method_page_shows_the_numbers(site, parsed):
    html = (site / "method.html").read_text(encoding="utf-8")
    rows = accuracy.measured()
    shown = rows_below(html, "<table>")
    assert len(shown) == len(rows) + 1
    assert shown[0][0].startswith(rows[0].family)
    total = accuracy.total(rows)
    assert shown[-1][1:4] == [str(total.rules), str(total.findings), f"{total.real} / {total.findings}"]
    assert "[[accuracy]]" not in parsed["method.html"].text


def test_the_advice_of_a_rule_stands_with_its_finding_and_on_its_page(parsed):
    rule = next(rule for rule in checks.rules() if rule.code == "SUM002")
    assert rule.advice in parsed["disclosures/mou/2023-final.html"].text
    assert rule.advice in parsed[addresses.rule_page("SUM002")].text


def test_downloads_are_the_packages(site, packages):
    compared = filecmp.dircmp(packages, site / "data")
    assert not compared.left_only
    assert (site / "data/mou/2023-final/figures.csv").read_bytes() == (
        packages / "mou/2023-final/figures.csv"
    ).read_bytes()


def test_charts_are_written_where_pages_look(site, parsed):
    specs = [a["data-spec"] for _, a in parsed["disclosures/mou/2023-final.html"].elements if "data-spec" in a]
    assert specs
    for spec in specs:
        assert "data" in (site / "disclosures/mou" / spec).read_text(encoding="utf-8")


def test_the_same_bytes_every_time(site, packages, content, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    again = build.build(packages, tmp_path / "site", SETTINGS, content, quiet).parent
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first == second


def test_a_failed_build_leaves_the_site_that_was_there(packages, tmp_path, monkeypatch):
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(generator, "run", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build.build(packages, out, Settings(), None, quiet)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (out / "index.html").read_text(encoding="utf-8") == "old"


def test_a_site_without_content_folder_has_all_but_the_sources(packages, tmp_path):
    out = build.build(packages, tmp_path / "site", Settings(), None, quiet).parent
    assert (out / "disclosures/mou/2023-final.html").is_file()
    assert not (out / "sources").exists()
    assert not (out / "method.html").exists()


def test_a_page_is_one_file(packages, tmp_path, monkeypatch):
    (tmp_path / "extra.py").write_text(
        "from builder.site.page import Page\n"
        "def pages(site):\n"
        "    yield Page('extra.html', '多出来的页', '', markdown='# 多出来的页')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(tmp_path)])
    site = build._site(catalogue.read(packages), Settings(), None)
    assert "extra.html" in [page.location for page in build._pages(site)]


@pytest.mark.parametrize("text", HOSTILE)
def test_headings_and_blocks_keep_text(text):
    value = render._value(text)
    html = markdown.markdown(
        render.to_markdown(
            f'<p title="{value}">{value}</p><h2 id="a">{value}</h2><table>\n\n<tr><td>{value}</td></tr></table>'
        ),
        extensions=["attr_list", "tables", "toc"],
    )
    page = Page(html)
    assert [tag for tag, _ in page.elements] == ["div", "p", "h2", "div", "table", "tr", "td"]
    assert " ".join(page.text.split()).count(render.visible(text)) == 3


def test_invisible_characters_are_named():
    assert render.visible("\u202e甲\x00\u200b\n乙") == "⟨U+202E⟩甲⟨U+0000⟩⟨U+200B⟩ 乙"


def test_anchors_never_meet():
    names = ["a/b", "a.b", "a b", "a~20b", "a~2eb", "合计", "（合计）"]
    assert len({addresses.slug(name) for name in names}) == len(names)


def test_blank_cells_stay_blank():
    expenditure = grids(made())[1].lanes[0]
    assert [column.id for column in expenditure.columns] == ["total", "basic", "project", "business"]
    assert [cell and cell.amount.printed for cell in expenditure.rows[0].cells] == ["30.00", "20.00", "10.00", None]
    assert [row.level for row in expenditure.rows] == [0, 0, 1, 2]


def test_lanes_of_a_table():
    lanes = {grid.table.table: [lane.side for lane in grid.lanes] for grid in grids(made())}
    assert lanes == {
        "summary": ["revenue", "expenditure"],
        "expenditure": [""],
        "general-basic": ["personnel", "public"],
        "three-public": [],
    }


def test_a_row_printed_twice_is_shown_twice():
    twice = replace(
        made(),
        figures=(figure("expenditure", "甲", "1", "total", "201"), figure("expenditure", "甲", "2", "total", "201")),
    )
    rows = grids(replace(twice, tables=TABLES[1:2]))[0].lanes[0].rows
    assert [row.cells[0].amount.printed for row in rows] == ["1", "2"]


def test_main_figures_are_the_printed_ones():
    main = headline(made())
    printed = {
        name: getattr(main, name).amount.printed
        for name in ("revenue", "expenditure", "basic", "project", "personnel", "public")
    }
    assert printed == {
        **{"revenue": "1,030.00", "expenditure": "30.00", "basic": "20.00"},
        **{"project": "10.00", "personnel": "15.00", "public": "5.00"},
    }
    assert main.three_public is None


def test_sentences_hold_printed_figures_and_marked_shares():
    parts = [part for sentence in sentences(made()) for part in sentence]
    assert {part.amount.printed for part in parts if isinstance(part, Figure)} <= {
        one.amount.printed for one in FIGURES
    }
    assert Share(Decimal("66.7")) in parts
    assert not any(re.search(r"\d", part) for part in parts if isinstance(part, str))


@pytest.mark.parametrize(("part", "whole"), [("1", "0"), ("0", "0.00")])
def test_no_share_of_nothing(part, whole):
    assert share(figure("expenditure", "", part), figure("expenditure", "", whole)) is None


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", ["#000000", "#1f3a5f", "#b3261e", "#0000ff", "#4a5568", "#ffffff"])
def test_colours_can_be_read_on_dark_pages(colour):
    assert (luminance(colours.on_dark(colour)) + 0.05) / (luminance("#1f262e") + 0.05) >= 4.5


def test_colours_of_the_settings_reach_the_pages(site):
    assert Colours().revenue in (site / "assets/site.css").read_text(encoding="utf-8")


def test_a_source_outside_the_content_folder_is_not_shown(content):
    outside = replace(made(), source=replace(made().source, path="../secret.txt"))
    (content.parent / "secret.txt").write_text(LINES, encoding="utf-8", newline="")
    assert sources.originals([outside], content) == {}


def test_a_foreign_page_is_never_served_as_ours(content):
    for form, shown in (("html", False), ("pdf", True)):
        one = replace(made(), source=replace(made().source, format=form))
        assert bool(sources.originals([one], content)) is shown


@pytest.mark.parametrize(("start", "ending"), [(b"PK", "xlsx"), (bytes.fromhex("d0cf11e0a1b11ae1"), "xls")])
def test_a_workbook_is_copied_under_the_ending_with_which_it_opens(tmp_path, start, ending):
    (tmp_path / "book.et").write_bytes(start)
    source = replace(made().source, path="book.et", format="xlsx", sha256=hashlib.sha256(start).hexdigest())
    (original,) = sources.originals([replace(made(), source=source)], tmp_path).values()
    assert original.location == f"sources/mou/2023-final/source.{ending}"


def test_a_page_of_a_pdf_is_linked(content):
    one = replace(made(), source=replace(made().source, format="pdf"))
    (original,) = sources.originals([one], content).values()
    assert original.place(Location(7)) == "sources/mou/2023-final/source.pdf#page=7"


def test_the_theme_folder_is_no_markup_of_pages():
    """Page templates know nothing of the theme: none of its classes, no admonitions, no Markdown of its dialect."""
    for template in Path(pages.__file__).parent.glob("*.j2"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\bmd-|^!!!|^\?\?\?|\{ ?\.|markdown=", text, re.MULTILINE), template.name


def test_the_packages_say_which_sentence_was_compared_with_which_figure():
    """The ledger names statements and figures as their tables do: the site joins them by these names."""
    packages = Path(__file__).parent.parent / "datapackages"
    for record in catalogue.read(packages).records:
        compared = [one for one in said.said(record) if one.state]
        assert not record.disclosure.figures or sum(bool(one.figures) for one in compared) > 20


def rows(count):
    return tuple(("", f"2{number:02}", "某项", "1.00") for number in range(count))


def test_rows_with_levels_grow_into_a_tree():
    drawing = Drawing("x", "", "", "", {}, "", (), rows(4), sources=((*("",) * 3, "a"),) * 4, levels=(1, 2, 3, 1))
    grown = tree(drawing)
    assert [branch.code for branch in grown] == ["200", "203"]
    assert grown[0].rows[0].rows[0].code == "202"
    assert tree(replace(drawing, levels=(1, 1, 1, 1))) == tree(replace(drawing, levels=())) == []
