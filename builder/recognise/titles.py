"""Which standard table a line is the title of: by the titles in the tables' data, or by the words that they consist of.

Places add and leave out words that say nothing (总体情况, 预算, 财政拨款): what is left without them, the *core*, is
compared with the tables' own. What stands before a title may be an office, a year, a number; a word that makes it the
title of another table (项目支出总表, 政府性基金预算收支总表) may not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from builder.standards import classifications
from builder.standards.layouts import titles
from builder.standards.tables import StandardTable, standard_tables
from builder.standards.text import key

_PREFIX = re.compile(
    r"^(?:[附样]?件?\d{0,2}表?|(?:部门|单位)?(?:[附样]|公开|预算|决算|财决)*(?:\d{1,3}表|表\d{1,3})"
    r"|(?:部门|单位)?附?(?:公开|预算|决算)*表?[一二三四五六七八九十]{1,3}|[a-z]{0,2}\d{1,3})?"
    r"(?:\d{4}年度?)?[\u4e00-\u9fff]{0,25}?(?:\d{4}年度?)?(?:部门|单位|本级|预算(?:部门|单位))?(?:综合预算)?"
    r"(?:(?:预算|决算)?(?:公开)?(?:\d{1,2}表|表\d{0,2}|表[一二三四五六七八九十]{1,3})|(?:预算|决算)公开)?$"
)
_NOT_BEFORE = re.compile(
    r"(?:基本|项目|采购|服务|专项|业务|经费|费|资金|结转|债券?|债务|国有资本|资本经营|政府性?基金|公共(?:财政)?(?:预算)?|财政拨款"
    r"|转移支付|功能|经济|绩效|其他|及|非税|收费|人员|公用|事业|经营|上级|补助|补贴|捐赠|购买|资产|重点|分类|收入)$"
    r"|三公经费|社会保险|单位资金|财政专户|政府性基金|国有资本经营"
)
"""What stands before a title and makes it that of another table (项目支出总表, 政府采购支出预算表)."""
_NOT_BEFORE_GENERAL = re.compile(r"一般公共(?!服务)|财政拨款")
_WHOSE = re.compile(
    r"(?:(?:一般公共(?:预算)?|政府性基金(?:预算)?)[及和](?=政府性基金|一般公共)|(?<=[及和])政府性基金(?:预算)?|一般公共(?:预算)?|财政|拨款|安排的?|行政经费[及和])+$"
)
"""Whose “三公” the standard table shows."""
_OF_GENERAL = frozenset({"general-expenditure", "general-basic", "three-public"})
_SUFFIX = re.compile(
    r"(?:(?:(?<=表)表[一二三四五六七八九十\d]{1,3}|(?<=表)[一二三四1-4]|(?<=表)附表\d{1,2}|(?:公开|预算|决算|财决附?)\d{1,3}表|续表?\d?|(?<=表)(?:空|样)表"
    r"|(?<=表)(?:部门|单位)|\d{4}年度?|汇总|本级|[分按](?:单位|科目)(?:列示)?|(?:(?:金额)?单位)?[万千]?元))+$"
)
_PUBLISHED = re.compile(r"(?<=[算])公开(?=表$)")
"""收入支出决算公开表 is the table of that name, as it is made public."""
_BY_FUNCTION = re.compile(r"按?(?:支出)?功能(?:分类|科目)*(?:列示)?$")
_BY_CLASSIFICATION = {
    "": _BY_FUNCTION,
    "functional": _BY_FUNCTION,
    "economic": re.compile(r"按?(?:部门)?(?:预算)?(?:支出)?经济(?:分类|科目)*$"),
}
_OLDER = re.compile(r"(?<!般)公共财政预算|(?<!般)公共预算(?=财政拨款|支出|基本支出)")
"""What the general public budget was called until the budget law of 2014, and what it is called for short."""
_FUND = re.compile(r"(?:公共(?:财政)?|政府性?基金|国有资本(?:经营)?)预算")
_THREE_PUBLIC = re.compile(r"三公经费(?!.*(?:说明|增减|实物|统计|明细|对比|情况表)).*表$")
"""Places call this table by many names; all say 三公经费, and its header must name its parts."""
_SENTENCE = re.compile(r"[。；，,;]")
_LEADER = re.compile(r"[….·．]{3,}\s*\d*\s*$")
_FORM = re.compile(r"(?:总体情况|情况总|总体|情况|汇总|总)?表$")
_EMPTY = re.compile(r"预算|决算|财务(?=收)|(?<=预算)(?:当年)?(?:财政)?拨款|(?<=预算)安排的|当年|本年")
"""Words of a title that say nothing of which table it is; 财政拨款 says nothing behind 一般公共预算."""

Told = tuple[StandardTable, str, int]
"""The table that a title is of, budget or final, and how many characters tell it."""


def title_of(text: str) -> tuple[StandardTable, str] | None:
    """The standard table and kind (budget or final) whose title this line is, or None."""
    found = told(text)
    return found[:2] if found else None


def says_kind(text: str) -> bool:
    """Whether a title says that its table is one of a budget or of final accounts: 支出情况表 does not.

    The 预算 of 一般公共预算 and the other funds is the name of the fund, of which final accounts are made, too.
    """
    words = key(text)
    return "决算" in words or "预算" in _FUND.sub("", words)


@lru_cache(maxsize=4096)
def told(text: str) -> Told | None:
    """The same with how many of its characters tell it; what stands before them is whose table it is."""
    words = key(text) if "表" in text else ""
    if not 4 <= len(words) <= 60 or _SENTENCE.search(text.strip().rstrip("。")) or _LEADER.search(text):
        return None
    bare = _OLDER.sub("一般公共预算", _PUBLISHED.sub("", _SUFFIX.sub("", words)))
    says = "功能" in bare or "经济" in bare
    names = {by: pattern.sub("", bare) if says else bare for by, pattern in _BY_CLASSIFICATION.items()}
    for title, table_id, kind in _at_end({bare, *names.values()}):
        table = standard_tables()[table_id]
        name = names.get(table.classification, bare)
        if name.endswith(title) and not (table.says_classification and name == bare):
            if _may_stand_before(name[: -len(title)], table):
                return table, kind, len(title)
            break
    return _by_core(bare, names) or _three_public(bare)


def _at_end(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The titles with which one of the names ends, the longest first."""
    known = _by_title()
    found = known.keys() & {name[at:] for name in names for at in range(len(name) - 1)}
    for title in sorted(found, key=lambda each: (-len(each), each)):
        yield from known[title]


