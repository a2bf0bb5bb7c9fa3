"""科目的级次标错。

检查什么
文字里标着“（类）”“（款）”的科目名称，是不是那一级的科目：标成类的不是任何一类的名称，而是款、项的名称；标成款的是“行政运行”
这样通用的项级名称，或者是类的名称而表中这一类没有这样的款；标着“（款）（项）”而前面没有名称。科目表收录不全，其他的不核对。

为什么
类、款、项逐级包含，级次标错，读者就无法同表中的编码对应。

不通过
    文 1.行政运行（类）群众团体事务（款）行政运行（项）。
    文 年初预算为1.00万元，支出决算为1.00万元。

通过
    文 1.一般公共服务（类）群众团体事务（款）行政运行（项）。
    文 年初预算为1.00万元，支出决算为1.00万元。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._paths import LENGTHS, bare, by_name
from builder.checks._sought import Sought

CODE = "CLS004"
NAME = "wrong-subject-level"
SEVERITY = "warning"
TITLE = "科目的级次标错"
TITLE_EN = "A subject is given a wrong level"
ADVICE = "按当年的《政府收支分类科目》写全类、款、项：类是三位编码的科目，款五位，项七位。"

_MARKS = Sought(*(f"{opening}{level}{closing}" for level in "类款项" for opening in "（(" for closing in "）)"))
_NAME = re.compile(r"[\u4e00-\u9fff]{2,24}+(?:[（(]室[）)][\u4e00-\u9fff]{0,14})?$")
_FOLLOWS = re.compile(r"[（(][类款][）)]$")
_REACH = 30
_MANY = 5
"""An item of so many sections (行政运行) is never the name of a section."""


def check(case: Case) -> Iterator[Outcome]:
    """Every name with a level behind it, once for all the places where it stands."""
    text = case.prose.text
    found: dict[tuple[str, str], list[int]] = {}
    for start in case.prose.at(_MARKS):
        name = _NAME.search(text[max(0, start - _REACH) : start])
        if name or _FOLLOWS.search(text[max(0, start - 3) : start]):
            found.setdefault((name[0] if name else "", text[start + 1]), []).append(start)
    told = {key: _told(case, *key) for key in found}
    wrong = [key for key in found if told[key]]
    for key, places in found.items():
        if key not in wrong:
            yield Outcome(_subject(*key), "passed")
            continue
        passage = case.prose.index(places[0])
        beside = [other for other in wrong if case.prose.index(found[other][0]) == passage]
        fault = Fault(
            message=f"{told[key]}。",
            message_en="A subject is given a wrong level." if key[0] else "A level is given and no subject before it.",
            places=case.prose.places((place, place + 1) for place in places),
            explains=tuple((CODE, _subject(*other)) for other in beside if other != key) if key == beside[0] else (),
        )
        yield Outcome(_subject(*key), "failed", fault=fault)


def _subject(name: str, level: str) -> str:
    return wording.subject(name or "-", level)


def _told(case: Case, name: str, level: str) -> str:
    """What is wrong with a name and its level; empty if nothing is beyond doubt."""
    if not name:
        return f"“（{level}）”前面没有科目名称"
    wanted = bare(name)
    if level == "项" or wanted in by_name(LENGTHS[level]):
        return ""
    items, sections = by_name(7).get(wanted, frozenset()), by_name(5).get(wanted, frozenset())
    if level == "类" and (items or sections):
        return f"“{name}”是{'款' if sections else '项'}级科目，文字里标为“（类）”"
    if level == "款" and len({code[:5] for code in items}) >= _MANY:
        return f"“{name}”是项级科目，文字里标为“（款）”"
    if level == "款" and _is_other_in_tables(case, wanted):
        return f"“{name}”是类级科目，文字里标为“（款）”，表中这一类没有这样的款"
    return ""


def _is_other_in_tables(case: Case, wanted: str) -> bool:
    """Whether the name is that of a class, of which the tables have sections, all of other names."""
    classes = by_name(3).get(wanted, frozenset())
    sections = [row.item for row in case.rows if len(row.code) == 5 and row.code[:3] in classes]
    return bool(sections) and all(bare(item) != wanted for item in sections)
