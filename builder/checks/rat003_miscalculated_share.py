"""占比与金额不符。

检查什么
“甲支出若干万元，占某某的乙%”：占比应当等于部分除以整体。整体有名称的（“占本年支出合计的”），取同一章中说到的或表中印
出的那个数；没有名称的（“其中：基本支出……，占……”），与同一章中任何一个可能的整体相符就算相符，都不相符、又能断定整体是哪个数的才指出来。
每个数按印出的位数看作一个区间，舍入能造成的差不算；只差最后一位的（截去而没有四舍五入，或者为凑成 100% 调整过）是提示；
约数不比较；整体为零的，没有占比，见 RAT005。个数、人数等占一起说的另一个数的比重（“9个，占全部10个的90%”）也这样核对。

为什么
占比说明钱花在哪里，分子分母都印在旁边或表中，算错了会让人误解结构。

不通过
40.00 占 100.00 的 40%，文中写成 45%。

    文 三、支出决算情况说明
    文 本年支出合计100.00万元，其中：基本支出60.00万元，占60%；项目支出40.00万元，占45%。

通过
    文 三、支出决算情况说明
    文 本年支出合计100.00万元，其中：基本支出60.00万元，占60%；项目支出40.00万元，占40%。
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._rates import BASELESS, OF_ANOTHER, ROUGH, ZERO, Kind, subject_of
from builder.checks._ratios import Compared, Rate, compare, is_exact
from builder.checks._spoken import Spoken, heads, is_rough, passage_of, sentence_text, yuan
from builder.checks._wholes import Share, Whole, larger, part_of
from builder.model.amount import Interval
from builder.model.disclosure import Statement

CODE = "RAT003"
NAME = "miscalculated-share"
SEVERITY = "error"
TITLE = "占比与金额不符"
TITLE_EN = "A share does not follow from the amounts"
ADVICE = "先看占的是什么的比重，分母有没有写对；再用未取整的数重算。"

_CHECKED = Kind("占比", "Share")
_HUNDRED = Decimal(100)
_UNCERTAIN = "不能断定是哪个数的占比"
_USES = "用于"
"""Begins a list of parts, or says what money was for: a list only if another share in it fits."""
_COUNTED = re.compile(r"占(?!用|地)[^，,。；;]*\d")
"""Of what a number is a share, with its number."""
_LISTS = ("其中", "以下方面", "以下几个方面")


def check(case: Case) -> Iterator[Outcome]:
    """Every share that stands behind its own amount."""
    for share in case.shares:
        if share.part and share.one.statement.unit == "%":
            yield _outcome(case, share, share.part)
        elif not share.part and share.one.statement.unit == "%":
            yield from _of_counts(case, share.one)


def _of_counts(case: Case, one: Spoken) -> Iterator[Outcome]:
    """The share of a number in another one that is named with it (项目9个，占全部项目10个的90%)."""
    said = [each for each in islice(one.before, 3) if each.sentence == one.statement.sentence]
    if len(said) < 2 or any(each.measure != "count" for each in said[:2]):
        return
    whole, part, *further = said
    named = _COUNTED.search(whole.text)
    if not named or one.statement.subject != part.subject or part.unit != whole.unit or not whole.value:
        return
    if any(map(is_rough, (one.statement, whole, part))):
        yield Outcome(subject_of(one.statement), "not_checked", ROUGH)
        return
    exact = Interval(part.value, part.value), Interval(whole.value, whole.value)
    rate = Rate.of(*exact, "部分除以整体", (part, whole))
    compared = compare(one.statement.value, [rate] if rate else [])
    if compared and compared.state == "failed" and any(each.unit == part.unit for each in further):
        yield Outcome(subject_of(one.statement), "not_checked", _UNCERTAIN)  # it may be that of several together
    elif compared:
        yield _CHECKED.outcome(case, one, compared)


def _outcome(case: Case, share: Share, part: Statement) -> Outcome:
    one, name, wholes = share.one, share.name, share.wholes
    subject = subject_of(one.statement)
    if is_rough(one.statement) or is_rough(part):
        return Outcome(subject, "not_checked", ROUGH)
    if _is_exact(one.statement, part, wholes or _possible(case, one, part)):
        return Outcome(subject, "passed")
    wholes = wholes or list(_possible(case, one, part))
    compared = compare(one.statement.value, _rates(part, wholes))
    if compared and compared.state != "failed":
        return _CHECKED.outcome(case, one, compared)
    if wholes and all(each.is_zero for each in wholes):
        return Outcome(subject, "not_applicable", ZERO)
    sure = [each for each in wholes if each.is_certain] if name else _head(case, one, part, wholes)
    compared = compare(one.statement.value, _rates(part, sure))
    doubt = _doubt(case, one, wholes, compared)
    if doubt or compared is None:
        return Outcome(subject, "not_checked", doubt)
    severity = _severity(one, name, sure, compared)
    return replace(_CHECKED, severity=severity, hint=_hint(case, one, part)).outcome(case, one, compared)


def _doubt(case: Case, one: Spoken, wholes: Sequence[Whole], compared: Compared | None) -> str:
    """Why nothing can be said of a share; empty if something can."""
    if compared is None:
        return _UNCERTAIN if wholes else BASELESS
    if compared.state != "failed":
        return ""
    named = [each.statement for each in wholes]
    others = (each for each in heads(case.disclosure, one) if not any(each is whole for whole in named))
    return OF_ANOTHER if any(_fits(one, each, wholes) for each in others) else ""


def _fits(one: Spoken, part: Statement, wholes: Iterable[Whole]) -> bool:
    """Whether the share is right for another part."""
    found = compare(one.statement.value, _rates(part, wholes))
    return found is not None and found.state != "failed"


def _is_exact(rate: Statement, part: Statement, wholes: Iterable[Whole]) -> bool:
    """Whether it is just the share in one of them."""
    for each in wholes:
        whole = each.statement or (each.figure and each.figure.amount)
        if whole and is_exact(rate, part, whole):
            return True
    return False


def _possible(case: Case, one: Spoken, part: Statement) -> Iterator[Whole]:
    """Every amount that may be the whole where none is named: larger ones of the chapter, and totals of the tables."""
    yield from (Whole(each) for each in larger(one, part))
    if part.measure == "amount":
        yield from case.totals


def _severity(one: Spoken, name: str, sure: Sequence[Whole], compared: Compared) -> str:
    """A note if the part is larger than a whole of that name: then the name means something else, a budget say."""
    here = any(each.statement and passage_of(each.statement) == one.passage for each in sure)
    if here or not name:
        return ""
    return "note" if compared.nearest.interval.low > _HUNDRED else "warning"


def _hint(case: Case, one: Spoken, part: Statement) -> str:
    """What the printed share is a share of, if an amount fits that is not the one named."""
    for whole in _possible(case, one, part):
        fitting = compare(one.statement.value, _rates(part, [whole]))
        if fitting and fitting.state in ("passed", "rounding"):
            other = wording.cell_zh(case.disclosure, whole.figure) if whole.figure else f"“{_subject(whole)}”"
            return f"印出的百分比倒与占{other}的比例相符。"
    return ""


def _subject(whole: Whole) -> str:
    return whole.statement.subject if whole.statement else ""


def _head(case: Case, one: Spoken, part: Statement, wholes: Sequence[Whole]) -> list[Whole]:
    """The amount that a list of parts begins with, if it is certain that it is the whole.

    It is the largest one of its section, the text says that it lists, and another share of the list fits it, or the
    list stands in its own sentence.
    """
    own = [each for each in wholes if each.statement and each.statement.section == one.statement.section]
    text = _text_before(case, one) if own else ""
    lists = any(word in text for word in _LISTS)
    if not lists and _USES not in text:
        return []
    head = max(own, key=lambda each: each.amount.high)
    if not lists and not _fits_others(one, head):
        return []
    larger = head.amount.low > yuan(part).high or one.statement.value >= _HUNDRED
    here = head.statement is not None and head.statement.sentence == one.statement.sentence
    sure = here or one.statement.value > _HUNDRED or _fits_others(one, head)
    return [head] if larger and sure else []


def _fits_others(one: Spoken, head: Whole) -> bool:
    """Whether another share of the section is right for this whole."""
    for at, each in enumerate(one.chapter):
        if each.measure != "share_percent" or each.section != one.statement.section or each is one.statement:
            continue
        part = part_of(replace(one, statement=each, at=at)) if each.value else None
        found = compare(each.value, _rates(part, [head])) if part else None
        if found and found.state != "failed":
            return True
    return False


def _text_before(case: Case, one: Spoken) -> str:
    """The sentences of the section from the first one with a figure to the share's own."""
    section = [each for each in one.before if each.section == one.statement.section]
    return "".join(dict.fromkeys(sentence_text(case.disclosure, each) for each in (*section, one.statement)))


def _rates(part: Statement, wholes: Iterable[Whole]) -> Iterator[Rate]:
    for whole in wholes:
        sources = (part, whole.statement) if whole.statement else (part,)
        rate = Rate.of(yuan(part), whole.amount, "部分除以整体", sources, whole.figure)
        if rate:
            yield rate
