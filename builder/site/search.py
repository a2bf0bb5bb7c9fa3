"""What can be found on the site: each thing with its kind, its names, its place, and a text to show.

The vocabulary is ours: entities, disclosures, their tables, rows with amounts, findings, passages, statements and
performance indicators, the checks, the codes, the terms, the pages, and the lines of originals that none of these
holds. Document text is plain text here; the worker escapes it.

Wiring: ``theme/main.html`` names ``assets/search-worker.js`` in the place of the generator's own worker, and when the
site is written the builder calls ``write_index(found(site, pages), out)``, which also replaces the generator's index.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from builder.checks import Rule
from builder.model.disclosure import Unplaced
from builder.model.finding import Finding
from builder.site import addresses
from builder.site.catalogue import EntityRecord, Listed
from builder.site.characters import initials, pinyin
from builder.site.codes import Code, codes, other_names
from builder.site.explorer import in_units
from builder.site.grids import Grid, Lane, Row, grids
from builder.site.page import Page, Site
from builder.site.passages import quoted
from builder.site.plain import bare
from builder.site.render import visible
from builder.site.search_index import write_index
from builder.site.search_terms import Entry, Found
from builder.site.search_text import normalise, phrases
from builder.site.sources import Original
from builder.site.words import KINDS, SEVERITIES

__all__ = ["Entry", "found", "write_index"]

ENTITY, CODE, TERM, RULE, PAGE, DISCLOSURE, ORIGINAL = 7, 6, 5, 4, 3, 2, 1
"""The weights of pages: which of two equally good ones is shown first."""

_SCHEMES = "532"
"""What money is for comes before what was bought: the first digits of codes, the first of them last."""
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*(?:\{\s*#(\S+)\s*\}\s*)?")
_MARKUP = re.compile(r"\]\([^)]*\)|[*`|\[\]]|^\s*(?:[>#+-]|\d+\.)\s+|^\|?[-:| ]+\|?$", re.MULTILINE)


def found(site: Site, pages: Iterable[Page]) -> Iterator[Found]:
    """Each of ``pages`` with what can be found on it, which is made only when it is asked for."""
    shown = {page.location: page for page in pages}
    own = {entry.location: entry for entry in _pages(site, shown)}
    parts = _parts(site, shown)
    for location, page in shown.items():
        yield Found(own.get(location) or _plain(page), parts.get(location) or partial(_written, page))


def _pages(site: Site, shown: Mapping[str, Page]) -> Iterator[Entry]:
    """The pages of entities, checks and disclosures themselves, as far as they are shown."""
    for entity in site.catalogue.entities:
        if addresses.entity_page(entity.entity) in shown:
            yield _entity(entity)
        for record in entity.records:
            if addresses.disclosure_page(record.identity) in shown:
                yield _disclosure(record, entity)
    yield from (_rule(rule) for rule in site.rules if addresses.rule_page(rule.code) in shown)
    if addresses.SUBJECTS in shown:
        found = map(_code, codes(site.catalogue).values())
        yield from (entry for entry in found if entry.location in shown)


def _rule(rule: Rule) -> Entry:
    others = rule.name, rule.title_en
    names, location = (rule.code, visible(rule.title)), addresses.rule_page(rule.code)
    return Entry("规则", names, visible(rule.what), location, others=others, weight=RULE)


def _plain(page: Page) -> Entry:
    kind, weight = "页面", PAGE
    if page.location == addresses.GLOSSARY:
        weight = TERM
    elif page.location.startswith(("sources/", "figures/")):
        kind, weight = "原文", ORIGINAL
    return Entry(kind, (visible(page.title),), visible(page.description), page.location, weight=weight)


def _entity(record: EntityRecord) -> Entry:
    others = tuple(visible(other) for other in (*record.about.aliases, record.about.region) if other)
    years = "、".join(_year(one) for one in record.records)
    text = " · ".join(part for part in ("，".join(others), years) if part)
    location = addresses.entity_page(record.entity)
    spelt = (initials(record.entity_name), pinyin(record.entity_name), *map(initials, record.about.aliases))
    named = (*others, *filter(None, dict.fromkeys(spelt)))
    return Entry("单位", (visible(record.entity_name),), text, location, others=named, weight=ENTITY)


def _code(code: Code) -> Entry:
    """The page of a code, with all its wordings."""
    of = "".join((code.classification[0], f"的{code.level[0]}" if code.level[0] else ""))
    text = f"{of}，{code.entities} 个单位的 {len(code.places)} 份公开文件里有"
    names = tuple(filter(None, (code.code, code.name)))
    others = tuple(filter(None, (*code.wordings, initials(code.name))))
    rank = _SCHEMES.find(code.code[0])
    return Entry("科目", names, text, addresses.code_page(code.code), others=others, rank=rank, weight=CODE)


def _year(record: Listed) -> str:
    return f"{record.identity.fiscal_year} 年{KINDS[record.identity.kind][0]}"


def _disclosure(record: Listed, entity: EntityRecord) -> Entry:
    """The page of a disclosure. It has the names of its entity too: a name and a year mean the disclosure."""
    who = record.identity
    name, printed = visible(f"{who.entity_name} {_year(record)}"), visible(who.title)
    others = tuple(visible(other) for other in (printed, who.entity_name, *entity.about.aliases) if other)
    location = addresses.disclosure_page(who)
    return Entry("公开文件", (name,), printed, location, others=others, rank=who.fiscal_year, weight=DISCLOSURE)


def _parts(site: Site, shown: Mapping[str, Page]) -> Mapping[str, Callable[[], Iterator[Entry]]]:
    """How to get the things that stand on a page, by its location."""
    titles = {rule.code: rule.title for rule in site.rules}
    made: dict[str, Callable[[], Iterator[Entry]]] = {addresses.GLOSSARY: partial(_terms, site)}
    for record in site.catalogue.records:
        page = addresses.disclosure_page(record.identity)
        if page in shown:
            made[page] = partial(_disclosure_parts, record, titles)
        original = site.originals.get(record.identity.disclosure_id)
        if original and original.location in shown:
            made[original.location] = partial(_lines, record, original)
    return made


def _terms(site: Site) -> Iterator[Entry]:
    for term in site.terms:
        location = f"{addresses.GLOSSARY}#{addresses.term_anchor(term.id)}"
        others = tuple(filter(None, (*other_names(term), initials(term.zh))))
        yield Entry("名词", (term.zh, term.en), term.text, location, others=others)


def _disclosure_parts(listed: Listed, titles: Mapping[str, str]) -> Iterator[Entry]:
    record = listed.load()
    disclosure = record.disclosure
    page = addresses.disclosure_page(record.identity)
    for grid in grids(disclosure):
        yield from _table(grid, page)
    for finding in record.verdict.findings:
        yield _finding(finding, titles.get(finding.rule, ""), page)
    for number, passage in quoted(disclosure):
        yield _text("说明", passage.section, passage.text, f"{page}#{addresses.passage_anchor(number)}")
    said = normalise("\n".join(passage.text for _, passage in quoted(disclosure)))
    for number, statement in enumerate(disclosure.statements, start=1):
        if normalise(statement.text) not in said:
            yield _text("说明", statement.subject, statement.text, f"{page}#{addresses.statement_anchor(number)}")
    for number, one in enumerate(disclosure.indicators, start=1):
        names = " ".join(filter(None, (one.programme, one.level1, one.level2, one.indicator)))
        text = f"目标 {one.target}，实际 {one.actual}，分值 {one.weight}，得分 {one.score}"
        yield _text("绩效", names or one.form, text, f"{page}#{addresses.indicator_anchor(number)}")
    yield from (_unplaced(one, page) for one in disclosure.unplaced)
    yield from (
        _text("未读成数据", one.reason, one.excerpt, f"{page}#{addresses.UNREAD}") for one in disclosure.leftovers
    )


def _table(grid: Grid, page: str) -> Iterator[Entry]:
    table = grid.table
    title = visible(table.title)
    yield Entry("表", (title or table.table,), visible(table.note), f"{page}#{addresses.table_anchor(table.table)}")
    for lane in grid.lanes:
        for row in lane.rows:
            figures = [cell for cell in row.cells if cell]
            if figures:
                yield _row(row, lane, title, f"{page}#{addresses.figure_anchor(figures[0])}")


def _row(row: Row, lane: Lane, table: str, location: str) -> Entry:
    cells = [(column.zh, cell.amount) for column, cell in zip(lane.columns, row.cells, strict=True) if cell]
    amounts = visible("，".join(f"{column} {amount.printed} {amount.unit}" for column, amount in cells))
    names = tuple(dict.fromkeys(visible(name) for name in (row.code, row.item) if name.strip())) or (table,)
    others = tuple(name for name in (visible(bare(row.item)),) if name and name not in names)
    converted = dict.fromkeys(in_units(amount)[0] for _, amount in cells if amount.unit != "万元")
    return Entry("科目", names, amounts, location, "amount", others, table, tuple(filter(None, converted)))


def _finding(finding: Finding, title: str, page: str) -> Entry:
    text = f"{SEVERITIES[finding.severity][0]}：{finding.message}"
    names = tuple(filter(None, (finding.rule, visible(title))))
    return Entry("发现", names, visible(text), f"{page}#{addresses.finding_anchor(finding)}")


def _unplaced(one: Unplaced, page: str) -> Entry:
    names = " ".join(filter(None, (one.code, one.item)))
    return _text("未读成数据", names or one.reason, f"{one.printed}（{one.reason}）", f"{page}#{addresses.UNREAD}")


def _text(kind: str, title: str, text: str, location: str) -> Entry:
    return Entry(kind, (visible(title) or kind,), visible(text), location, "prose")


def _lines(record: Listed, original: Original) -> Iterator[Entry]:
    """The lines of an original that nothing on the page of its disclosure holds."""
    disclosure = record.disclosure
    read = {figure.location.line for figure in disclosure.figures} | {one.location.line for one in disclosure.unplaced}
    held = normalise("\n".join(passage.text for _, passage in quoted(disclosure)))
    for number, line in enumerate(original.lines, start=1):
        key = normalise(line)
        if number not in read and any(True for _ in phrases(key)) and key not in held:
            yield _text("原文", f"第 {number} 行", line, f"{original.location}#L{number}")


def _written(page: Page) -> Iterator[Entry]:
    """The paragraphs of a page written by hand, each under its heading."""
    title, anchor = page.title, "top"
    for block in page.markdown.split("\n\n"):
        heading = _HEADING.fullmatch(block.strip())
        if heading:
            title, anchor = heading[1], heading[2] or "top"
        elif block.strip():
            text = _MARKUP.sub(" ", block)
            yield _text("页面", title, text, f"{page.location}#{anchor}")
