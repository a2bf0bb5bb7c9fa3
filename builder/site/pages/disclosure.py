"""The page of a disclosure: in one minute what it says, then everything that was read and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial

from builder.frozen import frozen
from builder.model.disclosure import Figure, Passage
from builder.model.finding import LedgerEntry
from builder.model.location import Location
from builder.site import addresses, against, embeds, linked
from builder.site.catalogue import Record
from builder.site.charts import Drawing
from builder.site.corrected import of_record
from builder.site.explain import explained, term_of
from builder.site.forms import forms
from builder.site.grids import grids
from builder.site.headline import Headline, headline
from builder.site.page import Address, Page, Site
from builder.site.passages import quoted
from builder.site.plain import Share, lines, share
from builder.site.said import Said, beside, said
from builder.site.staffing import staffing
from builder.site.three_public import three_public
from builder.site.tongue import TONGUES, Tongue
from builder.site.words import KINDS, STATES

TITLES = {
    "revenue": ("本年收入", "Revenue"),
    "expenditure": ("本年支出", "Expenditure"),
    "basic": ("基本支出", "Basic"),
    "project": ("项目支出", "Project"),
    "personnel": ("人员经费", "Personnel"),
    "public": ("公用经费", "Public funds"),
    "three_public": ("“三公”经费", "Travel, cars, reception"),
}


@frozen
class Fact:
    """One of the main figures, with the share of its whole where it has one."""

    id: str
    title: str
    title_en: str
    figure: Figure
    share: Share | None


@frozen
class RuleEntries:
    """The ledger of one rule: how many subjects ended in each state, and all entries, the failed ones first."""

    rule: str
    counts: Mapping[str, int]
    entries: tuple[LedgerEntry, ...]


def pages_of(record: Record, site: Site) -> Iterator[Page]:
    """The page of a disclosure in each language, outside the navigation."""
    identity = record.identity
    spoken = said(record)
    headed = headline(record.disclosure)
    main, shown = facts(headed), grids(record.disclosure)
    values = {
        "record": record,
        "facts": main,
        "lines": {tongue.id: lines(record.disclosure, tongue) for tongue in TONGUES},
        "staffing": staffing(spoken, headed),
        "last_year": against.last_year(record.disclosure, spoken),
        "budgeted": against.budgeted(record.disclosure, spoken),
        "before": against.before(record, site.catalogue, headed),
        "three_public": three_public(record.disclosure, spoken),
        "grids": shown,
        "term_of": term_of,
        "explained": explained(shown, (fact.id for fact in main)),
        "figures": {record.disclosure.figure_id(figure): figure for figure in reversed(record.disclosure.figures)},
        "ledger": ledger(record.verdict.ledger),
        "passages": sections(quoted(record.disclosure)),
        "statements": by_section(spoken),
        "derived": record.disclosure.derived,
        "beside": beside(spoken),
        "forms": forms(record),
        "by_key": {figure.key: figure for figure in record.disclosure.figures},
        "original": site.originals.get(identity.disclosure_id),
        "drawings": site.drawings.get(identity.disclosure_id, ()),
        "titles": {rule.code: rule.title for rule in site.rules},
        "titles_en": {rule.code: rule.title_en for rule in site.rules},
        "advice": {rule.code: rule.advice for rule in site.rules},
        "files": files(record),
        "changed": of_record(record, site.catalogue),
        "exports": site.exports.get(identity.disclosure_id, ()),
        "spec": spec_location,
        "iframe": partial(embeds.iframe, site.settings),
        "source_title": source_title,
    }
    for tongue in TONGUES:
        page = _page(record, values, tongue, partial(linked.of_disclosure, record, site))
        yield replace(page, preview=site.previews.get(identity.disclosure_id, ""))


def _page(record: Record, values: Mapping[str, object], tongue: Tongue, data: Callable[[Address], str]) -> Page:
    identity, main = record.identity, headline(record.disclosure)
    what = tongue.t("{year} 年{kind}", year=identity.fiscal_year, kind=tongue.pick(KINDS[identity.kind]))
    location = addresses.disclosure_page(identity)
    return Page(
        tongue.page(location),
        f"{identity.entity_name} {what}",
        "disclosure.md.j2",
        values,
        description=summary(record, main, what, tongue),
        linked_data=None if tongue.index else data,
        tongue=tongue,
        twin=next(other for other in TONGUES if other != tongue).page(location),
    )


def summary(record: Record, main: Headline, what: str, tongue: Tongue) -> str:
    """What a search engine says of the page: who and when, what was received and spent, what was checked."""
    named = {"本年收入": main.revenue, "本年支出": main.expenditure}
    money = [f"{tongue.t(name)} {one.amount.printed} {one.amount.unit}" for name, one in named.items() if one]
    checked = tongue.t("核对 {checks} 项，发现 {causes} 处", checks=record.checked, causes=len(record.causes))
    head = f"{record.identity.entity_name} {what}"
    return tongue.t("，").join([f"{head}{tongue.t('：')}{tongue.t('，').join(money)}" if money else head, checked])


def facts(main: Headline) -> tuple[Fact, ...]:
    """The main figures that are printed."""
    wholes = {"basic": main.expenditure, "project": main.expenditure}
    named = ((item.name, getattr(main, item.name)) for item in fields(main))
    return tuple(Fact(name, *TITLES[name], figure, share(figure, wholes.get(name))) for name, figure in named if figure)


def ledger(entries: Sequence[LedgerEntry]) -> tuple[RuleEntries, ...]:
    """The ledger by rule; within a rule what failed comes first, then what was not checked."""
    by_rule: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        by_rule.setdefault(entry.rule, []).append(entry)
    return tuple(_entries(rule, by_rule[rule]) for rule in sorted(by_rule))


_ORDER = ("failed", "rounding", "not_checked", "passed", "not_applicable")


def _entries(rule: str, entries: Sequence[LedgerEntry]) -> RuleEntries:
    counts = {state: sum(entry.state == state for entry in entries) for state in STATES}
    return RuleEntries(rule, counts, tuple(sorted(entries, key=lambda entry: _ORDER.index(entry.state))))


def sections(passages: Iterable[tuple[int, Passage]]) -> Mapping[str, list[tuple[int, Passage]]]:
    """Passages, each with its number, by section of the text."""
    found: dict[str, list[tuple[int, Passage]]] = {}
    for number, one in passages:
        found.setdefault(one.section, []).append((number, one))
    return found


def by_section(spoken: Iterable[Said]) -> Mapping[str, list[Said]]:
    """Statements by section of the text."""
    found: dict[str, list[Said]] = {}
    for one in spoken:
        found.setdefault(one.statement.section, []).append(one)
    return found


def files(record: Record) -> Mapping[str, str]:
    """What each downloadable file is for, by path."""
    titles = {"datapackage.json": "数据包的描述", "README.txt": "说明"}
    return {one.path: one.title or titles.get(one.path, "") for one in record.downloads}


def spec_location(record: Record, drawing: Drawing) -> str:
    """Where the JSON of a chart of a disclosure is, relative to the site's root."""
    return f"charts/{record.identity.package}/{drawing.name}.json"


def source_title(figure: Figure, t: Callable[[str], str], place: Callable[[Location], str]) -> str:
    """What to say about where a figure stands."""
    how = "按勾稽定位" if figure.placed_by == "identity" else "按位置定位"
    return f"{t('原文')} {place(figure.location)}{t('，')}{t(how)}"
