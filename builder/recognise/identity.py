"""Who published what for which year: from the headings, the lines that name the unit, and disclosure.yml."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pypinyin import lazy_pinyin

from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.recognise.sections import Strip
from builder.recognise.titles import title_of
from builder.standards.text import in_digits

_ORGANISATION = r"[\u4e00-\u9fff（）()·]{2,40}?"
_NAMED = re.compile(
    rf"(?:预算|决算|编制|填报|公开|部门|主管)?(?:单位|部门)(?:[（(](?:单位|部门)[）)])?(?:全称|名称)?\s*[:：]\s*({_ORGANISATION})(?=\s|$|单位|部门|金额|\d)"
)
_OVERVIEW = re.compile(rf"^第一部分\s*[:：]?\s*({_ORGANISATION})\s*概况")
_BODY = "会|局|委|厅|院|中心|部|办|室|站|所|校|队|馆|处|台|社|府|街道|镇|乡|园|团|署|[（(]本级[）)]|[（(]汇总[）)]"
_TITLE = re.compile(rf"^(?:第[一二三四五六七八九十]部分\s*[:：]?\s*)?({_ORGANISATION}(?:{_BODY}))\s*20\d\d\s*年")
_TITLE_BEHIND = re.compile(rf"^20\d\d\s*年\s*度?\s*({_ORGANISATION}(?:{_BODY}))\s*(?:部门|单位)?\s*(?:预算|决算)")
"""The name behind the year: 2023年度某某局部门决算."""
_ABOUT = re.compile(r"(20\d\d)\s*年\s*度?\s*(?:(?:区级|市级|省级|本级|部门|单位|整体|收支|收入|支出)\s*)*(预算|决算)")
_OF_BODY = re.compile(r"(部门|单位)(?:预算|决算)(?!收支|收入|支出|财政|拨款|经费|表)")
_NOT_A_NAME = re.compile(
    r"^(?:万元|元|千元|部门|单位|本部门|本单位|部门单位|第?[一二三四五六七八九十]+部分)$|[:：]|年|^及|^和|概况|公开|目录|附件"
)
_OF_ACCOUNTS = "算"
"""No line without it speaks of a budget (预算) or of final accounts (决算), with blanks between its letters or not."""
_REGION = re.compile(r"(?<=[省市区县旗])|(?<=自治州)")
_OWN_OFFICE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[（(]?(?:机关)?本级[）)]?$")
_HEADING_END = re.compile(
    r"20\d\d年度?[\u4e00-\u9fff]{0,12}?(?:预算|决算)(?:公开|信息|报表|情况|说明|文本|草案|表)*(?:[（(].*[）)])?$"
)
_MAY_NAME = re.compile("概况|20|年|[:：]")
"""Without one of these a text names no organisation: a year is written with digits, or with 年 behind it."""
_GENERIC = re.compile(r"部门|单位|本级|[（(）)]|本")


def identify(
    strips: Sequence[Strip], file_name: str, card: Identity | None = None, entities: Sequence[Entity] = ()
) -> Identity | None:
    """The identity of a document; what its card says is taken, what it leaves empty is read from the text.

    None if there is no card and the text names no year of a budget or of final accounts, or neither a unit nor a
    standard table: then it is no disclosure but something about one.
    """
    if card:
        return completed(card)
    told = guess(strips, file_name, entities)
    if not told.fiscal_year or not (told.entity_name or any(title_of(strip.text) for strip in strips)):
        return None
    name = told.entity_name or re.sub(r"\.\w+$", "", file_name)
    own = replace(told, entity=told.entity or slug(name), entity_name=name)
    return completed(replace(own, title=_title(own, _body(strips))))


def _body(strips: Sequence[Strip]) -> str:
    """Whether the text calls itself the accounts of a 部门 or of a 单位: what it says more often."""
    texts = ("".join(strip.text.split()) for strip in strips if _OF_ACCOUNTS in strip.text)
    votes = Counter(body for text in texts for body in _OF_BODY.findall(text))
    return "单位" if votes["单位"] > votes["部门"] else "部门"


def guess(strips: Sequence[Strip], file_name: str, entities: Sequence[Entity] = ()) -> Identity:
    """What the text, or else the file's name, says of whose it is and of which year; empty and 0 if nothing."""
    year, kind = _year_and_kind(strips)
    if not year:
        # A volume of tables may print no year at all: then what its file is called is all there is.
        year, kind = _year_in_name(strips, file_name)
    printed = _organisation(strips) or _name_in(file_name)
    known = next((entity for entity in entities if printed and printed in (entity.entity_name, *entity.aliases)), None)
    if known:
        return Identity(known.entity, known.entity_name, year, kind, "")
    return Identity(slug(printed) if printed else "", printed, year, kind, "")


