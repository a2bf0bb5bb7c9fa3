"""写的是别的年度。

检查什么
标题、各表表题和绩效自评表表题里写的年度，是不是这份文件的年度；说明文字中，整节都只说别的年度的支出、收入、采购（“2022年度
本单位无政府采购事项”），而没有一句说到这一年度的，也指出来。同上年比较（标题里的“与2022年度决算对比”也是）、截至某日的数不算。
一节里别的句子写对了，只有一句以上一年度开头，说的却正是表里印的这一年度的数，或者上一年度预算的完成情况而没有这一年度的，也
指出来。
决算里“截至某年12月31日”（年底、年末）共有多少车辆、设备、资产，写的是更早的年份，而这一段没有说到这一年的，也指出来。

为什么
多半是套用上年的文件时没有改年度；读者分不清说的是哪一年的数。

不通过
    年度 2023
    文 十、机关运行经费支出说明
    文 2023年度机关运行经费支出6.11万元。
    文 十一、政府采购支出说明
    文 本单位2022年度政府采购支出总额0.50万元。

通过
    年度 2023
    文 十、机关运行经费支出说明
    文 2023年度机关运行经费支出6.11万元。
    文 十一、政府采购支出说明
    文 本单位2023年度政府采购支出总额0.50万元，2022年度为0.40万元。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._chapters import Chapter
from builder.checks._distinct import distinct
from builder.checks._lastyear import of_last_year
from builder.checks._outcome import Fault, Outcome
from builder.checks._prose import LONGEST_TITLE, SAID
from builder.checks._sought import Sought
from builder.model.location import Location

CODE = "NAM003"
NAME = "wrong-year"
SEVERITY = "warning"
TITLE = "写的是别的年度"
TITLE_EN = "Another year is named where the document's own belongs"
ADVICE = "看这一段是不是上年文件里留下的；是的，先把段里的数字换成本年的，再改年度。"

_TITLE = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分[:：、]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|表[一二三四五六七八九十\d]{1,2}[:：]?)?"
    r"[\u4e00-\u9fff（）()]{0,30}?(?P<year>20\d\d)年度?[\u4e00-\u9fff“”（）()]{0,30}?(?P<kind>决算|预算|自评表|自评报告|自评结果)(?!绩效|执行)"
)
_FORM = re.compile(r"(?P<kind>自评表|自评报告)[（(](?P<year>20\d\d)年度?[）)]")
_SENTENCE = re.compile(
    r"(?:^|[。；\n])(?:(?:本|我)(?:单位|部门|局|会|级|委|院))?(20\d\d)年度?"
    r"(?=[^，。；\d\n]{0,30}?(?:支出|收入|收、支|采购|经费|拨款))(?![^，。；\n]{0,6}(?:底|末|初|月))"
)
_UNTIL = Sought("截至", "截止")
_END = re.compile(
    r"截[至止]到?\s*(?P<year>20\d\d)\s*年\s*(?:12\s*月\s*31\s*日|年?[底末])(?!以?前|之前)(?:[^。；\n\d]{0,40}?)"
    r"(?:[共实拥]有(?:公务用?)?(?:车辆|用车)|保有量|车辆\d|(?:固定)?资产(?:总额|金额|合计|原值)?\d)"
)
_ASSETS = re.compile("资产|三公|用车|车辆")
_EVERYWHERE = re.compile("全[省市区县州镇]|机动车|汽车|企业")
"""Elsewhere, and of all of a place, it is told what the office found at the end of the year before."""
_NOW = re.compile("年[底末]|[今本当]年|目前|现有|[期本]末|本期|[此以之]后|至今")
_OCCASION = re.compile(
    "清查|审计|评估|改革|车改|划[转入出]|移交|原(?![值价因始])|在建|竣工|决算审[核批]|完成投资|以前年度|历年|近[两三五]年|调整前|口径"
)
"""What happened at the end of an earlier year is told as of then, whatever year the document is of."""
_COMPARED = ("与", "较", "比", "同")
_KINDS = {"final": ("决算", "自评表", "自评报告", "自评结果"), "budget": ("预算",)}


def check(case: Case) -> Iterator[Outcome]:
    """Every title that names a year, and every chapter whose sentences do."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    year = case.disclosure.identity.fiscal_year
    yield from _titles(case, year)
    told: set[int] = set()
    for chapter in case.explaining:
        for outcome in _chapter(case, chapter, year):
            if outcome.fault:
                told.update(id(case.prose.passages[index]) for index in chapter.indexes)
            yield outcome
    if case.disclosure.identity.kind == "final":
        yield from of_last_year(case, year, told)
        yield from _ends(case, year)


