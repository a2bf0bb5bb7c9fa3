"""正文所说的完成情况与自评表的实际完成值不符。

检查什么
正文里“春节慰问困难职工 141 人”，与自评表里“春节慰问困难职工人数”的实际完成值相同。只比较名称相同（指标名末尾的
“人数”“期数”“单位数”等除外）、单位与指标相合、都是这一年度的数；“约”“余”“以上”的数不比较，一句里一个名称有几个
同单位的数的不比较。

同一个名称可能是另一件事的数，所以还要求：有几张自评表的，这段话或者它的标题点了表上的项目；只有一张的，标题说的是整体绩效，
或者同一节里至少三个指标与表相同。正文说的是“完成预算（目标）的百分之几”，或者正文的名称只是以指标的名称结尾（“组织在职职工参加医疗互助”）时，不一定是
同一个数，只作提示。

为什么
正文的完成情况照着自评表写，或者自评表照着工作总结填，两处不同，必有一处需要改正。

不通过
    绩效 整体自评表//产出指标/数量指标/春节慰问职工人数: actual 149, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/金秋助学人数: actual 29, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/技能培训人数: actual 170, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/送清凉慰问人数: actual 1760, weight 5, score 5
    文 （二）绩效指标完成情况。
    文 春节慰问职工141人；金秋助学29人；技能培训170人；送清凉慰问1760人。

通过
    绩效 整体自评表//产出指标/数量指标/春节慰问职工人数: actual 141, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/金秋助学人数: actual 29, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/技能培训人数: actual 170, weight 5, score 5
    绩效 整体自评表//产出指标/数量指标/送清凉慰问人数: actual 1760, weight 5, score 5
    文 （二）绩效指标完成情况。
    文 春节慰问职工141人；金秋助学29人；技能培训170人；送清凉慰问1760人。
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.checks._selfscores import passage_of, programme_named
from builder.checks._spoken import is_rough
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Indicator, Passage, Statement
from builder.standards.text import key

CODE = "PRF007"
NAME = "contradicted-result"
SEVERITY = "warning"
TITLE = "正文所说的完成情况与自评表不符"
TITLE_EN = "A result said in the text differs from the form"
ADVICE = "以实际完成情况为准，把自评表的实际完成值和正文改成一致；口径不同的，在指标名称或正文里写明。"

_SUFFIX = re.compile(r"(?:总?(?:人数|人次|户数|家数|单位数|次数|场次|场数|期数|件数|册数|份数|个数|数量|数))$")
_UNITS = {
    "人数": "人 名",
    "人次": "人次 人 名",
    "户数": "户",
    "家数": "家",
    "单位数": "家 个",
    "次数": "次 场 场次",
    "场次": "场 场次 次",
    "场数": "场 场次",
    "期数": "期",
    "件数": "件",
    "册数": "册",
    "份数": "份",
}
_MEASURES = frozenset(("count", "share_percent", "completion_percent"))
_RATE = re.compile(r"(?:率|度|面|比例|占比)$")
_DONE = re.compile(r"^(?:参加|组织|开展|举办|完成)+")
_ENOUGH = 3
_YEAR = re.compile(r"(20\d\d)年")
_WHOLE = "整体"
_SHORTEST = 4
_TAIL = 2
_LONG = 5
_NOT_ALIKE = "同一节里与这张自评表相同的指标太少，不能确定说的是同一件事"


@frozen
class _Pair:
    """A row and a statement of the same name and unit; ``certain`` if the text names what the form is of."""

    form: Form
    row: Indicator
    said: Statement
    certain: bool

    @property
    def alike(self) -> bool:
        """Whether the statement's name only ends with the row's."""
        return _names(self.row.indicator).all.isdisjoint(_names(self.said.subject).all)

    @property
    def equal(self) -> bool:
        """Whether both give the same number."""
        value = forms.value(self.row.actual)
        return value is not None and value.amount.value == self.said.value


def check(case: Case) -> Iterator[Outcome]:
    """Every result that is one number and that a sentence repeats under the same name."""
    found = [form for form in case.forms if any(forms.value(row.actual) for row in form.indicators)]
    said = _by_tail(_spoken(case)) if found else {}
    pairs = [pair for form in found for pair in _pairs(case.disclosure, form, found, said)]
    for pair in pairs:
        yield _outcome(pair, pairs)


@frozen
class _Names:
    """What a text may say is counted: with the words that say so and without, from the shortest to the longest.

    ``tails`` are the last characters of the names: names that end alike have the same.
    """

    all: frozenset[str]
    shortest: str
    longest: str
    tails: tuple[str, ...]


_Spoken = tuple[Statement, _Names]
"""A statement of this year that may give a result, with what it counts."""


def _spoken(case: Case) -> Iterator[_Spoken]:
    """What sentences count or rate in the disclosure's year, exactly."""
    year = case.disclosure.identity.fiscal_year
    for paragraph in case.statements.paragraphs:
        for one in paragraph.said if not _MEASURES.isdisjoint(paragraph.by_measure) else ():
            if one.measure in _MEASURES and one.year == year and not is_rough(one):
                yield one, _names(one.subject)


