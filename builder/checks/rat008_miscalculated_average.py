"""平均数与金额、数量不符。

检查什么
“三公”经费说明里的车均（平均每辆）运行维护费、车均购置费、人均接待费、人均因公出国（境）费：平均数应当等于文中说的金额除以文中
说的数量（保有量、购置辆数、接待人次、出国人次），先取同一段里的，同一段里没有的取同一章里的。每个金额按印出的位数看作一个区间，
万元与元换算以后比较，舍入能造成的差不算；只差平均数最后一位的（截去而没有四舍五入）是提示。
金额或数量说了几个、与其中任何一个（人次还有各类合计）相符的就算相符，都不相符的不能断定，记“未核对”；年内有购置、报废、调拨、租
用车辆的，运行费可能按年内平均辆数计算，人次另有陪同、陪餐人员的，平均数与同一段里的另一个金额（用餐费、不含购置税的车价）相符的，
也是这样。按月、按次、按批次的平均数和约数不核对。

为什么
平均数说明一辆车、一次接待花多少钱，读者最容易拿来比较。三个数都印在一起，一除就知道，改了支出或者辆数常忘了改它。
在核对过的真实文件里还没有遇到过这种不符。

不通过
3.26 万元除以 2 辆是 1.63 万元，文中写成 1.36 万元。

    文 一、“三公”经费支出决算情况说明
    文 公务用车运行维护费支出3.26万元，2023年末公务用车保有量2辆，车均运行维护费1.36万元。

通过
    文 一、“三公”经费支出决算情况说明
    文 公务用车运行维护费支出3.26万元，2023年末公务用车保有量2辆，车均运行维护费1.63万元。
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import ROUGH, ZERO, subject_of
from builder.checks._said import place_of
from builder.checks._sought import Sought
from builder.checks._spoken import Paragraph, is_rough, passage_of, said_zh, sentence_text, yuan
from builder.model.amount import YUAN_PER_UNIT, Interval, half_of, places
from builder.model.disclosure import Statement
from builder.standards.text import key

CODE = "RAT008"
NAME = "miscalculated-average"
SEVERITY = "warning"
TITLE = "平均数与金额、数量不符"
TITLE_EN = "An average does not follow from the amount and the number"
ADVICE = "核对金额、数量和平均数哪一个没有改到；平均数是按年内平均辆数、扣除某些人次等另外的口径算的，在句中写明。"

_MARKS = Sought("车均", "人均", "平均每", "每车平均")
_EACH_CAR = "(?:车均|平均每(?:辆|台|辆车|台车|车)|每车平均|(?:公务用?车)?单车平均)"
_BARE = re.compile(_EACH_CAR)
_APART = "文中说到另外的车辆、人员或者变动，可能算在平均数里"
_WITHOUT = re.compile("剔除|扣除|除外|(?:不含|不包括|不包含|不计)(?!陪同)|月均|[每按/]月|[每/][天日次批季]")
"""Words of a sentence whose average is one of less than the whole amount, or of shorter than a year."""
_UNSURE = "金额或数量说了不止一个，不能断定是哪两个相除"


class _Kind(NamedTuple):
    """An average by its name, the expense, and what it is divided by: name and unit.

    ``doubtful`` are words of its chapter, ``apart`` those in the name of a number there that is not 0, which may count.
    """

    name: re.Pattern[str]
    spent: re.Pattern[str]
    counted: re.Pattern[str]
    units: Sequence[str]
    doubtful: re.Pattern[str] | None = None
    apart: re.Pattern[str] | None = None


_KINDS = (
    _Kind(
        re.compile(
            f"(?:公务用?车)?{_EACH_CAR}(?:(?:公务用?车)?(?:运行|运维|维护)(?:和?维护|运行)?(?:费用?|支出|成本)*)?"
        ),
        re.compile("(?:全年|年度|本年)?公务用?车(?:运行|运维)(?:[和及]?维护)?(?:费用?|支出)+"),
        re.compile("(?!.*(?:年初|上年|编制|核定)).*(?:保有|拥有)(?:量|数量?)?"),
        ("辆", "台"),
        re.compile(
            "购[入进]|新购|购买|添置|接收|捐赠|报废|处置|封存|停[驶用]|移交|移送|拍卖|调[入出拨剂]|划[转入出]|租[赁用](?!费)|借[用入出]|上[缴交]|平均保有|新能源|摩托|非财政|自有资金"
        ),
        re.compile("购置(?!.*运[行维])|购买|更新|新增|报废|处置|调[入出拨]|划[转入出]|租"),
    ),
    _Kind(
        re.compile("车均(?:公务用?车)?购置(?:费用?|支出)*"),
        re.compile("(?:全年|年度|本年)?公务用?车购置(?:费用?|支出)+"),
        re.compile("(?!.*(?:计划|预算|拟|保有)).*(?:购置|购买|更新)(?:更新|公务用?车|车辆|用车)*数?量?"),
        ("辆", "台"),
        re.compile("预付|尾款|跨年|结转|购置税|裸车|上[牌户]"),
    ),
    _Kind(
        re.compile("人均(?:国内)?(?:公务)?接待(?:费用?|支出)*|(?:国内)?(?:公务)?接待(?:费用?|支出)*人均(?:费用|支出)?"),
        re.compile("(?:全年|年度|本年|其中)?(?:国内)?公务接待(?:费用?|支出)+|国内接待(?:费用?|支出)+"),
        re.compile("(?!.*(?:陪同|参加|工作人员)).*(?:接待|来访|来宾).*"),
        ("人次", "人", "名"),
        re.compile("(?<!不包括)(?<!不包含)(?<!不含)(?<!不计)陪[同餐]"),
        re.compile("外[宾事]|境外"),
    ),
    _Kind(
        re.compile("人均(?:因公)?出国境?(?:费用?|支出|经费)*"),
        re.compile("(?:全年|年度|本年)?因公出国境?(?:费用?|支出|经费)+"),
        re.compile(".*出国.*"),
        ("人次", "人", "名"),
        re.compile("预付|尾款|跨年|结转|结算|上年(?:度)?(?:团组|出国|因公)"),
    ),
)
_OF_CARS = (_KINDS[0],)
_HELD = re.compile("(?:共有|实有|拥有)?(?:公务用?)?(?:车辆|用车)")


def check(case: Case) -> Iterator[Outcome]:
    """Every average of the three public expenses that final accounts give for their year."""
    if case.disclosure.identity.kind != "final" or not case.prose.at(_MARKS):
        return
    for average, scope in case.spendings:
        if scope == "three_public" and "均" in average.subject:
            kind = next((kind for kind in _KINDS if kind.name.fullmatch(key(average.subject))), None)
            paragraph = _paragraph(case, average) if kind else None
            if kind and paragraph:
                yield _outcome(case, kind, average, paragraph)


def _paragraph(case: Case, statement: Statement) -> Paragraph | None:
    number = passage_of(statement)
    return next((each for each in case.statements.paragraphs if each.number == number), None)


def _outcome(case: Case, kind: _Kind, average: Statement, paragraph: Paragraph) -> Outcome:
    subject, year = subject_of(average), case.disclosure.identity.fiscal_year
    spent = _near(paragraph, lambda each: _is_spent(kind, each, year))
    counts = _near(paragraph, lambda each: _is_counted(kind, each, year))
    if not spent or not counts or not _names(kind, average, paragraph):
        return Outcome(subject, "not_checked", "文中没有说算这个平均数所需的金额或数量")
    if any(map(is_rough, (average, *spent, *counts))):
        return Outcome(subject, "not_checked", ROUGH)
    divisors = {each.value: each for each in counts if each.value}
    amounts = {yuan(each): each for each in spent}
    if not divisors or not any(each.value for each in amounts.values()):
        return Outcome(subject, "not_applicable", ZERO)
    found = _fitting(amounts, [*divisors, sum(divisors, Decimal(0))], average)
    if found:
        return Outcome(subject, found)
    terms = next(iter(amounts.values())), next(iter(divisors.values()))
    is_unsure = len(amounts) > 1 or len(divisors) > 1
    doubt = _UNSURE if is_unsure else _doubt(case, kind, average, paragraph, terms)
    if doubt:
        return Outcome(subject, "not_checked", doubt)
    return Outcome(subject, "failed", fault=_fault(average, *terms))


def _near(paragraph: Paragraph, wanted: Callable[[Statement], bool]) -> Sequence[Statement]:
    """What is wanted in the paragraph, else below the same chief heading."""
    return [each for each in paragraph.said if wanted(each)] or [each for each in paragraph.chapter if wanted(each)]


def _is_spent(kind: _Kind, each: Statement, year: int) -> bool:
    said = each.measure == "amount" and each.unit in YUAN_PER_UNIT and each.year == year
    return said and bool(kind.spent.fullmatch(key(each.subject)))


def _is_counted(kind: _Kind, each: Statement, year: int) -> bool:
    said = each.measure == "count" and each.unit in kind.units and each.year == year
    return said and bool(kind.counted.fullmatch(key(each.subject)))


def _names(kind: _Kind, average: Statement, paragraph: Paragraph) -> bool:
    """Whether the average says of what it is one, or stands right behind that amount."""
    if not _BARE.fullmatch(key(average.subject)):
        return True
    money = [each for each in paragraph.said if each.unit in YUAN_PER_UNIT]
    at = next(at for at, each in enumerate(money) if each is average)
    return at > 0 and bool(kind.spent.fullmatch(key(money[at - 1].subject)))


def _fitting(amounts: Iterable[Interval], divisors: Iterable[Decimal], average: Statement) -> str:
    """Whether an amount divided by one of the numbers is the average: ``passed``, ``rounding``; empty if none is."""
    states = [_state(amount, divisor, average) for amount in amounts for divisor in divisors]
    return "passed" if "passed" in states else "rounding" if "rounding" in states else ""


def _state(amount: Interval, divisor: Decimal, average: Statement) -> str:
    said = yuan(average)
    if amount.low + amount.high == divisor * (said.low + said.high):
        return "passed"
    return "rounding" if amount.overlaps(Interval(said.low * divisor, said.high * divisor)) else ""


def _doubt(
    case: Case, kind: _Kind, average: Statement, paragraph: Paragraph, terms: tuple[Statement, Statement]
) -> str:
    """Why the average may be one of other numbers; empty if nothing speaks for it."""
    if not average.value:
        return "平均数为 0，可能没有填写"
    if _counts_others(case, kind, average, paragraph, terms):
        return _APART
    amount, count = terms
    said = [yuan(each) for each in paragraph.said if each.unit in YUAN_PER_UNIT and each.value]
    if any(_fitting((each, yuan(amount) - each), [count.value], average) for each in said if each != yuan(average)):
        return "与同一段的另一个金额相符，可能只算了一部分"
    if kind in _OF_CARS:
        counted = [each for each in case.statements.said("count") if each.unit in kind.units]
        more = (each.value for each in counted if each.value > count.value and _HELD.fullmatch(key(each.subject)))
        if _fitting([yuan(amount)], more, average):
            return "与资产情况里的车辆数相符，可能是按它计算的"
    return ""


def _counts_others(
    case: Case, kind: _Kind, average: Statement, paragraph: Paragraph, terms: tuple[Statement, Statement]
) -> bool:
    """Whether others may count, or not all: by the words of the chapter or of the sentence, or by other numbers."""
    first, last = place_of(paragraph.chapter[0]), place_of(paragraph.chapter[-1])
    text = "".join(passage.text for passage in case.disclosure.passages[first : last + 1])
    if kind.doubtful and kind.doubtful.search("".join(text.split())):
        return True
    if _WITHOUT.search(sentence_text(case.disclosure, average)):
        return True
    some = [each for each in paragraph.chapter if each.measure in ("amount", "count") and each.value]
    others = [each for each in some if each not in terms]
    if kind.apart and any(kind.apart.search(each.subject) for each in others):
        return True
    here = passage_of(average)
    return any(each.unit in kind.units and passage_of(each) == here for each in others)


def _fault(average: Statement, amount: Statement, count: Statement) -> Fault:
    unit = YUAN_PER_UNIT[average.unit]
    exact = amount.value * YUAN_PER_UNIT[amount.unit] / count.value / unit
    expected = exact.quantize(Decimal(1).scaleb(-max(places(average.value), 2)), ROUND_HALF_UP)
    is_last = abs(exact - average.value) <= 2 * half_of(average.value)
    gap = wording.number(abs(average.value - expected))
    last = "（差在最后一位，可能是没有四舍五入）" if is_last else ""
    terms = f"“{amount.subject}”{said_zh(amount)}、“{count.subject}”{said_zh(count)}"
    return Fault(
        message=f"“{average.subject}”印为 {said_zh(average)}；按{terms}，金额除以数量为 {wording.number(expected)} "
        f"{average.unit}，相差 {gap} {average.unit}{last}。",
        message_en=f"{average.subject}: an average of {average.value:f} is printed; the amount ({amount.value:f}) "
        f"divided by the number ({count.value:f}) is {wording.number(expected)}.",
        severity="note" if is_last else "",
        printed=wording.number(average.value),
        expected=wording.number(expected),
        difference=wording.number(average.value - expected),
        places=tuple(dict.fromkeys(each.location for each in (average, amount, count))),
    )