def _ends(case: Case, year: int) -> Iterator[Outcome]:
    """Every count of cars and other assets at the end of a year."""
    for match in case.prose.matches(_UNTIL, _END):
        index, printed = case.prose.index(match.start()), int(match["year"])
        subject = wording.subject("end", str(index + 1))
        others = case.prose.passages[index].text.replace(match[0], "")
        is_compared = case.prose.text[: match.start()].endswith(_COMPARED)
        if not _ASSETS.search(case.prose.passages[index].section) or _EVERYWHERE.search(match[0]):
            continue
        is_told = str(year) in others or _NOW.search(others) or _is_told_near(case, index, year)
        if printed >= year or is_compared or is_told or _OCCASION.search(case.prose.passages[index].text):
            yield Outcome(subject, "passed")
            continue
        excerpt = case.prose.around(match.start(), match.end(), 0, 6)
        yield Outcome(
            subject,
            "failed",
            fault=Fault(
                message=f"“{excerpt}…”说的是 {printed} 年末；这份文件是 {year} 年度的决算。",
                message_en=f"Assets are told as of the end of {printed}; the document is that of {year}.",
                printed=str(printed),
                expected=str(year),
                places=case.prose.places([match.span("year")]),
            ),
        )


def _is_told_near(case: Case, index: int, year: int) -> bool:
    """Whether the paragraph before or behind, below the same heading, speaks of assets in the year of the document."""
    passages = case.prose.passages
    for other in (index - 1, index + 1):
        if 0 <= other < len(passages) and passages[other].section == passages[index].section:
            text = passages[other].text
            if text != passages[index].section and re.search(rf"{year}\s*年", text) and _ASSETS.search(text):
                return True
    return False


def _titles(case: Case, year: int) -> Iterator[Outcome]:
    wrong: dict[int, list[tuple[str, Location]]] = {}
    count = 0
    for text, place in _named(case):
        match = _TITLE.match(text) or _FORM.search(text)
        if match and match["kind"] in _KINDS.get(case.disclosure.identity.kind, ()) and not _compares(match, year):
            count += 1
            if int(match["year"]) != year:
                wrong.setdefault(int(match["year"]), []).append((text, place))
    for other, found in wrong.items():
        titles = wording.listed(f"“{text}”" for text, _ in found)
        yield Outcome(
            f"title/{other}",
            "failed",
            fault=Fault(
                message=f"标题{titles}写的是 {other} 年度；这份文件是 {year} 年度的。",
                message_en=f"A title names the year {other}; the document is that of {year}.",
                printed=str(other),
                expected=str(year),
                places=tuple(place for _, place in found),
            ),
        )
    if count and not wrong:
        yield Outcome("title", "passed", f"{count} 个标题写明年度")


def _compares(match: re.Match[str], year: int) -> bool:
    """Whether a title names the year before as what is compared with: 财政拨款收支与2020年度决算对比情况."""
    return int(match["year"]) == year - 1 and match.string[: match.start("year")].endswith(_COMPARED)


def _named(case: Case) -> list[tuple[str, Location]]:
    """The texts that are short enough for a title and name a year."""
    return [
        (text, passage.location)
        for passage in case.disclosure.passages
        if len(text := passage.text) <= LONGEST_TITLE
        and "20" in text
        and (passage.role in SAID or (passage.role == "caption" and text == passage.section))
    ]


def _is_past(case: Case, match: re.Match[str], year: int) -> bool:
    """Whether a sentence speaks of an earlier year; in a budget, of an earlier budget: it tells of last year too."""
    clause = re.split(r"[，。；\n]", match.string[match.end() : match.end() + 40])[0]
    return int(match[1]) < year and (case.disclosure.identity.kind == "final" or "预算" in clause)


def _chapter(case: Case, chapter: Chapter, year: int) -> Iterator[Outcome]:
    prose = case.prose
    first, last = chapter.indexes[0], chapter.indexes[-1]
    start, end = prose.starts[first], prose.starts[last] + len(prose.passages[last].text)
    subject = wording.subject("chapter", chapter.heading[:30])
    is_named = prose.text.find(f"{year}年", start, end) >= 0 or prose.text.find(f"{year} 年", start, end) >= 0
    sentences = () if is_named else _SENTENCE.finditer(prose.text, start, end)
    found = [match for match in sentences if _is_past(case, match, year)]
    if not found:
        yield Outcome(subject, "passed")
        return
    other = found[0][1]
    spans = [(match.start(1), match.end(1)) for match in found]
    excerpt = prose.around(found[0].start(1), found[0].end(1), 0, 24)
    yield Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"“{chapter.heading[:30]}”只说 {other} 年度（“{excerpt}…”），没有说 {year} 年度。",
            message_en=f"A chapter speaks of the year {other} only; the document is that of {year}.",
            printed=other,
            expected=str(year),
            places=prose.places(spans),
        ),
    )
