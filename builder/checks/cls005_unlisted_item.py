"""名词解释的科目与表中不一致。

检查什么
名词解释逐项解释的功能分类科目，表中有没有；表中的项级科目，名词解释有没有漏掉；款的名称是不是表中已经不用的旧名称。名词解释
没有逐项解释科目的，表中没有项级科目的，不核对。

为什么
名词解释应当对应本文件的表；对不上，多半是照抄了以前年度或者别的单位的。只是提示。

不通过
    revenue 2012901 行政运行: total 126.73
    文 第四部分 名词解释
    文 一、本单位使用的支出功能分类科目（到项级）
    文 1.一般公共服务（类）群众团体事务（款）行政运行（项）：反映基本支出。
    文 2.一般公共服务（类）群众团体事务（款）工会事务（项）：反映工会事务支出。

通过
    revenue 2012901 行政运行: total 126.73
    文 第四部分 名词解释
    文 一、本单位使用的支出功能分类科目（到项级）
    文 1.一般公共服务（类）群众团体事务（款）行政运行（项）：反映基本支出。
"""

import re
from collections.abc import Collection, Iterator, Mapping

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._numbering import OMITTED
from builder.checks._outcome import Fault, Outcome
from builder.checks._paths import bare, by_name, path
from builder.standards import classifications

CODE = "CLS005"
NAME = "unlisted-item"
SEVERITY = "note"
TITLE = "名词解释的科目与表中不一致"
TITLE_EN = "The glossary explains subjects that the tables do not have"
ADVICE = "以本年支出表里的科目为准重写名词解释：表里没有的删去，表里有而没有解释的补上。"

_GLOSSARY = re.compile(r"名词解释|功能分类科目")
_COLON = re.compile(r"[：:]")
_LONGEST = 60
_LEAST = 2
"""So many items make a list of the unit's own subjects."""


def check(case: Case) -> Iterator[Outcome]:
    """The items that the glossary explains, and those of the tables."""
    printed = {row.code: row.item for row in case.rows if row.code[:1] == "2"}
    items = {code for code in printed if len(code) == 7}
    explained = _explained(case)
    if not items or not explained:
        yield Outcome("items", "not_applicable", "名词解释没有逐项解释科目" if items else "表中没有项级科目")
        return
    for code, index in explained.items():
        yield _entry(case, code, index, printed)
    missing = sorted(items - set(explained)) if not _leaves_out(case) else []
    if missing and len(explained) >= _LEAST and len(missing) < len(items):
        yield Outcome("missing", "failed", fault=_missing(case, missing, printed, explained))


def _explained(case: Case) -> Mapping[str, int]:
    """The item codes that the glossary explains, each with the number of its passage."""
    found: dict[str, int] = {}
    printed = {row.code for row in case.rows}
    inside = listed = False
    for index, (passage, begins) in enumerate(zip(case.prose.passages, case.prose.numbers, strict=True)):
        if begins and begins.style == "part":
            inside, listed = bool(_GLOSSARY.search(passage.text)), False
        if not inside:
            continue
        name, colon, _ = _COLON.sub("：", begins.rest if begins else passage.text, count=1).partition("：")
        listed = listed or (not colon and "功能分类科目" in name)
        codes = path(name) if len(name) <= _LONGEST else ()
        if len(codes) == 3:
            found.setdefault(codes[-1], index)
        elif listed and colon and (code := _alone(name, printed)):
            found.setdefault(code, index)
    return found


def _leaves_out(case: Case) -> bool:
    """Whether the glossary says that it leaves something out."""
    passages = case.prose.passages
    first = next((at for at, each in enumerate(passages) if _GLOSSARY.search(each.section)), len(passages))
    return any(OMITTED.search(passage.text) for passage in passages[first:])


def _alone(name: str, printed: Collection[str]) -> str:
    """The item that a name alone means below the heading of the subjects: the printed one, else the only one."""
    codes = by_name(7).get(bare(name), frozenset())
    return next(iter(sorted(codes & {*printed})), next(iter(codes)) if len(codes) == 1 else "")


def _entry(case: Case, code: str, index: int, printed: Mapping[str, str]) -> Outcome:
    passage = case.prose.passages[index]
    section, item = classifications.name(code[:5]) or "", classifications.name(code) or ""
    if code not in printed:
        zh = f"名词解释解释了“{section}—{item}”（{code}），表中没有这个科目。"
        en = f"The glossary explains {code}, which no table has."
        return Outcome(code, "failed", fault=Fault(zh, en, printed=code, places=(passage.location,)))
    table = printed.get(code[:5], "")
    if (
        table
        and bare(table) not in bare(passage.text)
        and any(bare(name) in bare(passage.text) for name in classifications.names(code[:5]))
    ):
        zh = f"名词解释中“{item}”（{code}）所属的款用的是另一个名称，表中印为“{table}”。"
        en = f"The glossary names the section of {code} otherwise than the tables."
        return Outcome(code, "failed", fault=Fault(zh, en, expected=table, places=(passage.location,)))
    return Outcome(code, "passed")


def _missing(case: Case, missing: list[str], printed: Mapping[str, str], explained: Mapping[str, int]) -> Fault:
    names = wording.listed(f"{code} {printed[code]}" for code in missing)
    index = max(explained.values())
    return Fault(
        message=f"名词解释逐项解释了 {len(explained)} 个科目，没有解释表中的 {names}。",
        message_en=f"The glossary does not explain {wording.listed_en(missing)}, which the tables have.",
        places=(case.prose.passages[index].location,),
    )
