"""Whether a document is the accounts of a government, not those of a department or unit.

The budget law (预算法第十四条) has both made public: a government's own budget and final accounts (政府预决算,
财政总预算, 财政总决算) by its finance bureau, those of departments (部门预决算) by each. They share titles of tables
and nothing else. A government's are told by a title on the cover with no office's name in it, or by tables that no
department has.
"""

import re
from collections.abc import Sequence

from builder.recognise.strips import Strip
from builder.recognise.titlelines import SENTENCE, Titled
from builder.standards.text import key

_COVER = 12
"""How many lines from the top the title may stand, what a page of the web has above it included."""
_AREAS = "省市州盟县区旗"
_PLACE = rf"[\u4e00-\u9fff]{{1,24}}?(?:[{_AREAS}镇乡]|苏木)(?:本级)?"
_LEVEL = rf"(?:(?:全[{_AREAS}镇乡]|(?:自治)?[{_AREAS}镇乡]本?级)[和及与]?)+"
_ACCOUNTS = "(?:预|决|预决)算"
_MANY = "一般公共预算|政府性基金|国有资本经营|社会保险基金"
_OWNER = f"{_PLACE}(?:人民政府)?"
_TITLE = re.compile(
    rf"^(?:附件?\d{{0,2}})?(?P<place>{_OWNER})?(?:财政[厅局](?=关于))?(?P<about>关于)?(?P<area>{_OWNER})?"
    rf"20\d\d年度?(?:(?:{_PLACE})??(?P<level>{_LEVEL})|(?P<behind>{_PLACE}))?"
    rf"(?:(?P<named>财政总{_ACCOUNTS}|{_ACCOUNTS}草案|(?:财政)?预算执行情况[和及与]20\d\d年.{{0,8}}预算草案"
    rf"|(?<![乡镇])(?:人民)?(?<![乡镇]人民)政府(?:财政)?(?:收支)?{_ACCOUNTS}(?!支出经济)"
    rf"|(?:一般公共预算)?税收返还[和及]?转移支付|地方政府.{{0,4}}债[务券]|社会保险基金(?=.*{_ACCOUNTS})"
    rf"|(?:{_MANY}).{{0,14}}表全[{_AREAS}]$)"
    rf"|(?P<placed>财政(?:收支)?{_ACCOUNTS})|(?P<table>(?:{_MANY})(?=.*表))|(?P<bare>{_ACCOUNTS}))"
)
"""A title of a government's accounts, as ``key`` writes it; ``_is_title`` says what its parts mean."""
_GOVERNORS = ("人民政府", *"省市州盟县旗")
"""How names end of whom 2023年决算 is a government's; towns and zones (区) publish as departments, too."""
_NO_TITLE = re.compile("部门|单位|项目|绩效|工作|审计|采购|债务率")
_OF_GOVERNMENT = re.compile(
    r"(?P<revenue>公共(?:财政)?预算(?:本级)?收入(?![和及]?支出))|(?P<own>公共(?:财政)?预算本级(?:基本)?支出)"
    r"|(?P<transfers>税收返还|(?<!对下)转移支付)|(?P<debt>政府(?:一般|专项)?债[务券])|(?P<insurance>社会保险基金)"
    r"|(?P<fund>政府性基金(?:预算)?收入(?![和及]?支出))|(?P<capital>国有资本经营(?:预算)?收入(?![和及]?支出))"
    rf"|(?P<balance>收支平衡表)|(?P<scope>表全[{_AREAS}]$|全[{_AREAS}](?={_MANY}))"
)
"""What titles of tables say that only governments have, by kind: one alone may be a department's, too."""
_OF_OFFICES = frozenset({"revenue", "expenditure", "appropriation-summary"})
"""Standard tables that no government has: its revenue and expenditure are told by budget (一般公共预算, …)."""
_OFFICE = re.compile(r"(?:部门|单位|机构|局|委|办|院|校|中心|政府)概况|(?:主要|部门|单位)职[责能]|职能职责|机构设置")
_OFFICE_TITLE = re.compile(rf"20\d\d年度?[\u4e00-\u9fff]{{0,20}}(?:部门|单位)(?:本级|汇总)?{_ACCOUNTS}")
_HEADING = 30


def is_of_government(found: Sequence[Strip], heads: Sequence[Titled]) -> bool:
    """Whether a document with these titles of tables is the accounts of a government.

    It is not where a table or a chapter says what only a department or unit has, or the cover calls it one's.
    """
    if any(title.table and title.table.id in _OF_OFFICES for title, _ in heads):
        return False
    return (_is_on_cover(found) or _is_in_tables(found, heads)) and not _is_office(found)


def _is_on_cover(found: Sequence[Strip]) -> bool:
    before = ""
    for strip in found[:_COVER]:
        text = strip.text
        if ("算" in text or "表" in text or "债" in text or "支付" in text) and not SENTENCE.search(text):
            words = key(text)
            if _is_title(words) or (len(before) < _HEADING and _is_title(key(before) + words)):
                return True
        before = text
    return False


def _is_title(words: str) -> bool:
    """Whether words are such a title: one that may be an office's too (财政决算, 市本级预算) must name the place."""
    title = _TITLE.match(words) if len(words) <= 60 and not _NO_TITLE.search(words) else None
    if title is None:
        return False
    owner = title["place"] or title["area"] or ""
    is_levelled = bool(title["level"]) or owner.endswith("本级")
    if title["bare"]:
        return is_levelled or (owner.endswith(_GOVERNORS) and not owner.endswith(("乡人民政府", "镇人民政府")))
    if title["placed"]:
        return is_levelled or bool(owner or title["behind"] or title["about"])
    return is_levelled or bool(title["named"])


def _is_in_tables(found: Sequence[Strip], heads: Sequence[Titled]) -> bool:
    kinds: set[str | None] = set()
    for title, _ in heads:
        words = key("".join(found[title.index + part].text for part in title.parts))
        kinds.update(told.lastgroup for told in _OF_GOVERNMENT.finditer(words))
    return len(kinds) > 1


def _is_office(found: Sequence[Strip]) -> bool:
    """Whether a heading speaks of an office, or the cover names the accounts of one."""
    headings = (strip.text for strip in found if len(strip.text) <= _HEADING and not SENTENCE.search(strip.text))
    return any(_OFFICE.search("".join(text.split())) for text in headings) or any(
        _OFFICE_TITLE.search(key(strip.text)) for strip in found[:_COVER]
    )