def _by_tail(spoken: Iterable[_Spoken]) -> Mapping[str, Sequence[_Spoken]]:
    """What is said by the last characters of its names."""
    found: dict[str, list[_Spoken]] = {}
    for each in spoken:
        for tail in each[1].tails:
            found.setdefault(tail, []).append(each)
    return found


def _pairs(
    disclosure: Disclosure, form: Form, found: Sequence[Form], spoken: Mapping[str, Sequence[_Spoken]]
) -> Iterator[_Pair]:
    names = [_names(row.indicator) for row in form.indicators]
    for row, own in zip(form.indicators, names, strict=True):
        if len(own.shortest) < _SHORTEST or forms.value(row.actual) is None:
            continue
        near = {id(each): each for tail in own.tails for each in spoken.get(tail, ())}
        ending = _ending(own) if near else None
        alike = [one for one, said in near.values() if own.all & said.all or _ends_alike(own, ending, one, said, names)]
        said = [one for one in alike if _fits(row, one)]
        if not said or sum([not own.all.isdisjoint(other.all) for other in names]) > 1:
            continue
        for one in said:
            if sum(one.sentence == other.sentence and one.unit == other.unit for other in said) > 1:
                continue
            passage = passage_of(disclosure, one)
            if passage is None or _years(passage, one) - {disclosure.identity.fiscal_year}:
                continue
            named = programme_named(passage, one, found)
            whole = _WHOLE in form.name and _WHOLE in one.section
            if named is form or (named is None and len(found) == 1):
                yield _Pair(form, row, one, named is form or whole)


def _ending(own: _Names) -> str | None:
    """What a name that is the row's must end with, if the row's name is long enough to tell."""
    done = _DONE.sub("", own.shortest)
    return done if len(own.shortest) >= _LONG or _SHORTEST <= len(done) < len(own.shortest) else None


def _ends_alike(own: _Names, ending: str | None, one: Statement, said: _Names, names: Sequence[_Names]) -> bool:
    """Whether the one name ends with the other: the text may say 技能大赛 of what this row alone calls 职业技能大赛."""
    if ending is not None and said.shortest.endswith(ending):
        return True
    if one.measure != "count" or len(said.shortest) < _SHORTEST or not _any_ends(own, said.longest):
        return False
    return sum([_any_ends(other, said.longest) for other in names]) == 1


def _any_ends(names: _Names, ending: str) -> bool:
    return any(name.endswith(ending) for name in names.all)


def _years(passage: Passage, one: Statement) -> set[int]:
    """The years that the sentence names up to the number."""
    at = passage.text.find(one.text) + len(one.text)
    return {int(year) for year in _YEAR.findall(passage.text[passage.text.rfind("。", 0, at - 1) + 1 : at])}


@lru_cache(maxsize=4096)
def _names(text: str) -> _Names:
    """What is counted, without the words that say so (单位数 may be the number of 单位, or of what stands before)."""
    name = key(text)
    names = sorted({_SUFFIX.sub("", name), name.removesuffix("数")})
    tails = dict.fromkeys(each[-_TAIL:] for each in names)
    return _Names(frozenset(names), min(names, key=len), max(names, key=len), tuple(tails))


def _fits(row: Indicator, one: Statement) -> bool:
    """Whether the unit of a statement is that of the row: as printed, or as its name says."""
    value = forms.value(row.actual)
    if value is None:
        return False
    unit = "%" if one.unit in ("%", "％") else one.unit
    if value.unit:
        return value.unit == unit
    if _RATE.search(key(row.indicator)):
        return unit == "%"
    suffix = _SUFFIX.search(key(row.indicator))
    wanted = _UNITS.get(suffix[0].removeprefix("总"), "") if suffix else ""
    return unit != "%" and (not wanted or unit in wanted.split())


def _outcome(pair: _Pair, pairs: Sequence[_Pair]) -> Outcome:
    one = pair.said
    subject = wording.subject(pair.form.subject, forms.slug(pair.row), one.section, f"{one.measure}{one.repeat}")
    if pair.equal:
        return Outcome(subject, "passed")
    together = [other for other in pairs if other.form is pair.form and other.said.section == one.section]
    alike = {other.row.key for other in together if other.equal}
    if not pair.certain and (len(alike) < _ENOUGH or len(alike) * 2 < len({other.row.key for other in together})):
        return Outcome(subject, "not_checked", _NOT_ALIKE)
    if any(other.equal for other in together if other.row is pair.row):
        return Outcome(subject, "passed")
    return Outcome(subject, "failed", fault=_fault(pair))


def _fault(pair: _Pair) -> Fault:
    one, row = pair.said, pair.row
    completed = one.measure == "completion_percent"
    aside = "；正文说的是完成预算（目标）的百分比，与实际完成值不一定是同一个数" if completed else ""
    aside = "；两处的名称相近，不一定是同一个数" if pair.alike else aside
    number = wording.number(one.value)
    return Fault(
        message=f"{pair.form.title}“{row.indicator}”的实际完成值印为 {row.actual}，正文写“{one.text}”{aside}。",
        message_en=f"{pair.form.title}: the result of {row.indicator} is {row.actual}; the text says {number}.",
        severity="note" if completed or pair.alike else "",
        printed=row.actual,
        expected=number,
        places=(*forms.places((row,)), one.location),
    )
