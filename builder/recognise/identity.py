"""Who published what for which year: from the headings, the lines that name the unit, and disclosure.yml."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pypinyin import lazy_pinyin

from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.recognise.names import BEFORE_YEAR, NAME, name_in, organisation
from builder.recognise.sections import Strip
from builder.recognise.titles import title_of
from builder.standards.text import in_digits

_ABOUT = re.compile(
    r"(?<![比较与同和按照])(20\d\d)年度?(?:区级|市级|省级|本级|部门|单位|整体|收支|收入|支出)*(预算|决算)"
)
"""Not the year that is compared with (比2022年度决算), nor the one by whose budget something was done."""
_ABOUT_PART = re.compile(
    r"(?<![比较与同和按照])(20\d\d)年度?(?:一般公共预算|财政拨款|本?部门|本?单位|安排|实际|支出|的|[“\"”]|三公|经费)*(预算|决算)"
)
"""What a document about nothing but the three expenses says of the year."""
_COVER = re.compile(
    rf"(?:{BEFORE_YEAR}(?P<before>20\d\d)年|^(?P<behind>20\d\d)年度?{NAME})"
    r"度?(?:部门|单位|一般公共预算|[“\"]三公[”\"]经费)*(?P<kind>预算|决算)"
    r"(?:公开|信息|报告|报表|情况|统计|汇总|明细|说明|文本|草案|表|[（(][^（）()]{1,12}[）)])*(?=$|20\d\d年|目录|第一部分)"
)
"""A title and nothing more: 某某局2024年部门决算公开工作安排 is what else a page of the web has."""
_COVER_ENDS = 12
_COVER_WEIGHT = 30
"""What a title in two lines counts: as much as a heading on the first pages."""
_YEAR_ALONE = re.compile(r"(20\d\d)年度?")
_TITLE_BELOW = re.compile("(?:部门|单位)(预算|决算)(?:公开|说明|报告)?$")
_KINDS = {"预算": "budget", "决算": "final"}
_OF_BODY = re.compile(r"(部门|单位)(?:预算|决算)(?!收支|收入|支出|财政|拨款|经费|表)")
_OF_ACCOUNTS = "算"
"""No line without it speaks of a budget (预算) or of final accounts (决算), with blanks between its letters or not."""
_REGION = re.compile(r"(?<=[省市区县旗])|(?<=自治州)")
_OWN_OFFICE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[（(]?(?:机关)?本级[）)]?$")
_HEADING_END = re.compile(
    r"20\d\d年度?[\u4e00-\u9fff]{0,12}?(?:预算|决算)(?:公开|信息|报表|情况|说明|文本|草案|表)*(?:[（(].*[）)])?$"
)


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
    printed = organisation(strips) or name_in(file_name)
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
    """The year and kind most often named together; a heading counts more than a sentence, and so does an early one.

    What stands on top of every page is said once: it may be of the year before, or of the budget.
    """
    texts = [
        in_digits("".join(strip.text.split())) if index < _COVER_ENDS or _OF_ACCOUNTS in strip.text else ""
        for index, strip in enumerate(strips)
    ]
    places = {text: index for index, text in reversed([*enumerate(texts)]) if text}
    votes: Counter[tuple[int, str]] = Counter()
    for pattern in (_ABOUT, _ABOUT_PART):
        for text, index in places.items():
            weight = (10 if _HEADING_END.search(text) else 1) * (3 if index < 100 else 1)
            for year, kind in pattern.findall(text):
                votes[int(year), _KINDS[kind]] += weight
        if votes:
            votes.update(dict.fromkeys(_in_two_lines(texts[:_COVER_ENDS]), _COVER_WEIGHT))
            break
    else:
        pairs = [first + second for first, second in pairwise(texts[:_COVER_ENDS])]
        return next(_on_cover((*texts[:_COVER_ENDS], *pairs)), (0, ""))
    (year, kind), _ = max(votes.items(), key=lambda item: (item[1], item[0]))
    covers = [*_on_cover(texts[:_COVER_ENDS])]
    later = covers[0][0] if covers and covers[0][1] == kind and (year, kind) not in covers else 0
    return max(year, later), kind


def _in_two_lines(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Year and kind of a title below a line with nothing but the year."""
    for first, second in pairwise(texts):
        title = _TITLE_BELOW.search(second) if (year := _YEAR_ALONE.fullmatch(first)) else None
        if year and title:
            yield int(year[1]), _KINDS[title[1]]


def _on_cover(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Year and kind in titles with the office's name.

    A later year than that of the headings, of the same kind, is right: theirs are left of the year before.
    """
    for text in texts:
        if cover := _COVER.search(text):
            yield int(cover["before"] or cover["behind"]), _KINDS[cover["kind"]]


def _year_in_name(strips: Sequence[Strip], file_name: str) -> tuple[int, str]:
    """The year that a file's name gives to tables that print none; their titles say which kind they are."""
    kinds = Counter(hit[1] for strip in strips if len(strip.cells) < 2 and (hit := title_of(strip.text)))
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", file_name)
    return (int(year[1]), kinds.most_common(1)[0][0]) if year and len(kinds) == 1 else (0, "")


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