def completed(identity: Identity) -> Identity:
    """The identity with the title and the publisher that follow from its name, year and kind where it has none."""
    name = identity.entity_name or identity.publisher or identity.entity
    named = replace(identity, entity_name=name, publisher=identity.publisher or name)
    return replace(named, title=identity.title or _title(named, "部门"))


def _title(identity: Identity, body: str) -> str:
    kind = "预算" if identity.kind == "budget" else "决算"
    return f"{identity.entity_name}{identity.fiscal_year}年{body}{kind}"


def _year_and_kind(strips: Sequence[Strip]) -> tuple[int, str]:
    """The year and kind most often named together; a heading counts more than a sentence, and so does an early one."""
    votes: Counter[tuple[int, str]] = Counter()
    for index, strip in enumerate(strips):
        if _OF_ACCOUNTS not in strip.text:
            continue
        text = in_digits("".join(strip.text.split()))
        weight = (10 if _HEADING_END.search(text) else 1) * (3 if index < 100 else 1)
        for year, kind in _ABOUT.findall(text):
            votes[int(year), "budget" if kind == "预算" else "final"] += weight
    if not votes:
        return 0, ""
    (year, kind), _ = max(votes.items(), key=lambda item: (item[1], item[0]))
    return year, kind


def _year_in_name(strips: Sequence[Strip], file_name: str) -> tuple[int, str]:
    """The year that a file's name gives to tables that print none; their titles say which kind they are."""
    kinds = Counter(hit[1] for strip in strips if len(strip.cells) < 2 and (hit := title_of(strip.text)))
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", file_name)
    return (int(year[1]), kinds.most_common(1)[0][0]) if year and len(kinds) == 1 else (0, "")


def _name_in(file_name: str) -> str:
    """The part of a file's name that names an organisation, or an empty string."""
    parts = re.split(r"[_\s\-—.]|20\d\d年?", file_name)
    return next((part for part in parts if re.fullmatch(rf"[\u4e00-\u9fff]{{3,30}}?(?:{_BODY})", part)), "")


def _organisation(strips: Sequence[Strip]) -> str:
    """The name most often given to the unit; a longer form of it that a label names is preferred."""
    votes: Counter[str] = Counter()
    labelled: set[str] = set()
    for strip in strips:
        if not _MAY_NAME.search(strip.text):
            continue
        text = in_digits(strip.text.strip())
        by_pattern = (
            (_OVERVIEW, 5, "概况" in text),
            (_TITLE, 2, "20" in text),
            (_TITLE_BEHIND, 2, text.startswith("20")),
            (_NAMED, 1, ":" in text or "：" in text),
        )
        for pattern, weight, may_match in by_pattern:
            for name in pattern.findall(text) if may_match else ():
                bare = re.sub(r"\s+", "", name)
                if not _NOT_A_NAME.search(bare) and len(_GENERIC.sub("", bare)) >= 3:
                    votes[bare] += weight
                    labelled.update([bare] if pattern not in (_TITLE, _TITLE_BEHIND) else [])
    if not votes:
        return ""
    best = max(votes.items(), key=lambda item: (item[1], item[0] in labelled, len(item[0]), item[0]))[0]
    longer = [name for name in labelled if name.endswith(best) and name != best]
    return max(longer, key=lambda name: (votes[name], len(name), name)) if longer else best


def slug(name: str) -> str:
    """A name in pinyin that is safe in a path, cut after 省, 市, 区, 县: ``liuzhoushi-zonggonghui``.

    The department's own office (…本级) is another body than the department: ``liuzhoushi-zonggonghui-benji``.
    """
    if whole := department(name):
        return f"{slug(whole)}-benji"
    parts = [part for part in _REGION.split(re.sub(r"[（(].*?[）)]", "", name)) if part]
    spelled = ["".join(lazy_pinyin(part, errors=lambda chars: re.sub(r"[^0-9A-Za-z]", "", chars))) for part in parts]
    return "-".join(part.lower() for part in spelled if part) or "unnamed"


def department(name: str) -> str:
    """The department whose own office has this name (…本级, …（本级）); empty for any other body."""
    match = _OWN_OFFICE.search(name)
    return name[: match.start()].strip() if match else ""
