"""What a document calls the office that publishes it: by its title, its first chapter, the lines at its tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.recognise.sections import Strip
from builder.standards.text import in_digits

_ORGANISATION = r"[\u4e00-\u9fff（）()·]{2,40}?"
BODY = (
    "会|局|委|厅|院|中心|部|办|室|站|所|校|学|队|馆|处|台|社|府|街道|镇|乡|园|团|署|公司|协|联|苏木|[林农牧渔]场|基地"
    "|(?:开发|管理|新|示范|保护|集中|合作|服务)区|[（(](?:本级|汇总)[）)]"
)
"""How the names of offices end, as alternatives of a pattern."""
_ENDED = re.compile(rf"(?:{BODY}|[）)])$")
"""The end of a name, that of another office in brackets included."""
_LONGEST_END = 4
_ASIDE = r"[（(][\u4e00-\u9fff·]{2,30}[）)]"
"""本级, 汇总, or another name of the same office."""
NAME = rf"{_ORGANISATION}(?:{BODY})(?:{_ASIDE})?"
_YEAR = r"20\d\d年"
_ACCOUNTS = r"(?:部门|单位)?(?:[“\"]?三公[”\"]?经费)?(?:预算|决算)"
BEFORE_YEAR = rf"^(?:第[一二三四五六七八九十]部分[:：]?|(?:信息)?(?:标题|名称)[:：|]?)?({NAME})"
_TITLE = re.compile(rf"{BEFORE_YEAR}{_YEAR}")
"""A name before the year, in a text without blanks: 某某局2023年度部门决算."""
_TITLE_BEHIND = re.compile(rf"^{_YEAR}度?({NAME}){_ACCOUNTS}")
"""The name behind the year: 2023年度某某局部门决算."""
_OVERVIEW = re.compile(rf"^第一部分[:：]?({_ORGANISATION})(?:部门|单位)?概况")
_OVERVIEW_ALONE = re.compile(rf"^(?!第[一二三四五六七八九十]部分)({NAME})(?:部门|单位)?概况$")
"""第一部分 stands on a line of its own."""
_NAMED = re.compile(
    rf"(?:预算|决算|编制|填报|公开|部门|主管)?(?:单位|部门)(?:[（(](?:单位|部门)[）)])?(?:全称|名称)?\s*[:：]\s*({_ORGANISATION})(?=\s|$|单位|部门|金额|\d)"
)
_ALONE = re.compile(rf"^({NAME})$")
_TITLE_WITHOUT_NAME = re.compile(rf"^{_YEAR}度?(?:[（(]?(?:部门|单位|本级)[）)]?)*(?:收支)?(?:预算|决算)")
_YEAR_ALONE = re.compile(rf"^{_YEAR}度?$")
_SHORT = 20
_TITLE_WITHOUT_YEAR = re.compile(rf"^({NAME}){_ACCOUNTS}(?:公开|信息|报表|情况|说明|文本|草案)*$")
_CALLED = re.compile(rf"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?({NAME})[（(]以下简称[“\"]?(?:本|我)[部单局委]")
"""某某局（以下简称“本部门”）."""
_CHARTER = re.compile(rf"《({NAME})(?:主要)?职能配置、?内设机构")
"""The regulation that says what an office is for."""
_NOT_A_NAME = re.compile(
    r"^(?:万元|元|千元|部门|单位|本部门|本单位|部门单位|第?[一二三四五六七八九十]+部分)$|[:：]|年|^及|^和|^关于|概况|公开|目录|附件"
)
_MAY_NAME = re.compile("概况|20|年|[:：]|职能|简称")
"""Without one of these a text names no organisation: a year is written with digits, or with 年 behind it."""
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar")
"""What is called so is another file, a download or an entry of a list: it does not say whose this one is."""
_GENERIC = re.compile(r"部门|单位|本级|[（(）)]|本")


def organisation(strips: Sequence[Strip]) -> str:
    """The name most often given to the unit; a longer form of it that a label names is preferred.

    Where no title, chapter or label gives a name, what the text calls 本部门, or the charter that it cites, does.
    """
    votes: Counter[str] = Counter()
    labelled: set[str] = set()
    for name, weight, is_label in _given(strips):
        votes[name] += weight
        labelled.update([name] if is_label else [])
    if not votes:
        votes.update(name for name, _, _ in _mentioned(strips))
    if not votes:
        return ""
    best = max(votes.items(), key=lambda item: (item[1], item[0] in labelled, len(item[0]), item[0]))[0]
    longer = [name for name in labelled if name.endswith(best) and name != best]
    return max(longer, key=lambda name: (votes[name], len(name), name)) if longer else best


def name_in(file_name: str) -> str:
    """The part of a file's name that names an organisation, or an empty string."""
    parts = re.split(r"[_\s\-—.]|20\d\d年?", file_name)
    return next((part for part in parts if re.fullmatch(rf"[\u4e00-\u9fff]{{3,30}}?(?:{BODY})", part)), "")


def _given(strips: Sequence[Strip]) -> Iterator[tuple[str, int, bool]]:
    """Each name that a title, a chapter or a label gives, its weight, and whether it was no title that gave it."""
    before = ""
    for strip in strips:
        follows = "年" in before and len(before) < _SHORT and _YEAR_ALONE.match("".join(before.split()))
        if (not follows and not _MAY_NAME.search(strip.text)) or strip.text[-5:].lower().endswith(_FILES):
            before = strip.text
            continue
        text = in_digits(strip.text.strip())
        whole = "".join(text.split())
        is_title, has_label = _ends_before_year(whole), ":" in text or "：" in text
        if not (is_title or has_label or follows or whole.startswith("20") or "概况" in whole):
            before = text
            continue
        has_no_name = whole.startswith("20") and bool(_TITLE_WITHOUT_NAME.match(whole))
        by_pattern = (
            (_OVERVIEW, 5, True, "概况" in whole, whole),
            (_OVERVIEW_ALONE, 2, True, whole.endswith("概况"), whole),
            (_TITLE, 2, False, is_title, whole),
            (_TITLE_BEHIND, 2, False, whole.startswith("20"), whole),
            (_ALONE, 2, False, has_no_name, "".join(before.split())),
            (_TITLE_WITHOUT_YEAR, 2, False, bool(follows), whole),
            (_NAMED, 1, True, has_label, text),
        )
        for pattern, weight, is_label, may_match, where in by_pattern:
            for name in pattern.findall(where) if may_match else ():
                if bare := _real("".join(name.split())):
                    yield bare, weight, is_label
        before = text


def _ends_before_year(text: str) -> bool:
    """Whether what stands before the first year may be the end of a name: to search for a name takes long."""
    at = text.find("20")
    return at > 0 and _ENDED.search(text, max(0, at - _LONGEST_END), at) is not None


def _mentioned(strips: Sequence[Strip]) -> Iterator[tuple[str, int, bool]]:
    """Names that the text mentions as its own."""
    for strip in strips:
        if "职能" in strip.text or "简称" in strip.text:
            whole = "".join(strip.text.split())
            for name in (*_CALLED.findall(whole), *_CHARTER.findall(whole)):
                if bare := _real(name):
                    yield bare, 1, False


def _real(name: str) -> str:
    """The name if it may be one of an office, else an empty string."""
    return "" if _NOT_A_NAME.search(name) or len(_GENERIC.sub("", name)) < 3 else name
