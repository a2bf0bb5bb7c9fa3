"""What a sentence speaks of: its subject without the words around it, and the code that it names."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from builder.standards import classifications

_ORDINAL = (
    r"(?:[（(]?\d{1,2}[)）、]|\d{1,2}[.．](?!\d)|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[①-⑳]、?|[一二三四五六七八九十]是|[-•·●]|、|其中|另外|此外|同时|即|主要包括|包括|主要是用于|主要用于|用于|和(?!解)|及(?!时)|中|按[^，]{2,10}划分为?|以及|新增了?(?=[^，]{4})|含(?=[^，]{2,}[费金款入出]))[:：]?"
)
_YEAR = (
    r"(?:截[至止]到?)?(?:\d{4}年(?:度|末|底|初|\d{1,2}月(?:\d{1,2}日|末|底)?|当年|全年)?|本年度?(?=[共累])|全年(?=[共累]))"
    r"(?:(?<=[底末日年])(?:止|前))?"
)
_BY = r"(?:按照|根据|依据)《[^》]{2,80}》(?:[（(][^（）()]{2,30}[）)])?(?:文件)?(?:精神|规定|要求)?(?=[^，,]{2})"
"""The paper by which something was done stands before it: 按照《…》（某编办〔2023〕1号）核定编制数."""
_SELF = r"(?:我|本)(?:单位|部门|机关|级(?!$)|局|会)(?:[（(](?:单位|部门)[）)])?(?:本级)?(?:及(?:所|下)属(?:事业)?单位)?"
_CIRCLED = re.compile("[①-⑳]")
_LISTED = re.compile(r"^.*[①-⑳]、?(?=[^①-⑳]{2})")
_COMPARED = re.compile(
    r"(?:[比较与同]|相比|对比)(?:上一?年|上一度|去年|\d{4}年)度?(?:[（(][^（）()]*[）)])?(?:同期)?(?:年初)?(?:支出|收入)?(?:决算|预算|执行)?数?(?:相比|比较|对比|比)?"
    r"|同比|环比|(?<!合)按?同口径(?:相比)?|按可比口径|与?(?:年初|全年|调整)预算数?(?:相比|(?=持平))"
)
_REASON = re.compile(r"^.*原因(?:在于|[是为:：])?(?:[一二三四五]是)?|^主要是(?:由于|因)?")
_MOVED = re.compile(r"^(?:增加|减少|压缩|精减|压减|缩减)了?(?=[^，,]{2})|(?:超出|超过|高于|低于).{0,12}$")
_SHARE = re.compile(r"(?:占比?|比重|占(?!用|地).*)$")
_DONE = re.compile(
    r"(?:完成[^，]{0,8}(?:预算|进度).*|完成[^，]{0,14}(?:计划数?$|(?:计划|任务)数?的.*)|(?:年初|全年|调整)?预算(?:的|执行率|完成率).*)$"
)
_TAIL = re.compile(
    r"(?:均?为|是|共计|达到?|(?<!节)约|近|各|(?<![人户车年月])均|共有|(?<!公)共|累计|(?<![实拥所享])有|分别|安排|小计|(?<![合总累审统会小])计|不少于|\d{4}年度?|(?<=[度率])在|[:：])$"
)
_CHANGED = re.compile(
    r"(?:各|均|共|分别|实际)?(?:增加|增长|上升|提高|减少|下降|降低|压缩|压减|缩减|增幅|降幅|减幅|增[支收]|减[支收]|多支出?|少支出?|(?<!新)增|[减降])(?:了|额|数|率|幅度?)?$"
    r"|(?:增加|增长|上升|减少|下降|降低)[（(/](?:增加|增长|上升|减少|下降|降低)[）)]?$"
)
_PHASE = re.compile(
    r"(?:年初|全年|调整后?|本年)?(?<!总)(?<!一般公共)(?<!性基金)(?<!本经营)(?<!采购)(?<!涉及)(?:预算|决算|执行|预算安排)(?:数|额|总额|金额)?$|(?:全年)?实际(?:完成)?(?:支出)?数?$"
)
_SUMMED_UP = re.compile(r"(?:(?<=.项目)|(?<=项目支出))(?:绩效)?(?:自评)?综述$|(?<=..项目)(?:绩效)?(?:自评|评价)结果$")
_COST = re.compile(r"(?<=费)(?:财政拨款)?(?:支出)?$")
_TAILS = frozenset("为是计达到约近各均有共别排于年度在:：\n")
_ENDINGS = (
    (_TAIL, _TAILS),
    (_CHANGED, frozenset("加长升高少降低缩减幅增支收多出了额数率度）)\n")),
    (_TAIL, _TAILS),
    (_PHASE, frozenset("算行排数额际成出\n")),
    (_TAIL, _TAILS),
    (_COST, frozenset("款出\n")),
    (_SUMMED_UP, frozenset("述果\n")),
)
"""What is taken off the end of a clause, one after the other, and the characters in one of which it ends."""
_QUOTES = re.compile(r"^[”，,。；;]+|[，,。；;]+$")
_UNHANDY = re.compile(
    r"^[）)\]】》]|^[\d\s.,%％+\-]*$|^(?:费用(?:支出)?[与比较同]?|支出[与比较同]?|决算数?[与比较同]|[与比较同]年初|收入|预算|决算|金额|项目|持平|一致|相等|[与比较同]|的|该?项目(?:批复的)?|(?:预算)?执行率|完成率|上一?年度?|去年"
    r"|相比|对比|[与比较同](?:年初|全年|调整后?)?预算数?)$"
)
_CLOSING = re.compile(r"^[）)][、，,；;]?")
_INSIDE = re.compile(r"^[^（(]*[\d万元][（(](?:含|其中[:：]?)(?=[^（(）)]*$)")
_OPEN = re.compile(r"^[（(](?!.*[）)])|[（(](?!.*[）)])[^（(]{0,3}$")
_MARKED = re.compile(r"(?P<name>[^（）()，,。；;：:、.．\d]{2,40})[（(](?P<level>[类款项])[）)]")
_JOINED = re.compile(r"[-—－–]")
_NAMED_CLASS = re.compile(r"^[“\"](?P<name>[^”\"]{3,20})[”\"](?:科目)?$")
_PRINTED_CODE = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、])?(2\d{2}(?=[类款项])|2\d{4}(?!\d)|2\d{6}(?!\d))"
)
_CODE_BEHIND = re.compile(r"[\u4e00-\u9fff][（(]([235]\d{2}(?:\d{2}){0,2})[）)]$")
_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff]")
_CODE_DIGITS = re.compile(r"^\d{3,7}(?:类|款|项)?")


def own_names(entity_name: str) -> tuple[str, ...]:
    """The ways in which an office names itself: its full name and its ends of four characters and more."""
    return tuple(entity_name[cut:] for cut in range(max(1, len(entity_name) - 3)))


@lru_cache(maxsize=4096)
def subject(clause: str, names: tuple[str, ...] = ()) -> str:
    """What a clause before a number speaks of; empty if it only says how much of what was named before."""
    clause = _LISTED.sub("", clause) if _CIRCLED.search(clause) else clause
    text = bare(_REASON.sub("", bare(_INSIDE.sub("", _CLOSING.sub("", clause)), names)), names)
    text = _COMPARED.sub("", text)
    for pattern in (_MOVED, _DONE, _SHARE):
        text = pattern.sub("", text) if text else ""
    for pattern, last in _ENDINGS:
        text = pattern.sub("", text) if text[-1:] in last else text
    text = _QUOTES.sub("", bare(_OPEN.sub("", text), names))
    return "" if _UNHANDY.match(text) else text


def bare(clause: str, names: tuple[str, ...] = ()) -> str:
    """A clause without the number of a list, the year and the name of the office before it."""
    return _head(names, "年" in clause).sub("", clause)


@cache
def _head(names: tuple[str, ...], with_year: bool) -> re.Pattern[str]:
    """What may stand before a subject: a number in a list, a year, the name of the office that speaks.

    Where no year follows, what may stand before a name and its year is not tried: it takes long.
    """
    own = "".join(f"|{re.escape(name)}" for name in names)
    heading = f"|[^，]{{0,40}}?(?:{own[1:]})(?=\\d{{4}}年)" if own and with_year else ""
    return re.compile(f"^(?:{_ORDINAL}|{_YEAR}|{_SELF}|{_BY}{own}{heading})+")


def named_code(text: str) -> str:
    """The code that a text prints, or names by 类, 款 and 项; empty if it is not known for certain."""
    printed = _PRINTED_CODE.match(text) or _CODE_BEHIND.search(text)
    if printed:
        kind = classifications.kind_of(printed[1])
        return printed[1] if kind and classifications.is_wellformed(printed[1], kind) else ""
    code = ""
    if "类" not in text:
        return _by_names(text)
    for match in _MARKED.finditer(text):
        code = _class(match["name"]) if match["level"] == "类" else _below(code, match["name"], match["level"])
        if not code:
            return ""
    return code


def _by_names(text: str) -> str:
    """The code of ``类-款-项`` joined by hyphens, or of one class in quotation marks."""
    quoted = _NAMED_CLASS.match(text)
    if quoted:
        return _class(quoted["name"]) if quoted["name"].endswith("支出") and quoted["name"] != "其他支出" else ""
    names = _JOINED.split(text)
    if len(names) != 3:
        return ""
    group = _below(_class(names[0]), names[1], "款") if _class(names[0]) else ""
    return _below(group, names[2], "项") if group else ""


def economic_code(name: str) -> str:
    """The code of a department's economic item by its name; empty if no item or more than one has that name."""
    codes = _economic().get(_bare(name), frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


def _class(name: str) -> str:
    return classifications.class_code(name) or ""


def _below(parent: str, name: str, level: str) -> str:
    """The code with this name below ``parent``; without a 款 in between an item must be the only one so named."""
    digits = 5 if level == "款" else 7
    found = {code for code in _functional().get(_bare(name), ()) if parent and code.startswith(parent)}
    found = {code for code in found if len(code) == digits}
    return next(iter(found)) if len(found) == 1 else ""


def _bare(name: str) -> str:
    words = _NOT_A_WORD.sub("", _CODE_DIGITS.sub("", name))
    return words.removesuffix("支出") or words


@cache
def _functional() -> Mapping[str, frozenset[str]]:
    return _by_name(classifications.functional())


@cache
def _economic() -> Mapping[str, frozenset[str]]:
    return _by_name(classifications.economic())


def _by_name(codes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in codes:
        for wording in classifications.names(code):
            found.setdefault(_bare(wording), set()).add(code)
    return {name: frozenset(same) for name, same in found.items()}