@cache
def _by_title() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for title in titles():
        found.setdefault(title[0], []).append(title)
    return found


def _may_stand_before(before: str, table: StandardTable) -> bool:
    if table.shape == "phases":
        before = _WHOSE.sub("", before)
    if not _PREFIX.match(before) or _NOT_BEFORE.search(before) or before.endswith(_class_stems()):
        return False
    return table.id in _OF_GENERAL or not _NOT_BEFORE_GENERAL.search(before)


@cache
def _class_stems() -> tuple[str, ...]:
    """What the names of the classes have before 支出: 教育支出预算表 is not the table of all expenditure."""
    names = (key(each.name) for each in classifications.class_order())
    return tuple(name.removesuffix("支出") for name in names if name.endswith("支出"))


def _by_core(bare: str, names: dict[str, str]) -> Told | None:
    kind = "final" if "决算" in bare else "budget"
    cores = {name: _core(name) for name in {bare, *names.values()} if _FORM.search(name)}
    for core, table_id, of_kind in _cores() if any(core.endswith(_all_cores()) for core in cores.values()) else ():
        table = standard_tables()[table_id]
        words = cores.get(names.get(table.classification, bare), "")
        if of_kind in (kind, "") and words.endswith(core):
            return (table, kind, len(core)) if _may_stand_before(words[: -len(core)], table) else None
    return None


@cache
def _cores() -> tuple[tuple[str, str, str], ...]:
    """The cores as (core, table id, kind or empty for both), the longest first."""
    found = [
        (core, table.id, kind)
        for table in standard_tables().values()
        for kind, cores in table.cores.items()
        for core in cores
    ]
    return tuple(sorted(found, key=lambda each: (-len(each[0]), each)))


@cache
def _all_cores() -> tuple[str, ...]:
    return tuple(core for core, _, _ in _cores())


def _core(title: str) -> str:
    return _EMPTY.sub("", _FORM.sub("", title)).replace("收入支出", "收支")


def _three_public(bare: str) -> Told | None:
    found = _THREE_PUBLIC.search(bare)
    if not found or _NOT_BEFORE.search(_WHOSE.sub("", bare[: found.start()])):
        return None
    told_by = len(bare) - bare.rindex("三公经费")  # a sheet's name or a first page may say it once more, before
    return standard_tables()["three-public"], "final" if "决算" in bare else "budget", told_by
